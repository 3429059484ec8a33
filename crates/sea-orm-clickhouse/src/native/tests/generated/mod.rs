//! Tables of types at random with values at random, through a real server both ways.
//!
//! A table is written in the native format and read back; and it is written once more by the dialect's literals, whose
//! values the server shows with the same texts. `CLICKHOUSE_TEST_SCHEMAS` is the number of tables, and
//! `CLICKHOUSE_TEST_SEED` another number than the usual to begin with: the one that a failure names repeats it.

mod numbers;
mod texts;
mod types;
mod values;

use std::fmt::{self, Debug, Formatter};
use std::panic::{AssertUnwindSafe, catch_unwind};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use sea_query::{Expr, Query, Value};
use sea_query_clickhouse::ClickHouseQueryBuilder;
use sea_query_clickhouse::structured::{element, structured};
use sea_query_clickhouse::types::DataType;

use self::types::column_type;
use self::values::{difference, value_of};
use super::bytes::decoded;
use super::server::Server;
use super::table_name;
use crate::native::structure::plain;
use crate::native::{BlockEncoder, ColumnPlan, Target};

const SCHEMAS: u32 = 500;
const SEED: u64 = 26_07;
/// How many run at a time, each with a seed of its own.
const PARALLEL: u32 = 4;

/// The columns of a table: of each its type and its values.
#[derive(Clone)]
struct Table {
    types: Vec<DataType>,
    columns: Vec<Vec<Value>>,
}

impl Debug for Table {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let columns = self.types.iter().zip(&self.columns);
        columns
            .into_iter()
            .try_for_each(|(of, values)| write!(f, "\n{of}: {values:?}"))
    }
}

fn table() -> impl Strategy<Value = Table> {
    let types = prop::collection::vec(column_type(), 1..4);
    (types, 0..6_usize).prop_flat_map(|(types, rows)| {
        let columns: Vec<_> = types
            .iter()
            .map(|of| prop::collection::vec(value_of(&sent(of)), rows))
            .collect();
        columns.prop_map(move |columns| Table {
            types: types.clone(),
            columns,
        })
    })
}

/// A type as the server sends it: DateTime as a whole has no zone then.
fn sent(data_type: &DataType) -> DataType {
    match plain(data_type) {
        DataType::DateTime(_) => DataType::DateTime(None),
        other => other,
    }
}

fn from_environment(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |text| {
        text.parse().unwrap_or_else(|_| panic!("{name} is a number"))
    })
}

#[test]
fn tables_come_back_as_they_were() {
    let schemas = from_environment("CLICKHOUSE_TEST_SCHEMAS", SCHEMAS.into()) as u32;
    let seed = from_environment("CLICKHOUSE_TEST_SEED", SEED);
    let run = |part: u32| {
        let config = Config {
            cases: schemas.div_ceil(PARALLEL),
            rng_seed: RngSeed::Fixed(seed.wrapping_add(u64::from(part) << 32)),
            failure_persistence: None,
            max_shrink_iters: 300,
            ..Config::default()
        };
        TestRunner::new(config)
            .run(&table(), |table| {
                table.check();
                Ok(())
            })
            .map_err(|error| format!("with CLICKHOUSE_TEST_SEED={seed}: {error:?}"))
    };
    let failures: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..PARALLEL).map(|part| scope.spawn(move || run(part))).collect();
        threads
            .into_iter()
            .filter_map(|thread| thread.join().unwrap().err())
            .collect()
    });
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

impl Table {
    fn check(&self) {
        let server = Server::from_environment();
        let (native, literal) = (table_name("native"), table_name("literal"));
        let checked = catch_unwind(AssertUnwindSafe(|| self.check_in(&server, &native, &literal)));
        for name in [&native, &literal] {
            server.query(&format!("DROP TABLE IF EXISTS {name}"));
        }
        if let Err(failure) = checked {
            std::panic::resume_unwind(failure);
        }
    }

    fn rows(&self) -> usize {
        self.columns[0].len()
    }

