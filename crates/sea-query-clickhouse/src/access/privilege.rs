use sea_query::{DynIden, IntoIden, QuotedBuilder};

use super::Scope;
use crate::{
    error::BuildError,
    render::Renderer,
    statement::options::{write_list, write_word},
};

/// A privilege, such as `SELECT` or `ALTER UPDATE`, perhaps of some columns alone.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/grant#privileges>, `system.privileges`.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::{Grant, Privilege, Scope}};
///
/// let grant = Grant::privileges([Privilege::SELECT.columns(["id", "day"]), Privilege::INSERT], Scope::table("event")).to("ada");
/// assert_eq!(grant.to_string(ClickHouseQueryBuilder), "GRANT SELECT(`id`, `day`), INSERT ON `event` TO `ada`");
/// let grant = Grant::privileges([Privilege::new("SYSTEM CLEAR QUERY CACHE")], Scope::all()).to("ada");
/// assert_eq!(grant.to_string(ClickHouseQueryBuilder), "GRANT SYSTEM CLEAR QUERY CACHE ON *.* TO `ada`");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Privilege {
    name: Name,
    columns: Option<Vec<DynIden>>,
}

#[derive(Clone, Debug, PartialEq)]
enum Name {
    Known(&'static str),
    Other(String),
}

macro_rules! privileges {
    ($($constant:ident => $name:literal;)*) => {
        impl Privilege {
            $(
                #[doc = concat!("`", $name, "`")]
                pub const $constant: Self = Self::known($name);
            )*

            /// The privileges that have a constant, as `system.privileges` names them.
            pub const ALL_KNOWN: &'static [Self] = &[$(Self::$constant,)*];
        }
    };
}

privileges! {
    SHOW_DATABASES => "SHOW DATABASES";
    SHOW_TABLES => "SHOW TABLES";
    CHECK => "CHECK";
    SHOW_COLUMNS => "SHOW COLUMNS";
    SHOW_DICTIONARIES => "SHOW DICTIONARIES";
    SHOW => "SHOW";
    SHOW_FILESYSTEM_CACHES => "SHOW FILESYSTEM CACHES";
    SELECT => "SELECT";
    INSERT => "INSERT";
    ALTER_UPDATE => "ALTER UPDATE";
    ALTER_DELETE => "ALTER DELETE";
    ALTER_ADD_COLUMN => "ALTER ADD COLUMN";
    ALTER_MODIFY_COLUMN => "ALTER MODIFY COLUMN";
    ALTER_DROP_COLUMN => "ALTER DROP COLUMN";
    ALTER_COMMENT_COLUMN => "ALTER COMMENT COLUMN";
    ALTER_CLEAR_COLUMN => "ALTER CLEAR COLUMN";
    ALTER_RENAME_COLUMN => "ALTER RENAME COLUMN";
    ALTER_MATERIALIZE_COLUMN => "ALTER MATERIALIZE COLUMN";
    ALTER_COLUMN => "ALTER COLUMN";
    ALTER_MODIFY_COMMENT => "ALTER MODIFY COMMENT";
    ALTER_MODIFY_DATABASE_COMMENT => "ALTER MODIFY DATABASE COMMENT";
    ALTER_ORDER_BY => "ALTER ORDER BY";
    ALTER_SAMPLE_BY => "ALTER SAMPLE BY";
    ALTER_ADD_INDEX => "ALTER ADD INDEX";
    ALTER_DROP_INDEX => "ALTER DROP INDEX";
    ALTER_MATERIALIZE_INDEX => "ALTER MATERIALIZE INDEX";
    ALTER_CLEAR_INDEX => "ALTER CLEAR INDEX";
    ALTER_INDEX => "ALTER INDEX";
    ALTER_ADD_STATISTICS => "ALTER ADD STATISTICS";
    ALTER_DROP_STATISTICS => "ALTER DROP STATISTICS";
    ALTER_MODIFY_STATISTICS => "ALTER MODIFY STATISTICS";
    ALTER_MATERIALIZE_STATISTICS => "ALTER MATERIALIZE STATISTICS";
    ALTER_STATISTICS => "ALTER STATISTICS";
    ALTER_ADD_PROJECTION => "ALTER ADD PROJECTION";
    ALTER_DROP_PROJECTION => "ALTER DROP PROJECTION";
    ALTER_MATERIALIZE_PROJECTION => "ALTER MATERIALIZE PROJECTION";
    ALTER_CLEAR_PROJECTION => "ALTER CLEAR PROJECTION";
    ALTER_PROJECTION => "ALTER PROJECTION";
    ALTER_ADD_CONSTRAINT => "ALTER ADD CONSTRAINT";
    ALTER_DROP_CONSTRAINT => "ALTER DROP CONSTRAINT";
    ALTER_MODIFY_CONSTRAINT => "ALTER MODIFY CONSTRAINT";
    ALTER_CONSTRAINT => "ALTER CONSTRAINT";
    ALTER_TTL => "ALTER TTL";
    ALTER_MATERIALIZE_TTL => "ALTER MATERIALIZE TTL";
    ALTER_REWRITE_PARTS => "ALTER REWRITE PARTS";
    ALTER_SETTINGS => "ALTER SETTINGS";
    ALTER_MOVE_PARTITION => "ALTER MOVE PARTITION";
    ALTER_FETCH_PARTITION => "ALTER FETCH PARTITION";
    ALTER_FREEZE_PARTITION => "ALTER FREEZE PARTITION";
    ALTER_UNLOCK_SNAPSHOT => "ALTER UNLOCK SNAPSHOT";
    ALTER_EXECUTE => "ALTER EXECUTE";
    ALTER_DATABASE_SETTINGS => "ALTER DATABASE SETTINGS";
    ALTER_NAMED_COLLECTION => "ALTER NAMED COLLECTION";
    ALTER_TABLE => "ALTER TABLE";
    ALTER_DATABASE => "ALTER DATABASE";
    ALTER_VIEW_MODIFY_QUERY => "ALTER VIEW MODIFY QUERY";
    ALTER_VIEW_MODIFY_REFRESH => "ALTER VIEW MODIFY REFRESH";
    ALTER_VIEW_MODIFY_SQL_SECURITY => "ALTER VIEW MODIFY SQL SECURITY";
    ALTER_VIEW => "ALTER VIEW";
    ALTER => "ALTER";
    CREATE_DATABASE => "CREATE DATABASE";
    CREATE_TABLE => "CREATE TABLE";
    CREATE_VIEW => "CREATE VIEW";
    CREATE_DICTIONARY => "CREATE DICTIONARY";
    CREATE_TEMPORARY_TABLE => "CREATE TEMPORARY TABLE";
    CREATE_ARBITRARY_TEMPORARY_TABLE => "CREATE ARBITRARY TEMPORARY TABLE";
    CREATE_TEMPORARY_VIEW => "CREATE TEMPORARY VIEW";
    CREATE_FUNCTION => "CREATE FUNCTION";
    CREATE_WORKLOAD => "CREATE WORKLOAD";
    CREATE_RESOURCE => "CREATE RESOURCE";
    CREATE_NAMED_COLLECTION => "CREATE NAMED COLLECTION";
    CREATE => "CREATE";
    DROP_DATABASE => "DROP DATABASE";
    DROP_TABLE => "DROP TABLE";
    DROP_VIEW => "DROP VIEW";
    DROP_DICTIONARY => "DROP DICTIONARY";
    DROP_FUNCTION => "DROP FUNCTION";
    DROP_WORKLOAD => "DROP WORKLOAD";
    DROP_RESOURCE => "DROP RESOURCE";
    DROP_NAMED_COLLECTION => "DROP NAMED COLLECTION";
    DROP => "DROP";
    UNDROP_TABLE => "UNDROP TABLE";
    TRUNCATE => "TRUNCATE";
    OPTIMIZE => "OPTIMIZE";
    BACKUP => "BACKUP";
    KILL_QUERY => "KILL QUERY";
    KILL_TRANSACTION => "KILL TRANSACTION";
    MOVE_PARTITION_BETWEEN_SHARDS => "MOVE PARTITION BETWEEN SHARDS";
    CREATE_USER => "CREATE USER";
    ALTER_USER => "ALTER USER";
    DROP_USER => "DROP USER";
    CREATE_ROLE => "CREATE ROLE";
    ALTER_ROLE => "ALTER ROLE";
    DROP_ROLE => "DROP ROLE";
    ROLE_ADMIN => "ROLE ADMIN";
    CREATE_ROW_POLICY => "CREATE ROW POLICY";
    ALTER_ROW_POLICY => "ALTER ROW POLICY";
    DROP_ROW_POLICY => "DROP ROW POLICY";
    CREATE_MASKING_POLICY => "CREATE MASKING POLICY";
    ALTER_MASKING_POLICY => "ALTER MASKING POLICY";
    DROP_MASKING_POLICY => "DROP MASKING POLICY";
    CREATE_QUOTA => "CREATE QUOTA";
    ALTER_QUOTA => "ALTER QUOTA";
    DROP_QUOTA => "DROP QUOTA";
    CREATE_SETTINGS_PROFILE => "CREATE SETTINGS PROFILE";
    ALTER_SETTINGS_PROFILE => "ALTER SETTINGS PROFILE";
    DROP_SETTINGS_PROFILE => "DROP SETTINGS PROFILE";
    ALLOW_SQL_SECURITY_NONE => "ALLOW SQL SECURITY NONE";
    SHOW_USERS => "SHOW USERS";
    SHOW_ROLES => "SHOW ROLES";
    SHOW_ROW_POLICIES => "SHOW ROW POLICIES";
    SHOW_QUOTAS => "SHOW QUOTAS";
    SHOW_SETTINGS_PROFILES => "SHOW SETTINGS PROFILES";
    SHOW_MASKING_POLICIES => "SHOW MASKING POLICIES";
    SHOW_ACCESS => "SHOW ACCESS";
    IMPERSONATE => "IMPERSONATE";
    ACCESS_MANAGEMENT => "ACCESS MANAGEMENT";
    SHOW_NAMED_COLLECTIONS => "SHOW NAMED COLLECTIONS";
    SHOW_NAMED_COLLECTIONS_SECRETS => "SHOW NAMED COLLECTIONS SECRETS";
    NAMED_COLLECTION => "NAMED COLLECTION";
    NAMED_COLLECTION_ADMIN => "NAMED COLLECTION ADMIN";
    SET_DEFINER => "SET DEFINER";
    TABLE_ENGINE => "TABLE ENGINE";
    SYSTEM_SHUTDOWN => "SYSTEM SHUTDOWN";
    SYSTEM_DROP_DNS_CACHE => "SYSTEM DROP DNS CACHE";
    SYSTEM_DROP_CONNECTIONS_CACHE => "SYSTEM DROP CONNECTIONS CACHE";
    SYSTEM_PREWARM_MARK_CACHE => "SYSTEM PREWARM MARK CACHE";
    SYSTEM_DROP_MARK_CACHE => "SYSTEM DROP MARK CACHE";
    SYSTEM_DROP_ICEBERG_METADATA_CACHE => "SYSTEM DROP ICEBERG METADATA CACHE";
    SYSTEM_DROP_PAIMON_METADATA_CACHE => "SYSTEM DROP PAIMON METADATA CACHE";
    SYSTEM_DROP_AVRO_SCHEMA_CACHE => "SYSTEM DROP AVRO SCHEMA CACHE";
    SYSTEM_DROP_PARQUET_METADATA_CACHE => "SYSTEM DROP PARQUET METADATA CACHE";
    SYSTEM_DROP_POINT_IN_POLYGON_CACHE => "SYSTEM DROP POINT IN POLYGON CACHE";
    SYSTEM_PREWARM_PRIMARY_INDEX_CACHE => "SYSTEM PREWARM PRIMARY INDEX CACHE";
    SYSTEM_DROP_PRIMARY_INDEX_CACHE => "SYSTEM DROP PRIMARY INDEX CACHE";
    SYSTEM_DROP_UNCOMPRESSED_CACHE => "SYSTEM DROP UNCOMPRESSED CACHE";
    SYSTEM_DROP_VECTOR_SIMILARITY_INDEX_CACHE => "SYSTEM DROP VECTOR SIMILARITY INDEX CACHE";
    SYSTEM_DROP_TEXT_INDEX_TOKENS_CACHE => "SYSTEM DROP TEXT INDEX TOKENS CACHE";
    SYSTEM_DROP_TEXT_INDEX_HEADER_CACHE => "SYSTEM DROP TEXT INDEX HEADER CACHE";
    SYSTEM_DROP_TEXT_INDEX_POSTINGS_CACHE => "SYSTEM DROP TEXT INDEX POSTINGS CACHE";
    SYSTEM_DROP_TEXT_INDEX_CACHES => "SYSTEM DROP TEXT INDEX CACHES";
    SYSTEM_DROP_MMAP_CACHE => "SYSTEM DROP MMAP CACHE";
    SYSTEM_DROP_QUERY_CONDITION_CACHE => "SYSTEM DROP QUERY CONDITION CACHE";
    SYSTEM_DROP_ENCRYPTION_HEADERS_CACHE => "SYSTEM DROP ENCRYPTION HEADERS CACHE";
    SYSTEM_DROP_QUERY_CACHE => "SYSTEM DROP QUERY CACHE";
    SYSTEM_DROP_COMPILED_EXPRESSION_CACHE => "SYSTEM DROP COMPILED EXPRESSION CACHE";
    SYSTEM_DROP_FILESYSTEM_CACHE => "SYSTEM DROP FILESYSTEM CACHE";
    SYSTEM_DROP_DISTRIBUTED_CACHE => "SYSTEM DROP DISTRIBUTED CACHE";
    SYSTEM_SYNC_FILESYSTEM_CACHE => "SYSTEM SYNC FILESYSTEM CACHE";
    SYSTEM_DROP_PAGE_CACHE => "SYSTEM DROP PAGE CACHE";
    SYSTEM_DROP_SCHEMA_CACHE => "SYSTEM DROP SCHEMA CACHE";
    SYSTEM_DROP_FORMAT_SCHEMA_CACHE => "SYSTEM DROP FORMAT SCHEMA CACHE";
    SYSTEM_DROP_S3_CLIENT_CACHE => "SYSTEM DROP S3 CLIENT CACHE";
    SYSTEM_DROP_CACHE => "SYSTEM DROP CACHE";
    SYSTEM_RELOAD_CONFIG => "SYSTEM RELOAD CONFIG";
    SYSTEM_RELOAD_USERS => "SYSTEM RELOAD USERS";
    SYSTEM_RELOAD_DICTIONARY => "SYSTEM RELOAD DICTIONARY";
    SYSTEM_RELOAD_MODEL => "SYSTEM RELOAD MODEL";
    SYSTEM_RELOAD_FUNCTION => "SYSTEM RELOAD FUNCTION";
    SYSTEM_RELOAD_EMBEDDED_DICTIONARIES => "SYSTEM RELOAD EMBEDDED DICTIONARIES";
    SYSTEM_RELOAD_ASYNCHRONOUS_METRICS => "SYSTEM RELOAD ASYNCHRONOUS METRICS";
    SYSTEM_RECONNECT_ZOOKEEPER => "SYSTEM RECONNECT ZOOKEEPER";
    SYSTEM_RELOAD => "SYSTEM RELOAD";
    SYSTEM_RESTART_DISK => "SYSTEM RESTART DISK";
    SYSTEM_WAIT_BLOBS_CLEANUP => "SYSTEM WAIT BLOBS CLEANUP";
    SYSTEM_MERGES => "SYSTEM MERGES";
    SYSTEM_TTL_MERGES => "SYSTEM TTL MERGES";
    SYSTEM_FETCHES => "SYSTEM FETCHES";
    SYSTEM_MOVES => "SYSTEM MOVES";
    SYSTEM_PULLING_REPLICATION_LOG => "SYSTEM PULLING REPLICATION LOG";
    SYSTEM_CLEANUP => "SYSTEM CLEANUP";
    SYSTEM_VIEWS => "SYSTEM VIEWS";
    SYSTEM_STREAMING_ENGINES => "SYSTEM STREAMING ENGINES";
    SYSTEM_BACKGROUND => "SYSTEM BACKGROUND";
    SYSTEM_DISTRIBUTED_SENDS => "SYSTEM DISTRIBUTED SENDS";
    SYSTEM_REPLICATED_SENDS => "SYSTEM REPLICATED SENDS";
    SYSTEM_SENDS => "SYSTEM SENDS";
    SYSTEM_REPLICATION_QUEUES => "SYSTEM REPLICATION QUEUES";
    SYSTEM_VIRTUAL_PARTS_UPDATE => "SYSTEM VIRTUAL PARTS UPDATE";
    SYSTEM_REDUCE_BLOCKING_PARTS => "SYSTEM REDUCE BLOCKING PARTS";
    SYSTEM_DROP_REPLICA => "SYSTEM DROP REPLICA";
    SYSTEM_SYNC_REPLICA => "SYSTEM SYNC REPLICA";
    SYSTEM_REPLICA_READINESS => "SYSTEM REPLICA READINESS";
    SYSTEM_RESTART_REPLICA => "SYSTEM RESTART REPLICA";
    SYSTEM_RESTORE_REPLICA => "SYSTEM RESTORE REPLICA";
    SYSTEM_RESTORE_DATABASE_REPLICA => "SYSTEM RESTORE DATABASE REPLICA";
    SYSTEM_WAIT_LOADING_PARTS => "SYSTEM WAIT LOADING PARTS";
    SYSTEM_WAIT_QUERY_RUNNER => "SYSTEM WAIT QUERY RUNNER";
    SYSTEM_SYNC_DATABASE_REPLICA => "SYSTEM SYNC DATABASE REPLICA";
    SYSTEM_SYNC_TRANSACTION_LOG => "SYSTEM SYNC TRANSACTION LOG";
    SYSTEM_SYNC_FILE_CACHE => "SYSTEM SYNC FILE CACHE";
    SYSTEM_FLUSH_DISTRIBUTED => "SYSTEM FLUSH DISTRIBUTED";
    SYSTEM_FLUSH_LOGS => "SYSTEM FLUSH LOGS";
    SYSTEM_FLUSH_ASYNC_INSERT_QUEUE => "SYSTEM FLUSH ASYNC INSERT QUEUE";
    SYSTEM_FLUSH_OBJECT_STORAGE_QUEUE => "SYSTEM FLUSH OBJECT STORAGE QUEUE";
    SYSTEM_FLUSH => "SYSTEM FLUSH";
    SYSTEM_THREAD_FUZZER => "SYSTEM THREAD FUZZER";
    SYSTEM_UNFREEZE => "SYSTEM UNFREEZE";
    SYSTEM_UNLOCK_SNAPSHOT => "SYSTEM UNLOCK SNAPSHOT";
    SYSTEM_FAILPOINT => "SYSTEM FAILPOINT";
    SYSTEM_MEMORY => "SYSTEM MEMORY";
    SYSTEM_LISTEN => "SYSTEM LISTEN";
    SYSTEM_JEMALLOC => "SYSTEM JEMALLOC";
    SYSTEM_LOAD_PRIMARY_KEY => "SYSTEM LOAD PRIMARY KEY";
    SYSTEM_UNLOAD_PRIMARY_KEY => "SYSTEM UNLOAD PRIMARY KEY";
    SYSTEM_INSTRUMENT_ADD => "SYSTEM INSTRUMENT ADD";
    SYSTEM_INSTRUMENT_REMOVE => "SYSTEM INSTRUMENT REMOVE";
    SYSTEM_RESET_DDL_WORKER => "SYSTEM RESET DDL WORKER";
    SYSTEM => "SYSTEM";
    DICT_GET => "dictGet";
    DISPLAY_SECRETS_IN_SHOW_AND_SELECT => "displaySecretsInShowAndSelect";
    ADDRESS_TO_LINE => "addressToLine";
    ADDRESS_TO_LINE_WITH_INLINES => "addressToLineWithInlines";
    ADDRESS_TO_SYMBOL => "addressToSymbol";
    DEMANGLE => "demangle";
    INTROSPECTION => "INTROSPECTION";
    READ => "READ";
    WRITE => "WRITE";
    CLUSTER => "CLUSTER";
    FILE => "FILE";
    URL => "URL";
    REMOTE => "REMOTE";
    MONGO => "MONGO";
    REDIS => "REDIS";
    MYSQL => "MYSQL";
    POSTGRES => "POSTGRES";
    SQLITE => "SQLITE";
    ODBC => "ODBC";
    JDBC => "JDBC";
    HDFS => "HDFS";
    S3 => "S3";
    HIVE => "HIVE";
    AZURE => "AZURE";
    KAFKA => "KAFKA";
    NATS => "NATS";
    RABBITMQ => "RABBITMQ";
    YTSAURUS => "YTSAURUS";
    ARROW_FLIGHT => "ARROW FLIGHT";
    SOURCES => "SOURCES";
    ALL => "ALL";
    NONE => "NONE";
}

impl Privilege {
    const fn known(name: &'static str) -> Self {
        Self {
            name: Name::Known(name),
            columns: None,
        }
    }

