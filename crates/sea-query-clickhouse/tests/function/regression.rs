//! What went wrong elsewhere, each by its name.

use sea_query::{Asterisk, CaseStatement, Cond, Expr, ExprTrait, Func, Query, Value};
use sea_query_clickhouse::{
    Target,
    aggregate::{uniq, uniq_combined},
    build_clickhouse,
    func::{
        array::array,
        conditional::if_,
        conversion::{cast, to_date, to_date_time, to_date_time64, to_fixed_string, to_uint64},
        date_time::{
            add_days, date_trunc, to_day_of_week, to_start_of_hour, to_start_of_week, to_week, to_year_week,
            to_yyyymm, to_yyyymmddhhmmss,
        },
        encoding::hex,
        hash::{sip_hash64_keyed, sip_hash128_keyed, sip_hash128_reference_keyed},
        mathematical::pow,
        null::if_null,
        other::identity,
        random::rand,
        tuple::tuple,
        ulid::ulid_string_to_date_time,
    },
    prelude::*,
};

use crate::{function::data_type, server::Server};

#[track_caller]
fn check(s: &Server, call: impl Into<Expr>, text: &str, answer: &str) {
    s.check(Query::select().expr(call), &format!("SELECT {text}"), answer);
}

/// They were never built by any test, and failed for want of their keys.
#[test]
fn keyed_hashes_take_their_keys() {
    let s = Server::new();
    let key = || tuple([to_uint64(506_097_522_914_230_528_u64), to_uint64(1)]);
    let key_text = "tuple(toUInt64(506097522914230528), toUInt64(1))";
    check(
        &s,
        sip_hash64_keyed(key(), ["it's"]),
        &format!(r"sipHash64Keyed({key_text}, 'it\'s')"),
        s.run("SELECT sipHash64Keyed((506097522914230528, toUInt64(1)), 'it''s')")
            .trim_end(),
    );
    let lengths = hex(sip_hash128_keyed(key(), ["a"]));
    check(
        &s,
        lengths,
        &format!("hex(sipHash128Keyed({key_text}, 'a'))"),
        s.run("SELECT hex(sipHash128Keyed((506097522914230528, toUInt64(1)), 'a'))")
            .trim_end(),
    );
    check(
        &s,
        hex(sip_hash128_reference_keyed(key(), ["a"])),
        &format!("hex(sipHash128ReferenceKeyed({key_text}, 'a'))"),
        s.run("SELECT hex(sipHash128ReferenceKeyed((506097522914230528, toUInt64(1)), 'a'))")
            .trim_end(),
    );
}

/// They had no argument for the time zone, and the answer was that of the server's.
#[test]
fn starts_of_times_take_a_time_zone() {
    let s = Server::new();
    let at = || to_date_time("2024-01-01 00:20:00").arg("UTC");
    let text = "toDateTime('2024-01-01 00:20:00', 'UTC')";
    check(
        &s,
        to_start_of_hour(at()).arg("Asia/Kolkata"),
        &format!("toStartOfHour({text}, 'Asia/Kolkata')"),
        "2024-01-01 05:00:00",
    );
    check(
        &s,
        to_yyyymm(at()).arg("America/New_York"),
        &format!("toYYYYMM({text}, 'America/New_York')"),
        "202312",
    );
    check(
        &s,
        to_yyyymmddhhmmss(at()).arg("America/New_York"),
        &format!("toYYYYMMDDhhmmss({text}, 'America/New_York')"),
        "20231231192000",
    );
}

/// A mode was added, or a time zone, that nobody had given.
#[test]
fn years_of_weeks_have_the_mode_and_the_zone_that_are_given() {
    let s = Server::new();
    let at = || to_date_time("2023-12-31 12:00:00").arg("UTC");
    let text = "toDateTime('2023-12-31 12:00:00', 'UTC')";
    check(&s, to_year_week(at()), &format!("toYearWeek({text})"), "202353");
    check(
        &s,
        to_year_week(at()).arg(1),
        &format!("toYearWeek({text}, 1)"),
        "202352",
    );
    check(
        &s,
        to_year_week(at()).arg(1).arg("Pacific/Kiritimati"),
        &format!("toYearWeek({text}, 1, 'Pacific/Kiritimati')"),
        "202401",
    );
}

