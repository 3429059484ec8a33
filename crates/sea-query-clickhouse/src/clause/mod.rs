//! The clauses that ClickHouse has and SeaQuery's statements have no field for.
//!
//! A clause rides inside its statement as a reserved function node that is ANDed into the condition (in a join: of
//! the join; in an INSERT: as the target of ON CONFLICT; in an order, a select list or an argument: in their place), so
//! that it survives everything that SeaORM does to a statement. The collectors take it out and write it where it
//! belongs. Another backend sees an unknown function and fails.

mod field;
mod setting;
mod split;

pub(crate) use field::{Field, record, words};
pub use setting::SettingValue;
pub(crate) use setting::{check_setting, write_settings};
pub(crate) use split::split_clauses;

use sea_query::{Expr, ExprTrait, Func, FunctionCall, SelectStatement, Value};

use crate::{
    build::MutationKind,
    collect::push,
    error::BuildError,
    partition::Partition,
    query::{Columns, JoinForm, Limit, Sample, WithFill},
};

/// The name of the function node that carries a clause.
pub(crate) const CARRIER: &str = "clickhouse_clause";

macro_rules! clauses {
    ($($(#[$doc:meta])* $variant:ident $(($($field:ident : $type:ty),+))? => $keyword:literal,)*) => {
        #[derive(Clone, Debug, PartialEq)]
        pub(crate) enum Clause {
            $($(#[$doc])* $variant $(($($type),+))?,)*
        }

        impl Clause {
            /// The keyword that starts the clause.
            pub(crate) fn keyword(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $keyword,)*
                }
            }

            fn into_fields(self) -> Vec<Expr> {
                match self {
                    $(Self::$variant $(($($field),+))? => vec![$($($field.into_field()),+)?],)*
                }
            }

            fn from_fields(keyword: &str, fields: &[Expr]) -> Option<Self> {
                match (keyword, fields) {
                    $(($keyword, [$($($field),+)?]) => {
                        Some(Self::$variant $(($(Field::from_field($field)?),+))?)
                    })*
                    _ => None,
                }
            }
        }
    };
}

clauses! {
    /// `WITH expr AS name`
    With(name: String, expr: Expr) => "WITH",
    DistinctOn(exprs: Vec<Expr>) => "DISTINCT ON",
    /// On the first table.
    Final => "FINAL",
    FinalOf(table: String) => "FINAL",
    /// On the first table.
    Sampling(sample: Sample) => "SAMPLE",
    SamplingOf(table: String, sample: Sample) => "SAMPLE",
    Join(join: JoinForm) => "JOIN",
    ArrayJoin(left: bool, items: Vec<(Expr, Option<String>)>) => "ARRAY JOIN",
    Prewhere(condition: Expr) => "PREWHERE",
    GroupByAll => "GROUP BY ALL",
    GroupingSets(sets: Vec<Vec<Expr>>) => "GROUPING SETS",
    Rollup => "WITH ROLLUP",
    Cube => "WITH CUBE",
    Totals => "WITH TOTALS",
    /// Windows of a WINDOW clause, on a query that has nothing else.
    Windows(query: Box<SelectStatement>) => "WINDOW",
    /// The named window that another starts from, in the place of its partitions.
    WindowOf(name: String) => "OVER",
    Qualify(condition: Expr) => "QUALIFY",
    OrderByAll(descending: bool, nulls_first: Option<bool>) => "ORDER BY ALL",
    /// An expression of ORDER BY with what follows its direction.
    OrderBy(expr: Expr, collation: Option<String>, fill: Option<Box<WithFill>>) => "ORDER BY",
    /// An expression of ORDER BY has WITH FILL. Who clears ORDER BY takes rows away with it.
    Fill => "WITH FILL",
    Interpolate(columns: Vec<(String, Option<Expr>)>) => "INTERPOLATE",
    LimitBy(limit: Limit, offset: Option<Limit>, exprs: Vec<Expr>) => "LIMIT BY",
    LimitByAll(limit: Limit) => "LIMIT BY",
    Limit(limit: Limit) => "LIMIT",
    Offset(offset: Limit) => "OFFSET",
    WithTies => "WITH TIES",
    Setting(name: String, value: SettingValue) => "SETTINGS",
    Format(name: String) => "FORMAT",
    /// Columns of a select list by a pattern, with what is done to them.
    Columns(columns: Columns) => "COLUMNS",
    /// `name = value` among the arguments of a table function.
    Named(name: String, value: Expr) => "argument",
    /// A query as an argument, which stands in no parentheses of its own.
    Query(query: Box<SelectStatement>) => "view",
    /// A parametrised view, as a table function, with its database where that is another.
    View(database: Option<String>, name: String, args: Vec<Expr>) => "FROM",
    AllRows => "all_rows()",
    OnCluster(name: String) => "ON CLUSTER",
    InPartition(partition: Partition) => "IN PARTITION",
    Mutation(kind: MutationKind) => "lightweight()",
    /// `(* EXCEPT (columns))` of an INSERT.
    Except(columns: Vec<String>) => "EXCEPT",
    /// The query whose rows are inserted.
    Rows(query: Box<SelectStatement>) => "SELECT",
    /// `{name:Type}` in the query of a parametrised view.
    ViewParameter(name: String, data_type: String) => "view parameter",
}

words!(MutationKind {
    Alter = "ALTER TABLE",
    Lightweight = "lightweight",
});

impl Clause {
    pub(crate) fn belongs_to_mutations(&self) -> bool {
        matches!(
            self,
            Self::AllRows | Self::OnCluster(_) | Self::InPartition(_) | Self::Mutation(_)
        )
    }

    /// The error for a clause in a place that cannot have it.
    pub(crate) fn misplaced(&self) -> BuildError {
        BuildError::invalid(
            self.keyword(),
            "the clause must stand on a statement of its own kind, outside of OR, NOT, HAVING and expressions",
        )
    }

    /// The node that carries the clause.
    pub(crate) fn into_expr(self) -> Expr {
        Expr::FunctionCall(self.into_call())
    }

    pub(crate) fn into_call(self) -> FunctionCall {
        let keyword = Expr::Constant(Value::from(self.keyword()));
        Func::cust(CARRIER).args([keyword].into_iter().chain(self.into_fields()))
    }

    /// Whether a function call carries a clause.
    pub(crate) fn is_carried_by(call: &FunctionCall) -> bool {
        matches!(call.get_func(), Func::Custom(name) if name.inner() == CARRIER)
    }

    /// Reads the clause back from its node.
    pub(crate) fn from_call(call: &FunctionCall) -> Result<Self, BuildError> {
        let clause = match call.get_args().split_first() {
            Some((Expr::Constant(Value::String(Some(keyword))), fields)) => {
                Self::from_fields(keyword, fields)
            }
            _ => None,
        };
        let clause = clause.ok_or_else(|| {
            BuildError::invalid(
                CARRIER,
                "this function name is reserved for clauses; set them by the methods of the extension traits",
            )
        })?;
        clause.check()?;
        Ok(clause)
    }

    fn check(&self) -> Result<(), BuildError> {
        let empty = |what: &str| Err(BuildError::invalid(self.keyword(), format!("{what} is empty")));
        match self {
            Self::Sampling(sample) | Self::SamplingOf(_, sample) => sample.check(),
            Self::Setting(name, value) => check_setting(name, value),
            Self::OnCluster(name) if name.is_empty() => empty("the name of the cluster"),
            Self::Limit(limit) | Self::Offset(limit) => limit.check(),
            Self::LimitBy(limit, offset, exprs) => {
                if exprs.is_empty() {
                    return empty("the list of expressions");
                }
                limit.check_by()?;
                offset.as_ref().map_or(Ok(()), Limit::check_by)
            }
            Self::LimitByAll(limit) => limit.check_by(),
            Self::DistinctOn(exprs) if exprs.is_empty() => empty("the list of expressions"),
            Self::GroupingSets(sets) if sets.is_empty() => empty("the list of sets"),
            Self::ArrayJoin(_, items) if items.is_empty() => empty("the list of arrays"),
            Self::Except(columns) if columns.is_empty() => empty("the list of columns"),
            Self::Format(name) if !crate::literal::is_word(name) => Err(BuildError::invalid(
                "FORMAT",
                format!(
                    "`{}` is not the name of a format: letters, digits and _ only",
                    name.escape_debug()
                ),
            )),
            _ => Ok(()),
        }
    }

    /// Takes the PREWHERE conditions out of `clauses`, as one that asks for all of them.
    pub(crate) fn take_prewhere(clauses: &mut Vec<Self>) -> Option<Expr> {
        Self::take_conditions(clauses, |clause| match clause {
            Self::Prewhere(condition) => Some(condition),
            _ => None,
        })
    }

    /// Takes the QUALIFY conditions out of `clauses`, as one that asks for all of them.
    pub(crate) fn take_qualify(clauses: &mut Vec<Self>) -> Option<Expr> {
        Self::take_conditions(clauses, |clause| match clause {
            Self::Qualify(condition) => Some(condition),
            _ => None,
        })
    }

    fn take_conditions(clauses: &mut Vec<Self>, of: impl Fn(&Self) -> Option<&Expr>) -> Option<Expr> {
        let mut whole: Option<Expr> = None;
        clauses.retain(|clause| match of(clause) {
            Some(condition) => {
                whole = Some(match whole.take() {
                    None => condition.clone(),
                    Some(before) => before.and(condition.clone()),
                });
                false
            }
            None => true,
        });
        whole
    }

    /// The last of the clauses that `is` finds: a later call of a method replaces an earlier one.
    pub(crate) fn last(clauses: &[Self], is: impl Fn(&Self) -> bool) -> Option<&Self> {
        clauses.iter().rev().find(|clause| is(clause))
    }

    /// Writes a clause that has no expression in it, with a space before.
    pub(crate) fn write(&self, sql: &mut (impl std::fmt::Write + ?Sized)) {
        match self {
            Self::Final | Self::FinalOf(_) => push(sql, " FINAL"),
            Self::Sampling(sample) | Self::SamplingOf(_, sample) => sample.write(sql),
            Self::OnCluster(name) => {
                push(sql, " ON CLUSTER ");
                crate::literal::write_identifier(sql, name);
            }
            Self::Format(name) => {
                push(sql, " FORMAT ");
                push(sql, name);
            }
            Self::Limit(limit) => {
                push(sql, " LIMIT ");
                limit.write(sql);
            }
            Self::Offset(offset) => {
                push(sql, " OFFSET ");
                offset.write(sql);
            }
            _ => {}
        }
    }

    /// Writes ` SETTINGS a = 1, b = 2` of the settings among `clauses`; a later value of a name replaces an earlier.
    pub(crate) fn write_settings(clauses: &[Self], sql: &mut (impl std::fmt::Write + ?Sized)) {
        let mut settings: Vec<(&str, &SettingValue)> = Vec::new();
        for clause in clauses {
            if let Self::Setting(name, value) = clause {
                settings.retain(|(known, _)| known != name);
                settings.push((name, value));
            }
        }
        write_settings(&settings, sql);
    }
}
