use sea_query::Expr;

use super::{
    AccessDropStatement, RolesOrUsers, UserName,
    entity::{Entities, on, part},
    subject::{write_rename, write_to},
};
use crate::{
    error::BuildError,
    render::Renderer,
    statement::options::{Options, statement, write_expr},
};

/// Where statements about row policies begin: which rows of a table a user sees.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::ClickHouseRowPolicy};
///
/// let drop = ClickHouseRowPolicy::drop("own").on_database("shop");
/// assert_eq!(drop.to_string(ClickHouseQueryBuilder), "DROP ROW POLICY `own` ON `shop`.*");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ClickHouseRowPolicy;

impl ClickHouseRowPolicy {
    /// `CREATE ROW POLICY`
    pub fn create(name: impl Into<UserName>) -> RowPolicyCreateStatement {
        RowPolicyCreateStatement {
            entities: Entities::new(name),
            filter: Filter::default(),
            to: None,
            options: Options::default(),
        }
    }

    /// `ALTER ROW POLICY`
    pub fn alter(name: impl Into<UserName>) -> RowPolicyAlterStatement {
        RowPolicyAlterStatement {
            entities: Entities::new(name),
            rename: None,
            filter: Filter::default(),
            to: None,
            options: Options::default(),
        }
    }

    /// `DROP ROW POLICY`
    pub fn drop(name: impl Into<UserName>) -> AccessDropStatement {
        AccessDropStatement::new("ROW POLICY", name.into())
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Filter {
    select: bool,
    using: Option<Option<Box<Expr>>>,
    kind: Option<&'static str>,
}

impl Filter {
    fn write(&self, renderer: &Renderer<'_>, sql: &mut String) {
        sql.push_str(if self.select { " FOR SELECT" } else { "" });
        match &self.using {
            None => {}
            Some(None) => sql.push_str(" USING NONE"),
            Some(Some(expr)) => {
                sql.push_str(" USING ");
                write_expr(renderer, expr, sql);
            }
        }
        sql.push_str(self.kind.unwrap_or_default());
    }
}

macro_rules! filter {
    () => {
        /// `FOR SELECT`, which is all that there is, and the default.
        pub fn for_select(mut self) -> Self {
            self.filter.select = true;
            self
        }

        /// `USING condition`: the rows that are seen. Values in it are literals.
        pub fn using(mut self, condition: impl Into<Expr>) -> Self {
            self.filter.using = Some(Some(Box::new(condition.into())));
            self
        }

        /// `USING NONE`: no condition, so that the policy hides nothing.
        pub fn using_none(mut self) -> Self {
            self.filter.using = Some(None);
            self
        }

        /// `AS PERMISSIVE`, the default: a row is seen that any permissive policy shows.
        pub fn permissive(mut self) -> Self {
            self.filter.kind = Some(" AS PERMISSIVE");
            self
        }

        /// `AS RESTRICTIVE`: a row is seen only where all restrictive policies show it.
        pub fn restrictive(mut self) -> Self {
            self.filter.kind = Some(" AS RESTRICTIVE");
            self
        }
    };
}

/// `CREATE ROW POLICY`. Without TO it is for nobody.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/create/row-policy>.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Func};
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::{ClickHouseRowPolicy, RolesOrUsers}};
///
/// let create = ClickHouseRowPolicy::create("own")
///     .on(("shop", "sale"))
///     .using(Expr::col("seller").eq(Func::cust("currentUser")))
///     .restrictive()
///     .to(RolesOrUsers::all().except(["ada"]));
/// assert_eq!(
///     create.to_string(ClickHouseQueryBuilder),
///     "CREATE ROW POLICY `own` ON `shop`.`sale` USING `seller` = currentUser() AS RESTRICTIVE TO ALL EXCEPT `ada`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct RowPolicyCreateStatement {
    entities: Entities,
    filter: Filter,
    to: Option<RolesOrUsers>,
    options: Options,
}

impl RowPolicyCreateStatement {
    part!(and);
    on!(tables);
    on!(databases);
    part!(storage);
    filter!();
    part!(to);

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        if self.filter.using.is_none() {
            return Err(BuildError::invalid(
                "USING",
                "the policy has no condition; give it one by `using(..)`, or say `using_none()`",
            ));
        }
        self.entities
            .write_create(renderer, "ROW POLICY", &self.options, sql)?;
        self.filter.write(renderer, sql);
        write_to(self.to.as_ref(), sql)
    }
}

statement!(RowPolicyCreateStatement {
    or_replace,
    if_not_exists,
    on_cluster
});

/// `ALTER ROW POLICY`
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/row-policy>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::ClickHouseRowPolicy};
///
/// let alter = ClickHouseRowPolicy::alter("own").on("sale").rename_to("theirs").using_none().to(["ada"]);
/// assert_eq!(
///     alter.to_string(ClickHouseQueryBuilder),
///     "ALTER ROW POLICY `own` ON `sale` RENAME TO `theirs` USING NONE TO `ada`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct RowPolicyAlterStatement {
    entities: Entities,
    rename: Option<String>,
    filter: Filter,
    to: Option<RolesOrUsers>,
    options: Options,
}

impl RowPolicyAlterStatement {
    part!(and);
    on!(tables);
    on!(databases);
    part!(storage);
    part!(rename);
    filter!();
    part!(to);

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        if self.rename.is_none() && self.to.is_none() && self.filter == Filter::default() {
            return Err(BuildError::invalid("ALTER ROW POLICY", "it changes nothing"));
        }
        self.entities
            .write_alter(renderer, "ROW POLICY", &self.options, sql)?;
        write_rename(self.rename.as_ref(), self.entities.count(), sql)?;
        self.filter.write(renderer, sql);
        write_to(self.to.as_ref(), sql)
    }
}

statement!(RowPolicyAlterStatement {
    if_exists,
    on_cluster
});
