use sea_query::{DynIden, Expr, IntoIden, QuotedBuilder};

use super::{
    AccessDropStatement, RolesOrUsers, UserName,
    entity::{Entities, on, part},
    subject::write_to,
};
use crate::{
    Feature,
    error::BuildError,
    render::Renderer,
    statement::options::{Options, statement, write_expr, write_list},
};

/// Where statements about masking policies begin: what stands for the values of columns that a user may not see.
/// ClickHouse Cloud has them; the open server reads the statements and refuses them (`SUPPORT_IS_DISABLED`).
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/create/masking-policy>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::ClickHouseMaskingPolicy};
///
/// let drop = ClickHouseMaskingPolicy::drop("mails").on(("shop", "client"));
/// assert_eq!(drop.to_string(ClickHouseQueryBuilder), "DROP MASKING POLICY `mails` ON `shop`.`client`");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ClickHouseMaskingPolicy;

impl ClickHouseMaskingPolicy {
    /// `CREATE MASKING POLICY`
    pub fn create(name: impl Into<UserName>) -> MaskingPolicyCreateStatement {
        MaskingPolicyCreateStatement {
            entities: Entities::new(name),
            mask: Mask::default(),
            options: Options::default(),
        }
    }

    /// `ALTER MASKING POLICY`
    pub fn alter(name: impl Into<UserName>) -> MaskingPolicyAlterStatement {
        MaskingPolicyAlterStatement {
            entities: Entities::new(name),
            mask: Mask::default(),
            options: Options::default(),
        }
    }

    /// `DROP MASKING POLICY`
    pub fn drop(name: impl Into<UserName>) -> AccessDropStatement {
        AccessDropStatement::new("MASKING POLICY", name.into())
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Mask {
    columns: Vec<(DynIden, Expr)>,
    condition: Option<Box<Expr>>,
    to: Option<RolesOrUsers>,
    priority: Option<u64>,
}

impl Mask {
    fn write(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        sql.push_str(if self.columns.is_empty() { "" } else { " UPDATE " });
        write_list(&self.columns, sql, |(column, expr), sql| {
            renderer.prepare_iden(column, sql);
            sql.push_str(" = ");
            write_expr(renderer, expr, sql);
            Ok(())
        })?;
        if let Some(condition) = &self.condition {
            sql.push_str(" WHERE ");
            write_expr(renderer, condition, sql);
        }
        write_to(self.to.as_ref(), sql)?;
        if let Some(priority) = self.priority {
            sql.push_str(&format!(" PRIORITY {priority}"));
        }
        Ok(())
    }
}

macro_rules! mask {
    ($type:ident) => {
        impl $type {
            on!(tables);
            part!(storage);

            /// `UPDATE column = expression`: what is seen instead of the column.
            pub fn update(mut self, column: impl IntoIden, expr: impl Into<Expr>) -> Self {
                self.mask.columns.push((column.into_iden(), expr.into()));
                self
            }

            /// `WHERE condition`: the rows in which it is seen instead.
            pub fn and_where(mut self, condition: impl Into<Expr>) -> Self {
                use sea_query::ExprTrait;
                let condition = condition.into();
                self.mask.condition = Some(Box::new(match self.mask.condition {
                    Some(before) => before.and(condition),
                    None => condition,
                }));
                self
            }

            /// `TO ...`: whom it is about.
            pub fn to(mut self, who: impl Into<RolesOrUsers>) -> Self {
                self.mask.to = Some(who.into());
                self
            }

            /// `PRIORITY number`: of several policies of one column, the one of the highest number comes first. The default is 0.
            pub fn priority(mut self, priority: u64) -> Self {
                self.mask.priority = Some(priority);
                self
            }
        }
    };
}

/// `CREATE MASKING POLICY`
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/create/masking-policy>.
///
/// ```
/// use sea_query::{Expr, ExprTrait};
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::ClickHouseMaskingPolicy};
///
/// let create = ClickHouseMaskingPolicy::create("mails")
///     .on(("shop", "client"))
///     .update("mail", "***")
///     .and_where(Expr::col("vip").eq(1))
///     .to(["analyst"])
///     .priority(10);
/// assert_eq!(
///     create.to_string(ClickHouseQueryBuilder),
///     "CREATE MASKING POLICY `mails` ON `shop`.`client` UPDATE `mail` = '***' WHERE `vip` = 1 TO `analyst` PRIORITY 10"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct MaskingPolicyCreateStatement {
    entities: Entities,
    mask: Mask,
    options: Options,
}

mask!(MaskingPolicyCreateStatement);

impl MaskingPolicyCreateStatement {
    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        renderer.context.check(Feature::MaskingPolicies);
        if self.mask.columns.is_empty() {
            return Err(BuildError::invalid(
                "UPDATE",
                "the policy hides no column; name one by `update(..)`",
            ));
        }
        if self.mask.to.is_none() {
            return Err(BuildError::invalid(
                "TO",
                "the policy is for nobody; say for whom by `to(..)`",
            ));
        }
        self.entities
            .write_create(renderer, "MASKING POLICY", &self.options, sql)?;
        self.mask.write(renderer, sql)
    }
}

statement!(MaskingPolicyCreateStatement {
    or_replace,
    if_not_exists,
    on_cluster
});

/// `ALTER MASKING POLICY`
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/masking-policy>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::ClickHouseMaskingPolicy};
///
/// let alter = ClickHouseMaskingPolicy::alter("mails").on("client").priority(5);
/// assert_eq!(alter.to_string(ClickHouseQueryBuilder), "ALTER MASKING POLICY `mails` ON `client` PRIORITY 5");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct MaskingPolicyAlterStatement {
    entities: Entities,
    mask: Mask,
    options: Options,
}

mask!(MaskingPolicyAlterStatement);

impl MaskingPolicyAlterStatement {
    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        renderer.context.check(Feature::MaskingPolicies);
        if self.mask == Mask::default() {
            return Err(BuildError::invalid("ALTER MASKING POLICY", "it changes nothing"));
        }
        self.entities
            .write_alter(renderer, "MASKING POLICY", &self.options, sql)?;
        self.mask.write(renderer, sql)
    }
}

statement!(MaskingPolicyAlterStatement {
    if_exists,
    on_cluster
});
