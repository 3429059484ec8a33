use sea_query::{DynIden, Expr, IntoIden, QueryBuilder, TableRef};

use crate::{
    ClickHouseColumnDef, Feature, SkipIndex,
    collect::Change,
    constraint::TableConstraint,
    error::BuildError,
    literal::{is_word, write_string},
    partition::Partition,
    projection::Projection,
    render::Renderer,
    statement::options::{write_list, write_name, write_names, write_object},
    statistics::{Statistics, write_kinds},
    table::{setting::Settings, storage::write_key},
    ttl::{Ttl, write_rules},
};

/// Where a column, index or projection stands among the others.
///
/// ```
/// use sea_query_clickhouse::{prelude::*, table::ColumnPosition};
///
/// let column = ClickHouseColumnDef::new("id", DataType::UInt64);
/// assert_eq!(
///     ClickHouseTable::alter("event").add_column(column, ColumnPosition::First).to_string(ClickHouseQueryBuilder),
///     "ALTER TABLE `event` ADD COLUMN `id` UInt64 FIRST"
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ColumnPosition {
    /// After all others; of one that is there already, where it is.
    #[default]
    Last,
    /// Before all others.
    First,
    /// After the named one.
    After(String),
}

/// What `MODIFY COLUMN ... REMOVE` takes away from a column.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/column#modify-column-remove>.
///
/// ```
/// use sea_query_clickhouse::{prelude::*, table::ColumnProperty};
///
/// assert_eq!(
///     ClickHouseTable::alter("event").remove_property("host", ColumnProperty::Codec).to_string(ClickHouseQueryBuilder),
///     "ALTER TABLE `event` MODIFY COLUMN `host` REMOVE CODEC"
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ColumnProperty {
    /// `DEFAULT`
    Default,
    /// `MATERIALIZED`
    Materialized,
    /// `ALIAS`
    Alias,
    /// `COMMENT`
    Comment,
    /// `CODEC`
    Codec,
    /// `TTL`
    Ttl,
    /// `SETTINGS`
    Settings,
}

impl ColumnProperty {
    pub(super) fn keyword(self) -> &'static str {
        match self {
            Self::Default => "REMOVE DEFAULT",
            Self::Materialized => "REMOVE MATERIALIZED",
            Self::Alias => "REMOVE ALIAS",
            Self::Comment => "REMOVE COMMENT",
            Self::Codec => "REMOVE CODEC",
            Self::Ttl => "REMOVE TTL",
            Self::Settings => "REMOVE SETTINGS",
        }
    }
}

/// One action of ALTER TABLE: its keywords, what may stand between and after them, and its parts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Action {
    keyword: &'static str,
    parts: Vec<Part>,
    feature: Option<Feature>,
    pub(super) takes: Takes,
    pub(super) condition: &'static str,
    pub(super) position: ColumnPosition,
    pub(super) partition: Option<Partition>,
    mutation: Option<Box<Mutation>>,
    /// Whether it ends with a list, to which a comma after it would belong.
    pub(super) is_list: bool,
    /// Whether it ends with EPHEMERAL alone, of which a word after it would be the expression.
    pub(super) is_open: bool,
}

/// What UPDATE and DELETE do, and to which rows.
#[derive(Clone, Debug, PartialEq)]
struct Mutation {
    assignments: Vec<(DynIden, Expr)>,
    condition: Expr,
}

/// The modifiers that an action takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Takes {
    pub(super) if_exists: bool,
    pub(super) if_not_exists: bool,
    pub(super) position: bool,
    pub(super) partition: bool,
    pub(super) name: bool,
}