    /// A privilege by its name: words, separated by spaces.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: Name::Other(name.into()),
            columns: None,
        }
    }

    /// Of these columns alone: the scope must be one table, since older servers forget the columns of several.
    pub fn columns<I, C>(mut self, columns: I) -> Self
    where
        I: IntoIterator<Item = C>,
        C: IntoIden,
    {
        self.columns = Some(columns.into_iter().map(IntoIden::into_iden).collect());
        self
    }

    /// The name, as `system.privileges` has it.
    pub fn name(&self) -> &str {
        match &self.name {
            Name::Known(name) => name,
            Name::Other(name) => name,
        }
    }

    fn write(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        for (i, word) in self.name().split(' ').enumerate() {
            sql.push_str(if i == 0 { "" } else { " " });
            write_word(word, "privilege", sql)?;
        }
        let Some(columns) = &self.columns else {
            return Ok(());
        };
        if columns.is_empty() {
            return Err(BuildError::invalid("privilege", "it names no column"));
        }
        sql.push('(');
        write_list(columns, sql, |column, sql| {
            renderer.prepare_iden(column, sql);
            Ok(())
        })?;
        sql.push(')');
        Ok(())
    }
}

/// Privileges on what each is on.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Privileges {
    elements: Vec<(Vec<Privilege>, Scope)>,
}

impl Privileges {
    pub(super) fn add(&mut self, privileges: impl IntoIterator<Item = Privilege>, scope: Scope) {
        self.elements.push((privileges.into_iter().collect(), scope));
    }

    /// Writes `SELECT, INSERT ON a, ALTER ON b`.
    pub(super) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        write_list(&self.elements, sql, |(privileges, scope), sql| {
            if privileges.is_empty() {
                return Err(BuildError::invalid(
                    "privilege",
                    "it names none; `Privilege::ALL` is all of them, `Privilege::NONE` none",
                ));
            }
            if !scope.takes_columns() && privileges.iter().any(|privilege| privilege.columns.is_some()) {
                return Err(BuildError::invalid(
                    "privilege",
                    "columns are columns of a table; name it by `Scope::table`",
                ));
            }
            write_list(privileges, sql, |privilege, sql| privilege.write(renderer, sql))?;
            sql.push_str(" ON ");
            scope.write(renderer, sql)
        })
    }
}