/// A week began on Sunday for a date and on Monday for a time.
#[test]
fn weeks_begin_on_the_day_that_is_asked_for() {
    let s = Server::new();
    let day = || to_date("2024-05-15");
    check(
        &s,
        to_start_of_week(day()),
        "toStartOfWeek(toDate('2024-05-15'))",
        "2024-05-12",
    );
    check(
        &s,
        to_start_of_week(day()).arg(1),
        "toStartOfWeek(toDate('2024-05-15'), 1)",
        "2024-05-13",
    );
    check(
        &s,
        date_trunc("week", day()),
        "dateTrunc('week', toDate('2024-05-15'))",
        "2024-05-13",
    );
    check(
        &s,
        to_day_of_week(day()),
        "toDayOfWeek(toDate('2024-05-15'))",
        "3",
    );
}

/// Bound as an Int32, they were refused: "Expected: UInt8, got: Int32".
#[test]
fn numbers_among_arguments_are_bound_as_the_type_of_a_literal() {
    let s = Server::new();
    let query = Query::select().expr(to_fixed_string("foo", 8)).take();
    let built = build_clickhouse(&query, &Target::default()).unwrap();
    assert_eq!(built.sql, "SELECT toFixedString({p0:String}, {p1:UInt8})");
    check(
        &s,
        to_date_time64("2024-01-01 00:00:00.125", 3).arg("UTC"),
        "toDateTime64('2024-01-01 00:00:00.125', 3, 'UTC')",
        "2024-01-01 00:00:00.125",
    );
    check(
        &s,
        to_week(to_date("2024-01-01")).arg(3),
        "toWeek(toDate('2024-01-01'), 3)",
        "1",
    );
    check(&s, if_(1, "yes", "no"), "if(1, 'yes', 'no')", "yes");
    for (number, type_name) in [
        (Value::from(255_i32), "UInt8"),
        (Value::from(256_i64), "UInt16"),
        (Value::from(65_536_u64), "UInt32"),
        (Value::from(1_i64 << 40), "UInt64"),
        (Value::from(-1_i64), "Int8"),
        (Value::from(-129_i32), "Int16"),
        (Value::from(-32_769_i32), "Int32"),
        (Value::from(i64::MIN), "Int64"),
    ] {
        let query = Query::select()
            .expr(Func::cust("toTypeName").arg(Expr::val(number)))
            .take();
        let literal = s.run(&query.to_string(ClickHouseQueryBuilder));
        assert_eq!(literal, format!("{type_name}\n"));
        assert_eq!(s.answer(&query, &Target::default()), literal);
    }
}

/// There is no type that holds all of UInt64 and of Int32.
#[test]
fn a_number_beside_a_column_has_a_common_type_with_it() {
    let s = Server::with(&[
        "CREATE TABLE t (u Nullable(UInt64)) ENGINE = Memory",
        "INSERT INTO t VALUES (NULL)",
    ]);
    for (call, text) in [
        (Expr::from(if_null(Expr::col("u"), 0)), "ifNull(`u`, 0)"),
        (
            Func::coalesce([Expr::col("u"), Expr::val(0)]).into(),
            "coalesce(`u`, 0)",
        ),
    ] {
        s.check(
            Query::select().expr(call).from("t"),
            &format!("SELECT {text} FROM `t`"),
            "0",
        );
    }
}

