//! What one build knows and collects while its statement is walked.

use std::cell::{Cell, RefCell};

use sea_query::{DynIden, SelectStatement, TableName, TableRef};

use crate::{
    build::{ColumnTypes, Parameter, Requirements, Target},
    capability::{Feature, Support},
    collect::push,
    connection::columns_behind,
    error::{BuildError, BuildErrorKind},
    param::TypedValue,
    types::DataType,
};

/// Form fields a request may have, less the statement itself and room for settings.
const MAX_PARAMETERS: usize = 900;
/// Bytes of one form field.
pub(crate) const MAX_FIELD_BYTES: usize = 131_072;

/// How values are written.
// `pub` because the sealed trait of statements names it; the module is private.
#[allow(unreachable_pub)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// By SeaQuery's writer: inline in `to_string`, `?` in `build`.
    Writer,
    /// As server-side parameters within their limits, else as literals.
    Parameters,
    /// As literals: the grammar allows nothing else.
    Literals,
}

/// What a query knows by name.
#[derive(Default)]
pub(crate) struct Scope {
    /// Its tables, by their aliases or names.
    pub(crate) tables: Vec<(DynIden, Origin)>,
    /// Names of the select list that stand for something else than the column of that name, which they hide.
    pub(crate) aliases: Vec<DynIden>,
    /// Common table expressions, which hide tables.
    pub(crate) ctes: Vec<DynIden>,
    /// What it reads of Distributed tables.
    pub(crate) reads: Reads,
}

/// What a query reads of Distributed tables.
#[derive(Default)]
pub(crate) struct Reads {
    /// Whether its first table is one, so that the whole query goes to the shards.
    first: bool,
    /// Whether another table of its own is one, or a query in it reads one.
    inner: bool,
    /// Whether an arm of its union does, which is a query beside it.
    arms: bool,
    /// Whether the query around it says GLOBAL.
    is_global: bool,
}

/// What stands behind the name of a table.
pub(crate) enum Origin {
    Table(TableName),
    Query(Box<SelectStatement>),
    /// A table function, a common table expression, or a table whose columns ARRAY JOIN may hide.
    Unknown,
}

impl Origin {
    /// The type of a column; `Err` where it is not known whether there is such a column.
    fn column_type(
        &self,
        columns: &dyn ColumnTypes,
        ctes: &[DynIden],
        column: &str,
    ) -> Result<Option<DataType>, ()> {
        match self {
            Self::Table(name) => match columns.data_type(name, column) {
                None if !columns.knows(name) => Err(()),
                data_type => Ok(data_type),
            },
            // Of a column that the query has, the type may be unknown all the same.
            Self::Query(query) => match columns_behind(query, ctes, column) {
                tables if tables.is_empty() => Err(()),
                tables => tables
                    .iter()
                    .find_map(|(table, column)| columns.data_type(table, column))
                    .map_or(Err(()), |data_type| Ok(Some(data_type))),
            },
            Self::Unknown => Err(()),
        }
    }
}

/// Whether the server has `feature`, as far as its version is known.
fn has(target: &Target<'_>, feature: Feature) -> bool {
    target
        .version
        .is_none_or(|version| feature.support(version) == Support::Supported)
}

