use sea_query::{
    BinOper, Cond, Expr, IntoCondition, IntoIden, IntoTableRef, JoinType, SelectStatement, TableRef,
};

use super::Sample;
use crate::clause::{CARRIER, Clause, record, words};

/// How many rows of the other side a row is joined with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strictness {
    All,
    Any,
    Asof,
    Semi,
    Anti,
}

words!(Strictness {
    All = "ALL",
    Any = "ANY",
    Asof = "ASOF",
    Semi = "SEMI",
    Anti = "ANTI",
});

/// What a join has beyond SeaQuery's.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct JoinForm {
    pub(crate) global: bool,
    pub(crate) cross: bool,
    pub(crate) paste: bool,
    pub(crate) strictness: Option<Strictness>,
    pub(crate) using: Vec<String>,
    pub(crate) is_final: bool,
    pub(crate) sample: Option<Sample>,
}

record!(JoinForm {
    global,
    cross,
    paste,
    strictness,
    using,
    is_final,
    sample
});

/// A join with ClickHouse's strictness and kind.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/select/join>.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Query};
/// use sea_query_clickhouse::{prelude::*, query::Join};
///
/// let mut query = Query::select();
/// query
///     .column(("t", "price"))
///     .column(("q", "bid"))
///     .from_as("trade", "t")
///     .join_with(
///         Join::new("quote").alias("q").left().asof().final_().on(Expr::col(("t", "symbol"))
///             .equals(("q", "symbol"))
///             .and(Expr::col(("t", "at")).gte(Expr::col(("q", "at"))))),
///     );
/// assert_eq!(
///     query.to_string(ClickHouseQueryBuilder),
///     "SELECT `t`.`price`, `q`.`bid` FROM `trade` AS `t` LEFT ASOF JOIN `quote` AS `q` FINAL \
///      ON `t`.`symbol` = `q`.`symbol` AND `t`.`at` >= `q`.`at`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Join {
    table: TableRef,
    kind: JoinType,
    form: JoinForm,
    on: Cond,
}

impl Join {
    /// An inner join with a table, or a [`TableFunction`](super::TableFunction).
    pub fn new(table: impl IntoTableRef) -> Self {
        Self {
            table: table.into_table_ref(),
            kind: JoinType::InnerJoin,
            form: JoinForm::default(),
            on: Cond::all(),
        }
    }

    /// An inner join with the rows of a query.
    pub fn subquery(query: SelectStatement, alias: impl IntoIden) -> Self {
        Self::new(TableRef::SubQuery(Box::new(query), alias.into_iden()))
    }

    /// `AS name`
    pub fn alias(mut self, name: impl IntoIden) -> Self {
        self.table = self.table.alias(name);
        self
    }

    fn kind(mut self, kind: JoinType) -> Self {
        self.kind = kind;
        self.form.cross = false;
        self.form.paste = false;
        self
    }

    fn strictness(mut self, strictness: Strictness) -> Self {
        self.form.strictness = Some(strictness);
        self
    }

    /// `LEFT`: rows of the first side without a match stay, with NULLs.
    pub fn left(self) -> Self {
        self.kind(JoinType::LeftJoin)
    }

    /// `RIGHT`: rows of the second side without a match stay, with NULLs.
    pub fn right(self) -> Self {
        self.kind(JoinType::RightJoin)
    }

    /// `FULL`: rows of both sides without a match stay, with NULLs.
    pub fn full(self) -> Self {
        self.kind(JoinType::FullOuterJoin)
    }

    /// `CROSS`: every row with every other.
    pub fn cross(self) -> Self {
        // SeaQuery's cross joins carry nothing.
        let mut join = self.kind(JoinType::InnerJoin);
        join.form.cross = true;
        join
    }

    /// `PASTE`: the first row with the first, the second with the second; since ClickHouse 23.12.
    pub fn paste(self) -> Self {
        let mut join = self.kind(JoinType::InnerJoin);
        join.form.paste = true;
        join
    }

    /// `ALL`: every match, which is the default unless the setting `join_default_strictness` says otherwise.
    pub fn all(self) -> Self {
        self.strictness(Strictness::All)
    }

    /// `ANY`: one match alone.
    pub fn any(self) -> Self {
        self.strictness(Strictness::Any)
    }

    /// `ASOF`: the nearest match, of which the condition says by one inequality (`>`, `>=`, `<`, `<=`) which; the last
    /// column of [`using`](Self::using) stands for `>=`.
    pub fn asof(self) -> Self {
        self.strictness(Strictness::Asof)
    }