/// Texts were given a type without a length, which no server reads.
#[test]
fn a_case_of_texts_is_a_text() {
    let s = Server::new();
    let case = CaseStatement::new()
        .case(Cond::all().add(Expr::val(1).eq(2)), "it's")
        .finally("none");
    check(
        &s,
        case,
        r"(CASE WHEN (1 = 2) THEN 'it\'s' ELSE 'none' END)",
        "none",
    );
}

/// `^`, `&` and `|` are no operators.
#[test]
fn powers_and_bits_are_functions() {
    let s = Server::new();
    check(&s, pow(3, 2), "pow(3, 2)", "9");
    check(&s, Expr::val(6).bit_and(3).add(1), "bitAnd(6, 3) + 1", "3");
    check(&s, Expr::val(6).bit_or(1), "bitOr(6, 1)", "7");
}

/// There was no way to its parameter, and `*` was a name.
#[test]
fn uniq_counts_rows_and_takes_its_parameter() {
    let s = Server::with(&[
        "CREATE TABLE t (a UInt8, b UInt8) ENGINE = Memory",
        "INSERT INTO t VALUES (1,1),(1,1),(1,2)",
    ]);
    for (call, text, answer) in [
        (uniq([Expr::col(Asterisk)]), "uniq(*)", "2"),
        (
            uniq_combined([Expr::col("b")]).param(12),
            "uniqCombined(12)(`b`)",
            "2",
        ),
    ] {
        s.check(
            Query::select().expr(call).from("t"),
            &format!("SELECT {text} FROM `t`"),
            answer,
        );
    }
}

/// A name in another case than the server's is another function: `Rand`.
#[test]
fn names_have_the_case_of_the_server() {
    let text = |call: sea_query::FunctionCall| Query::select().expr(call).to_string(ClickHouseQueryBuilder);
    assert_eq!(text(rand()), "SELECT rand()");
    assert_eq!(
        text(ulid_string_to_date_time(Expr::col("id")).arg("UTC")),
        "SELECT ULIDStringToDateTime(`id`, 'UTC')"
    );
}

#[test]
fn hostile_texts_stay_values() {
    let s = Server::new();
    for text in [
        "`",
        "'",
        "\"",
        "\\",
        "\n",
        "\0",
        "--",
        "/*",
        "*/",
        "{p:String}",
        "?",
        "??",
        "$1",
        "naïve",
        "\\'",
        "a\tb",
        ";",
        "'); DROP TABLE t; --",
    ] {
        let query = Query::select().expr(hex(identity(text))).take();
        let bytes: String = text.bytes().map(|byte| format!("{byte:02X}")).collect();
        assert_eq!(
            s.run(&query.to_string(ClickHouseQueryBuilder)),
            format!("{bytes}\n"),
            "{text}"
        );
        assert_eq!(
            s.answer(&query, &Target::default()),
            format!("{bytes}\n"),
            "{text}"
        );
    }
}

#[test]
fn values_of_every_kind_are_arguments() {
    let s = Server::new();
    let date = chrono::NaiveDate::from_ymd_opt(1925, 2, 28).unwrap();
    check(
        &s,
        add_days(date, 1),
        "addDays(toDate32('1925-02-28'), 1)",
        "1925-03-01",
    );
    check(&s, identity(true), "identity(true)", "true");
    check(&s, identity(-1.5), "identity(-1.5)", "-1.5");
    check(&s, identity(None::<i32>), "identity(NULL)", "\\N");
    check(&s, array([Some("a"), None]), "array('a', NULL)", "['a',NULL]");
    check(&s, identity('ï'), "identity('ï')", "ï");
    let id = uuid::Uuid::from_u128(1);
    check(
        &s,
        identity(id),
        "identity(toUUID('00000000-0000-0000-0000-000000000001'))",
        "00000000-0000-0000-0000-000000000001",
    );
    check(
        &s,
        cast("[1,2]", &data_type("Array(UInt8)")),
        "CAST('[1,2]', 'Array(UInt8)')",
        "[1,2]",
    );
}