pub(crate) struct Context<'a> {
    pub(crate) target: &'a Target<'a>,
    placement: Cell<Placement>,
    parameters: RefCell<Vec<Parameter>>,
    error: RefCell<Option<BuildError>>,
    requirements: RefCell<Requirements>,
    scopes: RefCell<Vec<Scope>>,
    mutation: Cell<bool>,
    view: Cell<bool>,
    depth: Cell<u32>,
    arm: Cell<bool>,
    declared: RefCell<Option<TableName>>,
    local: RefCell<Option<(TableName, DynIden)>>,
    global: Cell<bool>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(target: &'a Target<'a>, placement: Placement) -> Self {
        let placement = match placement {
            Placement::Parameters if !has(target, Feature::Parameters) => Placement::Literals,
            placement => placement,
        };
        Self {
            target,
            placement: Cell::new(placement),
            parameters: RefCell::default(),
            error: RefCell::default(),
            requirements: RefCell::default(),
            scopes: RefCell::default(),
            mutation: Cell::new(false),
            view: Cell::new(false),
            depth: Cell::new(0),
            arm: Cell::new(false),
            declared: RefCell::default(),
            local: RefCell::default(),
            global: Cell::new(false),
        }
    }

    pub(crate) fn placement(&self) -> Placement {
        self.placement.get()
    }

    /// Runs `write` with every value as a literal.
    pub(crate) fn with_literals<R>(&self, write: impl FnOnce() -> R) -> R {
        let before = self.placement.replace(Placement::Literals);
        let result = write();
        self.placement.set(before);
        result
    }

    /// Runs `write` for a query inside of what is written now.
    pub(crate) fn nested<R>(&self, write: impl FnOnce() -> R) -> R {
        self.depth.set(self.depth.get() + 1);
        let result = write();
        self.depth.set(self.depth.get() - 1);
        result
    }

    /// Says that the next SELECT is an arm of a union.
    pub(crate) fn enter_arm(&self) {
        self.arm.set(true);
    }

    /// Whether the SELECT that starts is an arm of a union.
    pub(crate) fn take_arm(&self) -> bool {
        self.arm.replace(false)
    }

    /// Whether what is written now stands inside of another statement.
    pub(crate) fn is_nested(&self) -> bool {
        self.depth.get() > 0
    }

    /// Whether the statement is refused already.
    pub(crate) fn is_refused(&self) -> bool {
        self.error.borrow().is_some()
    }

    /// Keeps the first error: the later ones often follow from it.
    pub(crate) fn refuse(&self, error: BuildError) {
        self.error.borrow_mut().get_or_insert(error);
    }

    pub(crate) fn require(&self, change: impl FnOnce(&mut Requirements)) {
        change(&mut self.requirements.borrow_mut());
    }

    /// Says that the statement, sent a second time, does something else than the first time.
    pub(crate) fn once(&self, what: &'static str) {
        self.require(|requirements| requirements.once = Some(what));
    }

    /// What was written so far needs.
    pub(crate) fn requirements(&self) -> Requirements {
        self.requirements.borrow().clone()
    }

    /// Notes that a password or a key is in the text.
    pub(crate) fn has_secrets(&self) {
        self.require(|requirements| requirements.secrets = true);
    }

    /// Refuses `feature` when the server is known and too old for it.
    pub(crate) fn check(&self, feature: Feature) {
        let Some(version) = self.target.version else {
            return;
        };
        if let Support::TooOld { since } = feature.support(version) {
            self.refuse(BuildError::new(
                BuildErrorKind::ServerTooOld,
                feature.clause(),
                format!("the server is ClickHouse {version}, this needs {since} or later"),
            ));
        }
    }

    pub(crate) fn finish(self) -> Result<(Vec<Parameter>, Requirements), BuildError> {
        match self.error.into_inner() {
            Some(error) => Err(error),
            None => Ok((self.parameters.into_inner(), self.requirements.into_inner())),
        }
    }

    /// From now on a mutation is written. The server keeps it as text, in which it puts a count of seconds for a
    /// parameter with a fraction of a second, and reads that again as something else: 2000.5 is the first of May 2000.
    pub(crate) fn enter_mutation(&self) {
        self.mutation.set(true);
        if self.placement.get() == Placement::Parameters && !has(self.target, Feature::MutationParameters) {
            self.placement.set(Placement::Literals);
        }
    }

    /// Runs `write` for the query of a view, which may have parameters of its own.
    pub(crate) fn in_view<R>(&self, write: impl FnOnce() -> R) -> R {
        let before = self.view.replace(true);
        let result = write();
        self.view.set(before);
        result
    }

    /// Runs `write` for the columns and clauses of a table that is declared, in which the server knows its columns by
    /// their names alone.
    pub(crate) fn declaring<R>(&self, table: &TableRef, write: impl FnOnce() -> R) -> R {
        let declared = match table {
            TableRef::Table(name, _) => Some(name.clone()),
            _ => None,
        };
        let before = self.declared.replace(declared);
        let result = write();
        self.declared.replace(before);
        result
    }

    /// Whether a column of `table` is one of the table that is declared.
    pub(crate) fn declares(&self, table: &TableName) -> bool {
        let declared = self.declared.borrow();
        declared
            .as_ref()
            .is_some_and(|name| name.1 == table.1 && (table.0.is_none() || name.0 == table.0))
    }

    /// From now on the columns of a Distributed table are written as those of its local table.
    pub(crate) fn localize(&self, distributed: &TableName, local: &DynIden) {
        self.local.replace(Some((distributed.clone(), local.clone())));
    }

    /// Whether a statement is written that goes to local tables.
    pub(crate) fn is_localized(&self) -> bool {
        self.local.borrow().is_some()
    }

    /// The local table in the place of a Distributed one.
    pub(crate) fn local_of(&self, table: &TableName) -> Option<DynIden> {
        let local = self.local.borrow();
        let (distributed, local) = local.as_ref()?;
        let is_meant = distributed.1 == table.1 && (table.0.is_none() || distributed.0 == table.0);
        is_meant.then(|| local.clone())
    }

    /// Runs `write` for what the query reads once and sends to all shards.
    pub(crate) fn globally<R>(&self, is_global: bool, write: impl FnOnce() -> R) -> R {
        let before = self.global.replace(is_global);
        let result = write();
        self.global.set(before);
        result
    }

    /// Notes a table of FROM or JOIN.
    pub(crate) fn reads(&self, table: &TableRef, is_first: bool) {
        let (Some(columns), TableRef::Table(name, _)) = (self.target.columns, table) else {
            return;
        };
        if self.global.get() || !columns.is_distributed(name) {
            return;
        }
        if let Some(scope) = self.scopes.borrow_mut().last_mut()
            && (name.0.is_some() || !scope.ctes.contains(&name.1))
        {
            let place = if is_first {
                &mut scope.reads.first
            } else {
                &mut scope.reads.inner
            };
            *place = true;
        }
    }

    /// Whether the query of a view is written now, whose parameters are given where the view is read.
    pub(crate) fn takes_view_parameters(&self) -> bool {
        self.view.get()
    }

    /// Writes the placeholder of a parameter for `value`, whose text is taken; `false` where it must be a literal.
    #[inline]
    pub(crate) fn bind(&self, value: &mut TypedValue, sql: &mut impl std::fmt::Write) -> bool {
        if self.placement.get() != Placement::Parameters
            || self.mutation.get() && (value.has_fraction_of_second() || value.is_structured())
        {
            return false;
        }
        let mut parameters = self.parameters.borrow_mut();
        if parameters.len() >= MAX_PARAMETERS {
            return false;
        }
        let Some(text) = value.take_text(MAX_FIELD_BYTES) else {
            return false;
        };
        if parameters.capacity() == 0 {
            parameters.reserve(8);
        }
        let (opening, name) = placeholder(parameters.len());
        push(sql, opening);
        match value.data_type().plain_name() {
            Some(plain) => push(sql, plain),
            None => push(sql, &value.data_type().to_string()),
        }
        let _ = sql.write_char('}');
        parameters.push(Parameter {
            name,
            data_type: value.take_data_type(),
            text,
        });
        true
    }

    /// Enters a query: its tables are what unqualified and qualified columns are looked up in.
    pub(crate) fn enter(&self, mut tables: Scope) {
        tables.reads.is_global = self.global.replace(false);
        self.scopes.borrow_mut().push(tables);
    }

    pub(crate) fn leave(&self) {
        self.leave_query(false);
    }

    /// Leaves a query, which may be an arm of a union.
    pub(crate) fn leave_query(&self, is_arm: bool) {
        let mut scopes = self.scopes.borrow_mut();
        let Some(Scope { reads, .. }) = scopes.pop() else {
            return;
        };
        self.global.set(reads.is_global);
        if reads.first && reads.inner {
            self.require(|requirements| requirements.distributed_product_mode = true);
        }
        let any = reads.first || reads.inner || reads.arms;
        if let Some(around) = scopes.last_mut().filter(|_| any && !reads.is_global) {
            let place = if is_arm {
                &mut around.reads.arms
            } else {
                &mut around.reads.inner
            };
            *place = true;
        }
    }

    /// The common table expressions of the queries around what is written now.
    pub(crate) fn ctes(&self) -> Vec<DynIden> {
        let scopes = self.scopes.borrow();
        scopes
            .iter()
            .flat_map(|scope| scope.ctes.iter().cloned())
            .collect()
    }

    /// The type of a column where the target knows its table.
    pub(crate) fn column_type(&self, table: Option<&TableName>, column: &str) -> Option<DataType> {
        let columns = self.target.columns?;
        let scopes = self.scopes.borrow();
        for scope in scopes.iter().rev() {
            if table.is_none() && scope.aliases.iter().any(|alias| *alias.inner() == *column) {
                return None;
            }
            let mut unknown = false;
            for (alias, origin) in &scope.tables {
                if table.is_some_and(|table| !is_named(alias, origin, table)) {
                    continue;
                }
                match origin.column_type(columns, &scope.ctes, column) {
                    Ok(Some(data_type)) => return Some(data_type),
                    Ok(None) => {}
                    Err(()) => unknown = true,
                }
                if table.is_some() {
                    return None;
                }
            }
            // The column may be one of a sub-query here; the same name further out is another one.
            if unknown {
                return None;
            }
        }
        None
    }
}