impl Takes {
    pub(super) const NOTHING: Self = Self {
        if_exists: false,
        if_not_exists: false,
        position: false,
        partition: false,
        name: false,
    };
    pub(super) const IF_EXISTS: Self = Self {
        if_exists: true,
        ..Self::NOTHING
    };
    pub(super) const IF_NOT_EXISTS: Self = Self {
        if_not_exists: true,
        ..Self::NOTHING
    };
    pub(super) const PARTITION: Self = Self {
        partition: true,
        ..Self::NOTHING
    };
    pub(super) const EXISTS_AND_PARTITION: Self = Self {
        partition: true,
        ..Self::IF_EXISTS
    };
    /// Of what is added.
    pub(super) const ADDED: Self = Self {
        position: true,
        ..Self::IF_NOT_EXISTS
    };
    /// Of a column that is there.
    pub(super) const MODIFIED: Self = Self {
        position: true,
        ..Self::IF_EXISTS
    };
    pub(super) const NAME: Self = Self {
        name: true,
        ..Self::NOTHING
    };
}

/// What stands between the keywords.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    Keyword(&'static str),
    Column(Box<ClickHouseColumnDef>),
    Name(String),
    Names(Vec<String>),
    Text(String),
    Table(TableRef),
    Index(Box<SkipIndex>),
    Projection(Box<Projection>),
    Constraint(Box<TableConstraint>),
    Expr(Box<Expr>),
    Key(Vec<Expr>),
    Rules(Vec<Ttl>),
    Settings(Settings),
    SettingNames(Vec<String>),
    EnumValues(Vec<(String, Option<i16>)>),
    Kinds(Vec<Statistics>),
    Partition(Partition),
}

/// The name of a column, or of what else the table has.
pub(super) fn name(name: impl IntoIden) -> Part {
    Part::Name(name.into_iden().inner().into_owned())
}

impl Action {
    pub(super) fn keyword(&self) -> &'static str {
        self.keyword
    }

    /// What the server does on one node at a time: on two replicas of a table it would bring the rows twice.
    pub(super) fn of_one_node(&self) -> Option<&'static str> {
        let is_from_table = self.parts.iter().any(|part| matches!(part, Part::Table(_)));
        match self.keyword {
            "ATTACH PARTITION" | "ATTACH PART" | "FETCH PARTITION" | "FETCH PART" if !is_from_table => {
                Some(self.keyword)
            }
            _ => None,
        }
    }

    pub(super) fn new(keyword: &'static str, takes: Takes, parts: impl IntoIterator<Item = Part>) -> Self {
        Self {
            keyword,
            parts: parts.into_iter().collect(),
            feature: None,
            takes,
            condition: "",
            position: ColumnPosition::Last,
            partition: None,
            mutation: None,
            is_list: false,
            is_open: false,
        }
    }

    pub(super) fn list(mut self) -> Self {
        self.is_list = true;
        self
    }

    pub(super) fn since(mut self, feature: Feature) -> Self {
        self.feature = Some(feature);
        self
    }

    pub(super) fn part(&mut self, part: Part) {
        self.parts.push(part);
    }

    /// The settings of an action of settings with this keyword, to which another one can be added.
    pub(super) fn settings_mut(&mut self, keyword: &str) -> Option<&mut Settings> {
        match self.parts.as_mut_slice() {
            [Part::Settings(settings)] if self.keyword == keyword => Some(settings),
            _ => None,
        }
    }

    pub(super) fn mutation(
        keyword: &'static str,
        assignments: Vec<(DynIden, Expr)>,
        condition: Expr,
    ) -> Self {
        let mut action = Self::new(keyword, Takes::PARTITION, []);
        action.mutation = Some(Box::new(Mutation {
            assignments,
            condition,
        }));
        action
    }

    /// The condition under which the action can be sent again.
    fn repeated(&self) -> &'static str {
        if self.takes.if_not_exists && self.keyword.starts_with("ADD") {
            " IF NOT EXISTS"
        } else if self.takes.if_exists
            && ["DROP", "RENAME"]
                .iter()
                .any(|verb| self.keyword.starts_with(verb))
        {
            " IF EXISTS"
        } else {
            ""
        }
    }

    /// Whether it would bring the rows of another table twice.
    fn adds_rows(&self) -> bool {
        self.keyword.starts_with("ATTACH") || self.keyword.starts_with("FETCH")
    }

    pub(super) fn write(
        &self,
        renderer: &Renderer<'_>,
        table: &TableRef,
        sql: &mut String,
    ) -> Result<(), BuildError> {
        if let Some(feature) = self.feature {
            renderer.context.check(feature);
        }
        sql.push_str(self.keyword);
        sql.push_str(match self.condition {
            "" if renderer.context.target.repeatable => self.repeated(),
            condition => condition,
        });
        if self.adds_rows() || self.keyword == "UPDATE" {
            renderer.context.once(self.keyword);
        }
        for part in &self.parts {
            sql.push(' ');
            part.write(renderer, self.keyword, sql)?;
        }
        if self.is_open && self.position != ColumnPosition::Last {
            return Err(BuildError::invalid(
                "EPHEMERAL",
                "the server reads FIRST and AFTER as its expression; give it one by `ephemeral_or`, or a comment",
            ));
        }
        match &self.position {
            ColumnPosition::Last => {}
            ColumnPosition::First => sql.push_str(" FIRST"),
            ColumnPosition::After(name) => {
                sql.push_str(" AFTER ");
                write_name(name, "AFTER", sql)?;
            }
        }
        match (&self.mutation, table) {
            (Some(mutation), TableRef::Table(table, _)) => {
                if self.keyword == "UPDATE" && mutation.assignments.is_empty() {
                    return Err(BuildError::invalid("UPDATE", "it sets no column"));
                }
                let change = Change {
                    table,
                    assignments: &mutation.assignments,
                    partition: self.partition.as_ref(),
                    condition: Some(&mutation.condition),
                };
                change.write(renderer, sql);
            }
            _ => Partition::write_in(self.partition.as_ref(), renderer, sql),
        }
        Ok(())
    }
}

