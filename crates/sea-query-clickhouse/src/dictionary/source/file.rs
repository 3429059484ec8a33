use super::{DictionarySource, Rules};
use crate::{
    dictionary::parameter::{Parameter, Parameters},
    secret::Secret,
};

parameters! {
    /// `FILE`: a file of the server's `user_files_path`; another one is refused when the dictionary is loaded.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/sources/local-file>.
    ///
    /// ```
    /// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, layout::Flat, source::File}, prelude::*};
    ///
    /// let create = ClickHouseDictionary::create("os")
    ///     .attribute(DictionaryAttribute::new("id", DataType::UInt64))
    ///     .primary_key(["id"])
    ///     .source(File::new("./user_files/os.tsv", "TabSeparated"))
    ///     .layout(Flat::new())
    ///     .lifetime(0);
    /// assert_eq!(
    ///     create.to_string(ClickHouseQueryBuilder),
    ///     "CREATE DICTIONARY `os` (`id` UInt64) PRIMARY KEY `id` \
    ///      SOURCE(FILE(path './user_files/os.tsv' format 'TabSeparated')) LAYOUT(FLAT()) LIFETIME(0)"
    /// );
    /// ```
    File: DictionarySource {}
}

impl File {
    /// A file of a format.
    pub fn new(path: impl Into<String>, format: impl Into<String>) -> Self {
        let inner = DictionarySource::custom("FILE")
            .parameter("path", path.into())
            .parameter("format", format.into());
        Self { inner }
    }
}

parameters! {
    /// `HTTP`: a file of a web server. Password and values of headers are not shown by `Debug`.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/sources/http>.
    ///
    /// ```
    /// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, layout::Flat, source::Http}, prelude::*};
    ///
    /// let source = Http::new("https://[::1]/os.tsv", "TabSeparated")
    ///     .credentials("user", "secret")
    ///     .header("API-KEY", "key")
    ///     .header("Accept", "text/tab-separated-values");
    /// assert!(!format!("{source:?}").contains("secret"));
    /// let create = ClickHouseDictionary::create("os")
    ///     .attribute(DictionaryAttribute::new("id", DataType::UInt64))
    ///     .primary_key(["id"])
    ///     .source(source)
    ///     .layout(Flat::new())
    ///     .lifetime(0);
    /// assert_eq!(
    ///     create.to_string(ClickHouseQueryBuilder),
    ///     "CREATE DICTIONARY `os` (`id` UInt64) PRIMARY KEY `id` \
    ///      SOURCE(HTTP(url 'https://[::1]/os.tsv' format 'TabSeparated' credentials(user 'user' password 'secret') \
    ///      headers(header(name 'API-KEY' value 'key') header(name 'Accept' value 'text/tab-separated-values')))) \
    ///      LAYOUT(FLAT()) LIFETIME(0)"
    /// );
    /// ```
    Http: DictionarySource {
        text /// The column with the time of the last change: only rows that changed since are loaded again.
        update_field = "update_field";
        number /// Seconds before the last load from which changed rows are loaded again.
        update_lag = "update_lag";
    }
}

impl Http {
    /// A file of a format.
    pub fn new(url: impl Into<String>, format: impl Into<String>) -> Self {
        let inner = DictionarySource::custom("HTTP")
            .parameter("url", url.into())
            .parameter("format", format.into());
        Self { inner }
    }

    /// `credentials(...)`: user and password of HTTP's basic authentication.
    pub fn credentials(mut self, user: impl Into<String>, password: impl Into<String>) -> Self {
        let mut group = Parameters::default();
        group.set("user", Parameter::Value(user.into().into()));
        group.set("password", Parameter::Secret(Secret::new(password)));
        self.inner.parameters.set("credentials", Parameter::Group(group));
        self
    }

    /// `headers(...)`: a header of the request; called again, another one.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let mut header = Parameters::default();
        header.set("name", Parameter::Value(name.into().into()));
        header.set("value", Parameter::Secret(Secret::new(value)));
        if let Some(headers) = self.inner.parameters.group("headers") {
            headers.add("header", Parameter::Group(header));
        }
        self
    }
}