/// Whether a query means the table when it says `wanted`.
fn is_named(alias: &DynIden, origin: &Origin, wanted: &TableName) -> bool {
    wanted.1 == *alias
        && match origin {
            Origin::Table(name) => wanted.0.is_none() || name.0.is_none() || wanted.0 == name.0,
            _ => true,
        }
}

/// Bytes that each placeholder has in [`PLACEHOLDERS`].
const PLACEHOLDER: usize = "{p899:".len();

/// `{p0:`, `{p1:` and so on, each filled up with spaces.
static PLACEHOLDERS: &str = {
    const BYTES: [u8; PLACEHOLDER * MAX_PARAMETERS] = {
        let mut bytes = [b' '; PLACEHOLDER * MAX_PARAMETERS];
        let mut index = 0;
        while index < MAX_PARAMETERS {
            let (start, mut at) = (index * PLACEHOLDER, index * PLACEHOLDER + 2 + digits(index));
            bytes[start] = b'{';
            bytes[start + 1] = b'p';
            bytes[at] = b':';
            let mut rest = index;
            while at > start + 2 {
                at -= 1;
                bytes[at] = b'0' + (rest % 10) as u8;
                rest /= 10;
            }
            index += 1;
        }
        bytes
    };
    match std::str::from_utf8(&BYTES) {
        Ok(text) => text,
        Err(_) => "",
    }
};

const fn digits(index: usize) -> usize {
    match index {
        ..10 => 1,
        10..100 => 2,
        _ => 3,
    }
}

/// What stands before the type of a placeholder, `{p0:`, and the name in it.
fn placeholder(index: usize) -> (&'static str, &'static str) {
    let start = index * PLACEHOLDER;
    let end = start + 2 + digits(index);
    let part = |from, to| PLACEHOLDERS.get(from..to).unwrap_or_default();
    (part(start, end + 1), part(start + 1, end))
}
