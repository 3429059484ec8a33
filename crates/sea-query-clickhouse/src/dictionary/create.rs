use sea_query::{DynIden, IntoIden, QuotedBuilder, TableRef};

use super::{DictionaryAttribute, DictionarySource, Layout, layout::Key};
use crate::{
    SettingValue,
    error::BuildError,
    render::Renderer,
    statement::options::{Options, statement, write_list, write_object},
    table::setting::Settings,
};

/// `CREATE DICTIONARY`
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary>.
///
/// ```
/// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, layout::Hashed, source}, prelude::*};
///
/// let create = ClickHouseDictionary::create(("net", "host"))
///     .if_not_exists()
///     .on_cluster("main")
///     .attribute(DictionaryAttribute::new("zone", DataType::String))
///     .attribute(DictionaryAttribute::new("name", DataType::String))
///     .attribute(DictionaryAttribute::new("address", DataType::IPv4))
///     .primary_key(["zone", "name"])
///     .source(source::File::new("host.csv", "CSV"))
///     .layout(Hashed::new().complex_key())
///     .lifetime_between(300, 360)
///     .setting("format_csv_delimiter", ";")
///     .comment("hosts by zone");
/// assert_eq!(
///     create.to_string(ClickHouseQueryBuilder),
///     "CREATE DICTIONARY IF NOT EXISTS `net`.`host` ON CLUSTER `main` \
///      (`zone` String, `name` String, `address` IPv4) PRIMARY KEY `zone`, `name` \
///      SOURCE(FILE(path 'host.csv' format 'CSV')) LAYOUT(COMPLEX_KEY_HASHED()) LIFETIME(MIN 300 MAX 360) \
///      SETTINGS(format_csv_delimiter = ';') COMMENT 'hosts by zone'"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DictionaryCreateStatement {
    pub(crate) dictionary: TableRef,
    pub(crate) attributes: Vec<DictionaryAttribute>,
    pub(crate) key: Vec<DynIden>,
    pub(crate) source: Option<DictionarySource>,
    pub(crate) layout: Option<Layout>,
    pub(crate) lifetime: Option<(Option<u64>, u64)>,
    pub(crate) range: Option<(DynIden, DynIden)>,
    pub(crate) settings: Settings,
    pub(crate) options: Options,
}

impl DictionaryCreateStatement {
    pub(super) fn new(dictionary: TableRef) -> Self {
        Self {
            dictionary,
            attributes: Vec::new(),
            key: Vec::new(),
            source: None,
            layout: None,
            lifetime: None,
            range: None,
            settings: Settings::default(),
            options: Options::default(),
        }
    }

    /// Adds an attribute, or a part of the key.
    pub fn attribute(mut self, attribute: DictionaryAttribute) -> Self {
        self.attributes.push(attribute);
        self
    }

    /// Changes an attribute that is there already.
    ///
    /// # Errors
    ///
    /// When the dictionary has no attribute of that name.
    ///
    /// ```
    /// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, layout::Flat, source}, prelude::*};
    ///
    /// let create = ClickHouseDictionary::create("region")
    ///     .attribute(DictionaryAttribute::new("id", DataType::UInt64))
    ///     .attribute(DictionaryAttribute::new("parent", DataType::UInt64))
    ///     .change_attribute("parent", |parent| parent.hierarchical())?
    ///     .primary_key(["id"])
    ///     .source(source::ClickHouse::table("regions"))
    ///     .layout(Flat::new())
    ///     .lifetime(0);
    /// assert_eq!(
    ///     create.to_string(ClickHouseQueryBuilder),
    ///     "CREATE DICTIONARY `region` (`id` UInt64, `parent` UInt64 HIERARCHICAL) PRIMARY KEY `id` \
    ///      SOURCE(CLICKHOUSE(table 'regions')) LAYOUT(FLAT()) LIFETIME(0)"
    /// );
    /// # Ok::<(), sea_query_clickhouse::BuildError>(())
    /// ```
    pub fn change_attribute(
        mut self,
        name: impl IntoIden,
        change: impl FnOnce(DictionaryAttribute) -> DictionaryAttribute,
    ) -> Result<Self, BuildError> {
        let name = name.into_iden();
        let Some(attribute) = self
            .attributes
            .iter_mut()
            .find(|attribute| attribute.name == name)
        else {
            return Err(BuildError::invalid(
                "attribute",
                format!("the dictionary has no attribute `{name}` that could be changed"),
            ));
        };
        *attribute = change(attribute.clone());
        Ok(self)
    }