    fn check_in(&self, server: &Server, native: &str, literal: &str) {
        let columns = |of: fn(&DataType) -> String| {
            let columns = self
                .types
                .iter()
                .enumerate()
                .map(|(i, data_type)| format!(", c{i} {}", of(data_type)));
            columns.collect::<String>()
        };
        let plain = columns(DataType::to_string);
        server.query(&format!(
            "CREATE TABLE {native} (i UInt32{plain}) ENGINE = MergeTree ORDER BY i"
        ));
        let tuples = columns(|of| DataType::tuple([of.clone()]).to_string());
        server.query(&format!(
            "CREATE TABLE {literal} (i UInt32{tuples}) ENGINE = Memory"
        ));
        server.insert(&format!("INSERT INTO {native} FORMAT Native"), &self.block());
        let of_native = self.read(server, native, "");
        self.compare(&of_native, true, "read from what the codec wrote");
        if self.rows() == 0 {
            return;
        }
        for row in 0..self.rows() {
            server.query(&self.statement(literal, row));
        }
        let of_literal = self.read(server, literal, ".1");
        self.compare(&of_literal, false, "read from what the dialect wrote");
        for ((of, native), literal) in self.types.iter().zip(of_native).zip(of_literal) {
            assert_eq!(
                native.1, literal.1,
                "{of}: what the server shows of the codec's and the dialect's values"
            );
        }
    }

    /// The rows in the native format.
    fn block(&self) -> Vec<u8> {
        let mut encoder = BlockEncoder::new(self.types.len() + 1, self.rows());
        let numbers: Vec<Value> = (0..self.rows()).map(|row| (row as u32).into()).collect();
        encoder.column("i", &DataType::UInt32, &numbers).unwrap();
        for (i, (of, values)) in self.types.iter().zip(&self.columns).enumerate() {
            encoder.column(&format!("c{i}"), of, values).unwrap();
        }
        encoder.finish()
    }

    /// A row as the dialect's literals, each in a tuple, which says of what type it is: an array without elements does
    /// not. What stands in VALUES the server converts in ways of its own.
    fn statement(&self, table: &str, row: usize) -> String {
        let mut literals = Query::select();
        let columns = self.types.iter().zip(&self.columns);
        let values =
            columns.map(|(of, values)| structured(&DataType::tuple([of.clone()]), vec![values[row].clone()]));
        literals.exprs(
            std::iter::once(Value::from(row as u32))
                .chain(values)
                .map(Expr::val),
        );
        let names = (0..self.types.len()).map(|i| format!("c{i}"));
        let mut insert = Query::insert();
        insert
            .into_table(table.to_owned())
            .columns(std::iter::once("i".to_owned()).chain(names))
            .select_from(literals)
            .unwrap();
        insert.to_string(ClickHouseQueryBuilder)
    }

    /// Of each column its values and the texts that the server shows of them.
    fn read(&self, server: &Server, table: &str, member: &str) -> Vec<(Vec<Value>, Vec<Value>)> {
        let columns = (0..self.types.len()).map(|i| format!("c{i}{member}, toString(c{i}{member}) AS t{i}"));
        let columns = columns.collect::<Vec<_>>().join(", ");
        let body = server.query(&format!("SELECT {columns} FROM {table} ORDER BY i"));
        let mut read = vec![(Vec::new(), Vec::new()); self.types.len()];
        for block in decoded(&body) {
            let data = block.header.columns.iter().zip(&block.columns);
            let data: Vec<_> = data.collect();
            for ((pair, of), read) in data.chunks(2).zip(&self.types).zip(&mut read) {
                let (header, values) = pair[0];
                assert_eq!(header.data_type, sent(of));
                let target = Target::exact(element(&header.data_type), false);
                let plan = ColumnPlan::new(&header.name, &header.data_type, &target).unwrap();
                read.0.extend(plan.values(values).unwrap());
                let (header, texts) = pair[1];
                let target = Target::exact(element(&header.data_type), false);
                let plan = ColumnPlan::new(&header.name, &header.data_type, &target).unwrap();
                read.1.extend(plan.values(texts).unwrap());
            }
        }
        read
    }

    fn compare(&self, read: &[(Vec<Value>, Vec<Value>)], bits_of_nan: bool, how: &str) {
        for ((of, values), (read, _)) in self.types.iter().zip(&self.columns).zip(read) {
            assert_eq!(read.len(), values.len(), "rows of {of}, {how}");
            for (read, value) in read.iter().zip(values) {
                if let Some((read, value)) = difference(read, value, bits_of_nan) {
                    panic!("{of}, {how}: {read:?}, not {value:?}");
                }
            }
        }
    }
}