impl Part {
    fn write(
        &self,
        renderer: &Renderer<'_>,
        clause: &'static str,
        sql: &mut String,
    ) -> Result<(), BuildError> {
        match self {
            Self::Keyword(keyword) => sql.push_str(keyword),
            Self::Column(column) => {
                renderer.write_column(column, sql);
            }
            Self::Name(name) => write_name(name, clause, sql)?,
            Self::Names(names) => write_names(names, clause, sql)?,
            Self::Text(text) => write_string(sql, text),
            Self::Table(table) => write_object(renderer, table, sql)?,
            Self::Index(index) => renderer.write_index(index, sql),
            Self::Projection(projection) => projection.write(renderer, sql),
            Self::Constraint(constraint) => constraint.write(renderer, sql),
            Self::Expr(expr) => renderer.prepare_expr(expr, sql),
            Self::Key(exprs) => write_key(renderer, exprs, sql),
            Self::Rules(rules) if rules.is_empty() => {
                return Err(BuildError::invalid(
                    clause,
                    "it has no rule; `remove_ttl` takes away those that are there",
                ));
            }
            Self::Rules(rules) => write_rules(renderer, rules, sql),
            Self::Settings(settings) => {
                if settings.is_empty() {
                    return Err(BuildError::invalid(clause, "it sets nothing"));
                }
                settings.check()?;
                settings.write_list(sql);
            }
            Self::SettingNames(names) => {
                if names.is_empty() {
                    return Err(BuildError::invalid(clause, "it names nothing"));
                }
                write_list(names, sql, |name, sql| {
                    if !is_word(name) {
                        return Err(BuildError::invalid(
                            clause,
                            format!(
                                "`{}` is not the name of a setting: letters, digits and _ only",
                                name.escape_debug()
                            ),
                        ));
                    }
                    sql.push_str(name);
                    Ok(())
                })?;
            }
            Self::EnumValues(values) if values.is_empty() => {
                return Err(BuildError::invalid("ADD ENUM VALUES", "it names nothing"));
            }
            Self::EnumValues(values) => {
                sql.push('(');
                write_list(values, sql, |(name, number), sql| {
                    write_string(sql, name);
                    if let Some(number) = number {
                        sql.push_str(&format!(" = {number}"));
                    }
                    Ok(())
                })?;
                sql.push(')');
            }
            Self::Kinds(kinds) => write_kinds(kinds, sql)?,
            Self::Partition(partition) => partition.write(renderer, sql),
        }
        Ok(())
    }
}