    /// The name of the dictionary.
    pub fn get_dictionary(&self) -> &TableRef {
        &self.dictionary
    }

    /// The source, where one is set.
    pub fn get_source(&self) -> Option<&DictionarySource> {
        self.source.as_ref()
    }

    /// The cluster on whose servers the dictionary is made, where one is named.
    pub fn get_cluster(&self) -> Option<&str> {
        self.options.cluster.as_deref()
    }

    /// `PRIMARY KEY`: the attributes by which rows are looked up.
    pub fn primary_key<I, C>(mut self, names: I) -> Self
    where
        I: IntoIterator<Item = C>,
        C: IntoIden,
    {
        self.key = names.into_iter().map(IntoIden::into_iden).collect();
        self
    }

    /// `SOURCE(...)`: where the rows come from.
    pub fn source(mut self, source: impl Into<DictionarySource>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// `LAYOUT(...)`: how the rows are kept.
    pub fn layout(mut self, layout: impl Into<Layout>) -> Self {
        self.layout = Some(layout.into());
        self
    }

    /// `LIFETIME(seconds)`: the rows are loaded again at a time from now to then; 0 is never.
    pub fn lifetime(mut self, seconds: u64) -> Self {
        self.lifetime = Some((None, seconds));
        self
    }

    /// `LIFETIME(MIN seconds MAX seconds)`: the rows are loaded again at a time between, so that many servers do not
    /// load at once.
    pub fn lifetime_between(mut self, min: u64, max: u64) -> Self {
        self.lifetime = Some((Some(min), max));
        self
    }

    /// `RANGE(MIN first MAX last)`: the attributes that are the two ends of a range.
    pub fn range(mut self, min: impl IntoIden, max: impl IntoIden) -> Self {
        self.range = Some((min.into_iden(), max.into_iden()));
        self
    }

    /// `SETTINGS(name = value)`: of the queries that load the rows; a later value of a name replaces an earlier one.
    pub fn setting(mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        self.settings.set(name.into(), value.into());
        self
    }

    fn check_key(&self, layout: &Layout) -> Result<(), BuildError> {
        let fail = |sentence: String| Err(BuildError::invalid("PRIMARY KEY", sentence));
        if self.key.is_empty() {
            return fail(
                "the dictionary has none; name the attributes by which rows are looked up".to_owned(),
            );
        }
        if let Some(unknown) = self.key.iter().find(|name| !self.has(name)) {
            return fail(format!(
                "`{}` is not an attribute of the dictionary",
                unknown.inner().escape_debug()
            ));
        }
        match layout.key() {
            Key::UInt64 if self.key.len() > 1 => fail(format!(
                "the key of {} is one UInt64; use `complex_key()` for several columns",
                layout.name()
            )),
            Key::UInt64 => match self
                .attributes
                .iter()
                .find(|attribute| self.key.contains(&attribute.name))
            {
                // The server reads a negative number as a great one, and takes other types only since some versions.
                Some(attribute) if !attribute.is_unsigned() => fail(format!(
                    "the key of {} is one UInt64, and `{}` is {}; use `complex_key()`, of another layout where this \
                     one has none",
                    layout.name(),
                    attribute.name.inner().escape_debug(),
                    attribute.data_type,
                )),
                _ => Ok(()),
            },
            Key::One if self.key.len() > 1 => fail(format!("the key of {} is one column", layout.name())),
            _ => Ok(()),
        }
    }

    fn has(&self, name: &DynIden) -> bool {
        self.attributes.iter().any(|attribute| attribute.name == *name)
    }

    fn check_hierarchy(&self, layout: &Layout) -> Result<(), BuildError> {
        let hierarchies = self
            .attributes
            .iter()
            .filter(|attribute| attribute.hierarchical)
            .count();
        match hierarchies {
            0 => Ok(()),
            1 if layout.key() == Key::UInt64 => Ok(()),
            1 => Err(BuildError::invalid(
                "HIERARCHICAL",
                format!("a parent is one UInt64, and the key of {} is not", layout.name()),
            )),
            _ => Err(BuildError::invalid(
                "HIERARCHICAL",
                "only one attribute is the parent",
            )),
        }
    }

    fn check(&self, source: &DictionarySource, layout: &Layout) -> Result<(), BuildError> {
        if self.attributes.is_empty() {
            return Err(BuildError::invalid("CREATE DICTIONARY", "it has no attributes"));
        }
        self.check_key(layout)?;
        self.check_hierarchy(layout)?;
        match &self.range {
            None if layout.is_ranged() => {
                return Err(BuildError::invalid(
                    "RANGE",
                    format!(
                        "{} needs the two ends of its ranges; name them by `range(..)`",
                        layout.name()
                    ),
                ));
            }
            Some(_) if !layout.is_ranged() => {
                return Err(BuildError::invalid(
                    "RANGE",
                    format!("{} has no ranges; use `RangeHashed`", layout.name()),
                ));
            }
            Some((min, max)) => {
                if let Some(unknown) = [min, max].into_iter().find(|name| !self.has(name)) {
                    return Err(BuildError::invalid(
                        "RANGE",
                        format!(
                            "`{}` is not an attribute of the dictionary",
                            unknown.inner().escape_debug()
                        ),
                    ));
                }
            }
            None => {}
        }
        match self.lifetime {
            Some(_) if layout.is_direct() => {
                return Err(BuildError::invalid(
                    "LIFETIME",
                    format!("{} keeps nothing that grows old; leave it out", layout.name()),
                ));
            }
            None if !layout.is_direct() => {
                return Err(BuildError::invalid(
                    "LIFETIME",
                    "the dictionary has none; `lifetime(0)` is never to load again",
                ));
            }
            Some((Some(min), max)) if min > max => {
                return Err(BuildError::invalid(
                    "LIFETIME",
                    format!("MIN {min} is above MAX {max}"),
                ));
            }
            _ => {}
        }
        if source.is_by_key() && !layout.is_by_key() {
            return Err(BuildError::invalid(
                "SOURCE",
                format!(
                    "EXECUTABLE_POOL answers for keys, and {} loads all rows; use a cache or DIRECT",
                    layout.name()
                ),
            ));
        }
        Ok(())
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        let Some(source) = &self.source else {
            return Err(BuildError::invalid(
                "SOURCE",
                "the dictionary has none; `DictionarySource::null()` is one without rows",
            ));
        };
        let Some(layout) = &self.layout else {
            return Err(BuildError::invalid(
                "LAYOUT",
                "the dictionary has none; `Hashed::new()` is the usual one",
            ));
        };
        self.check(source, layout)?;
        self.options.write_create(renderer, "DICTIONARY", sql)?;
        write_object(renderer, &self.dictionary, sql)?;
        self.options.write_cluster(renderer, sql)?;
        sql.push_str(" (");
        // The source knows its columns by their names alone.
        renderer.context.declaring(&self.dictionary, || {
            write_list(&self.attributes, sql, |attribute, sql| {
                attribute.write(renderer, sql)
            })
        })?;
        sql.push_str(") PRIMARY KEY ");
        write_list(&self.key, sql, |name, sql| {
            renderer.prepare_iden(name, sql);
            Ok(())
        })?;
        sql.push_str(" SOURCE(");
        source.write(renderer, sql)?;
        sql.push_str(") LAYOUT(");
        layout.write(renderer, sql)?;
        sql.push(')');
        match self.lifetime {
            None => {}
            Some((None, seconds)) => sql.push_str(&format!(" LIFETIME({seconds})")),
            Some((Some(min), max)) => sql.push_str(&format!(" LIFETIME(MIN {min} MAX {max})")),
        }
        if let Some((min, max)) = &self.range {
            sql.push_str(" RANGE(MIN ");
            renderer.prepare_iden(min, sql);
            sql.push_str(" MAX ");
            renderer.prepare_iden(max, sql);
            sql.push(')');
        }
        if !self.settings.is_empty() {
            self.settings.check()?;
            sql.push_str(" SETTINGS(");
            self.settings.write_list(sql);
            sql.push(')');
        }
        self.options.write_comment(sql);
        Ok(())
    }
}

statement!(DictionaryCreateStatement {
    or_replace,
    if_not_exists,
    on_cluster,
    comment
});