    /// `SEMI`: rows that have a match, once; for `left()` and `right()`.
    pub fn semi(self) -> Self {
        self.strictness(Strictness::Semi)
    }

    /// `ANTI`: rows that have no match; for `left()` and `right()`.
    pub fn anti(self) -> Self {
        self.strictness(Strictness::Anti)
    }

    /// `GLOBAL`: the other side is computed once and sent to every shard.
    pub fn global(mut self) -> Self {
        self.form.global = true;
        self
    }

    /// `FINAL` on the table that is joined.
    pub fn final_(mut self) -> Self {
        self.form.is_final = true;
        self
    }

    /// `SAMPLE ratio` on the table that is joined.
    pub fn sample(mut self, ratio: f64) -> Self {
        self.form.sample = Some(Sample { ratio, offset: None });
        self
    }

    /// `SAMPLE ratio OFFSET offset` on the table that is joined.
    pub fn sample_offset(mut self, ratio: f64, offset: f64) -> Self {
        self.form.sample = Some(Sample {
            ratio,
            offset: Some(offset),
        });
        self
    }

    /// `ON condition`; called again, all conditions hold.
    pub fn on(mut self, condition: impl IntoCondition) -> Self {
        self.on = self.on.add(condition.into_condition());
        self
    }

    /// `USING (columns)`
    pub fn using<C: IntoIden>(mut self, columns: impl IntoIterator<Item = C>) -> Self {
        self.form
            .using
            .extend(columns.into_iter().map(|column| column.into_iden().to_string()));
        self
    }

    pub(crate) fn add_to(self, select: &mut SelectStatement) {
        let mut condition = Cond::all().add(Clause::Join(self.form).into_expr());
        if !self.on.is_empty() {
            condition = condition.add(self.on);
        }
        select.join(self.kind, self.table, condition);
    }
}

/// The table that stands for an ARRAY JOIN among the joins of a statement.
pub(crate) fn add_array_join(select: &mut SelectStatement, left: bool, items: Vec<(Expr, Option<String>)>) {
    let condition = Clause::ArrayJoin(left, items).into_expr();
    select.join(JoinType::InnerJoin, CARRIER, condition);
}

/// Whether a table stands for an ARRAY JOIN.
pub(crate) fn is_array_join(table: &TableRef) -> bool {
    matches!(table, TableRef::Table(name, None) if name.0.is_none() && name.1.inner() == CARRIER)
}

/// What ARRAY JOIN takes: an array, by its column or an expression, with or without a name for its elements.
///
/// ```
/// use sea_query::{Expr, Query};
/// use sea_query_clickhouse::{prelude::*, query::ArrayJoin};
///
/// let mut query = Query::select();
/// query.columns(["id", "tag"]).from("event").left_array_join([ArrayJoin::new(Expr::col("tags")).alias("tag")]);
/// assert_eq!(
///     query.to_string(ClickHouseQueryBuilder),
///     "SELECT `id`, `tag` FROM `event` LEFT ARRAY JOIN `tags` AS `tag`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ArrayJoin {
    pub(crate) array: Expr,
    pub(crate) alias: Option<String>,
}

impl ArrayJoin {
    /// The elements of an array, under the array's own name.
    pub fn new(array: impl Into<Expr>) -> Self {
        Self {
            array: array.into(),
            alias: None,
        }
    }

    /// `AS name`
    pub fn alias(mut self, name: impl IntoIden) -> Self {
        self.alias = Some(name.into_iden().to_string());
        self
    }
}

impl<T: Into<Expr>> From<T> for ArrayJoin {
    fn from(array: T) -> Self {
        Self::new(array)
    }
}

/// Whether a condition has an inequality among the parts that hold together, or a part that cannot be looked into.
pub(crate) fn has_inequality(condition: &Expr) -> bool {
    match condition {
        Expr::Binary(left, BinOper::And, right) => has_inequality(left) || has_inequality(right),
        Expr::Binary(_, op, _) => matches!(
            op,
            BinOper::GreaterThan
                | BinOper::GreaterThanOrEqual
                | BinOper::SmallerThan
                | BinOper::SmallerThanOrEqual
                | BinOper::Custom(_)
        ),
        Expr::Custom(_) | Expr::CustomWithExpr(..) => true,
        Expr::FunctionCall(_) => true,
        _ => false,
    }
}