/// What programs have in common.
macro_rules! program {
    ($type:ident, $name:literal) => {
        impl $type {
            /// The rows that a command prints in a format.
            pub fn new(command: impl Into<String>, format: impl Into<String>) -> Self {
                let inner = DictionarySource::custom($name)
                    .parameter("command", command.into())
                    .parameter("format", format.into());
                Self { inner }
            }

            parameter!(
                number
                /** Seconds in which the program has to end by itself. */
                command_termination_timeout = "command_termination_timeout"
            );
            parameter!(
                number
                /** Milliseconds in which the program has to print. */
                command_read_timeout = "command_read_timeout"
            );
            parameter!(
                number
                /** Milliseconds in which the program has to read. */
                command_write_timeout = "command_write_timeout"
            );
            parameter!(
                flag
                /** Whether the program prints values alone, in the order of the keys. */
                implicit_key = "implicit_key"
            );
            parameter!(
                flag
                /** Whether the command is a file of `user_scripts_path`, and not a line for the shell. */
                execute_direct = "execute_direct"
            );
            parameter!(
                flag
                /** Whether the count of rows is sent before them. */
                send_chunk_header = "send_chunk_header"
            );
        }
    };
}

parameters! {
    /// `EXECUTABLE`: what a program prints. A server does not load such a dictionary when a statement made it, since who
    /// can create one could run any program; its configuration files may have one. `clickhouse-local` runs the program.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/sources/executable-file>.
    ///
    /// ```
    /// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, layout::Flat, source::Executable}, prelude::*};
    ///
    /// let create = ClickHouseDictionary::create("os")
    ///     .attribute(DictionaryAttribute::new("id", DataType::UInt64))
    ///     .primary_key(["id"])
    ///     .source(Executable::new("os.sh", "TabSeparated").execute_direct(true))
    ///     .layout(Flat::new())
    ///     .lifetime(0);
    /// assert_eq!(
    ///     create.to_string(ClickHouseQueryBuilder),
    ///     "CREATE DICTIONARY `os` (`id` UInt64) PRIMARY KEY `id` \
    ///      SOURCE(EXECUTABLE(command 'os.sh' format 'TabSeparated' execute_direct 1)) LAYOUT(FLAT()) LIFETIME(0)"
    /// );
    /// ```
    Executable: DictionarySource {
    }
}
program!(Executable, "EXECUTABLE");

parameters! {
    /// `EXECUTABLE_POOL`: what programs of a pool print, for the layouts that ask for keys: CACHE, SSD_CACHE and
    /// DIRECT. A server does not load it when a statement made it, as with [`Executable`].
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/sources/executable-pool>.
    ///
    /// ```
    /// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, layout::Direct, source::ExecutablePool}, prelude::*};
    ///
    /// let create = ClickHouseDictionary::create("os")
    ///     .attribute(DictionaryAttribute::new("id", DataType::UInt64))
    ///     .primary_key(["id"])
    ///     .source(ExecutablePool::new("os.sh", "TabSeparated").pool_size(4))
    ///     .layout(Direct::new());
    /// assert_eq!(
    ///     create.to_string(ClickHouseQueryBuilder),
    ///     "CREATE DICTIONARY `os` (`id` UInt64) PRIMARY KEY `id` \
    ///      SOURCE(EXECUTABLE_POOL(command 'os.sh' format 'TabSeparated' pool_size 4)) LAYOUT(DIRECT())"
    /// );
    /// ```
    ExecutablePool: DictionarySource {
        number /// How many processes there are at most; 0 is no limit.
        pool_size = "pool_size";
        number /// Seconds in which the program has to be done with a block.
        max_command_execution_time = "max_command_execution_time";
    }
}
program!(ExecutablePool, "EXECUTABLE_POOL");

parameters! {
    /// `YAMLRegExpTree`: a file of regular expressions, for the layout REGEXP_TREE.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/sources/yamlregexptree>.
    ///
    /// ```
    /// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, layout::RegexpTree, source::YamlRegExpTree}, prelude::*};
    ///
    /// let create = ClickHouseDictionary::create("agent")
    ///     .attribute(DictionaryAttribute::new("regexp", DataType::String))
    ///     .attribute(DictionaryAttribute::new("name", DataType::String))
    ///     .primary_key(["regexp"])
    ///     .source(YamlRegExpTree::new("user_files/agent.yaml"))
    ///     .layout(RegexpTree::new())
    ///     .lifetime(0);
    /// assert_eq!(
    ///     create.to_string(ClickHouseQueryBuilder),
    ///     "CREATE DICTIONARY `agent` (`regexp` String, `name` String) PRIMARY KEY `regexp` \
    ///      SOURCE(YAMLRegExpTree(path 'user_files/agent.yaml')) LAYOUT(REGEXP_TREE()) LIFETIME(0)"
    /// );
    /// ```
    YamlRegExpTree: DictionarySource {}
}

impl YamlRegExpTree {
    /// A file of the server's `user_files_path`.
    pub fn new(path: impl Into<String>) -> Self {
        let inner = DictionarySource::new("YAMLRegExpTree", Rules::default()).parameter("path", path.into());
        Self { inner }
    }
}
