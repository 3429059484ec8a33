use sea_query::TableRef;

use crate::{
    error::BuildError,
    partition::Partition,
    render::Renderer,
    statement::options::{Options, write_list, write_name, write_names, write_object, write_objects},
};

/// What a backup holds, or what is restored of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Element {
    what: What,
    pub(super) alias: Option<TableRef>,
    pub(super) partitions: Vec<Partition>,
    pub(super) except_tables: Vec<TableRef>,
    pub(super) except_databases: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    Object(&'static str, TableRef),
    Database(String),
    All,
}

impl Element {
    pub(super) fn new(what: What) -> Self {
        Self {
            what,
            alias: None,
            partitions: Vec::new(),
            except_tables: Vec::new(),
            except_databases: Vec::new(),
        }
    }

    fn has_exceptions(&self) -> bool {
        !self.except_tables.is_empty() || !self.except_databases.is_empty()
    }

    pub(super) fn check_databases(&self, options: &Options) -> Result<(), BuildError> {
        match &self.what {
            What::Object("TEMPORARY TABLE", _) => Ok(()),
            What::Object(_, object) => std::iter::once(object)
                .chain(&self.alias)
                .try_for_each(|object| options.check_database(object)),
            What::Database(_) | What::All => Ok(()),
        }
    }

    fn write(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        match &self.what {
            What::Object(kind, object) => {
                sql.push_str(kind);
                sql.push(' ');
                write_object(renderer, object, sql)?;
                if self.has_exceptions() {
                    return Err(BuildError::invalid(
                        "EXCEPT",
                        "only `all` and `database` leave tables out",
                    ));
                }
            }
            What::Database(name) => {
                sql.push_str("DATABASE ");
                write_name(name, "DATABASE", sql)?;
            }
            What::All => sql.push_str("ALL"),
        }
        match (&self.alias, &self.what) {
            (None, _) => {}
            (Some(alias), What::Object(..)) => {
                sql.push_str(" AS ");
                write_object(renderer, alias, sql)?;
            }
            (Some(TableRef::Table(name, None)), What::Database(_)) if name.0.is_none() => {
                sql.push_str(" AS ");
                write_name(&name.1.inner(), "DATABASE", sql)?;
            }
            (Some(_), What::Database(_)) => {
                return Err(BuildError::invalid(
                    "AS",
                    "a database has one name, without another before it",
                ));
            }
            (Some(_), What::All) => {
                return Err(BuildError::invalid(
                    "AS",
                    "everything has no name that could be another",
                ));
            }
        }
        if !self.partitions.is_empty() {
            if !matches!(self.what, What::Object("TABLE", _)) {
                return Err(BuildError::invalid("PARTITIONS", "only a table has partitions"));
            }
            sql.push_str(" PARTITIONS ");
            write_list(&self.partitions, sql, |partition, sql| {
                partition.write(renderer, sql);
                Ok(())
            })?;
        }
        if !self.except_databases.is_empty() {
            if !matches!(self.what, What::All) {
                return Err(BuildError::invalid(
                    "EXCEPT DATABASES",
                    "only `all` leaves databases out",
                ));
            }
            sql.push_str(" EXCEPT DATABASES ");
            write_names(&self.except_databases, "EXCEPT DATABASES", sql)?;
        }
        if !self.except_tables.is_empty() {
            sql.push_str(" EXCEPT TABLES ");
            write_objects(renderer, &self.except_tables, sql)?;
        }
        Ok(())
    }
}

pub(super) fn write_elements(
    elements: &[Element],
    renderer: &Renderer<'_>,
    sql: &mut String,
) -> Result<(), BuildError> {
    // The server reads whatever follows EXCEPT TABLES as one table more, so that it has to come last.
    let (open, closed): (Vec<_>, Vec<_>) = elements.iter().partition(|element| element.has_exceptions());
    if open.len() > 1 {
        return Err(BuildError::unsupported(
            "EXCEPT",
            "the server takes exceptions in one element of a statement; back up the others by a statement of their own",
        ));
    }
    let ordered: Vec<_> = closed.into_iter().chain(open).collect();
    write_list(&ordered, sql, |element, sql| element.write(renderer, sql))
}
