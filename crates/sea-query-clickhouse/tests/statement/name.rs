//! Hostile names and texts through the statements that take them: each stays inside of its quotes.

use sea_query::{Alias, Expr, ExprTrait};
use sea_query_clickhouse::{
    ClickHouseStatement, Target,
    access::*,
    build_clickhouse,
    database::{ClickHouseDatabase, DatabaseEngine},
    engine::Argument,
    partition::Partition,
    statement::*,
    types::IntervalUnit,
};

use crate::server::Server;

const TEXTS: &[&str] = &[
    "select",
    "it's",
    "back`tick",
    "dou\"ble",
    r"back\slash",
    r"\`",
    r"\'",
    "a.b",
    "new\nline\r\t\0",
    "naïve 日本 🦀",
    "-- comment",
    "/* x */",
    "; DROP TABLE t",
    "{p0:String}",
    "? $1",
    "*",
    "@",
];

fn quoted(text: &str, quote: char) -> String {
    let mut out = String::from(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0' => out.push_str("\\0"),
            c if c == quote => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

/// Builds the statement for a plain text and for each hostile one: only the quoted texts differ, and the server reads
/// every one.
fn check<S: ClickHouseStatement>(server: &Server, make: impl Fn(&str) -> S) {
    let sql = |text: &str| build_clickhouse(&make(text), &Target::default()).unwrap().sql;
    let plain = sql("PLAIN");
    assert!(plain.contains("PLAIN"), "{plain}");
    server.run(&format!("EXPLAIN AST {plain}"));
    for text in TEXTS {
        let expected = plain
            .replace("`PLAIN`", &quoted(text, '`'))
            .replace("'PLAIN'", &quoted(text, '\''));
        assert_eq!(sql(text), expected);
        if let Err(error) = server.try_run(&format!("EXPLAIN AST {expected}")) {
            panic!("{error}\n  {expected}");
        }
    }
    assert!(
        !plain
            .replace("`PLAIN`", "")
            .replace("'PLAIN'", "")
            .contains("PLAIN"),
        "{plain}"
    );
}

fn table(text: &str) -> (Alias, Alias) {
    (Alias::new(text), Alias::new(text))
}

#[test]
fn databases() {
    let server = Server::new();
    check(&server, |text| {
        ClickHouseDatabase::create(text)
            .on_cluster(text)
            .engine(DatabaseEngine::custom(
                "New",
                [
                    Argument::value(text),
                    Argument::secret(text),
                    Argument::name(text),
                    Argument::pair(text, text),
                ],
            ))
            .comment(text)
    });
    check(&server, |text| {
        ClickHouseDatabase::alter(text)
            .on_cluster(text)
            .modify_comment(text)
    });
    check(&server, |text| {
        ClickHouseDatabase::alter(text).modify_setting("a", text)
    });
    check(&server, |text| {
        ClickHouseDatabase::rename(text, text).on_cluster(text)
    });
    check(&server, |text| ClickHouseDatabase::drop(text).on_cluster(text));
}

#[test]
fn access() {
    let server = Server::new();
    check(&server, |text| {
        ClickHouseUser::create(UserName::at(text, text))
            .on_cluster(text)
            .in_storage(text)
            .identified(Authentication::password(text).valid_until("2027-01-01"))
            .identified(Authentication::ldap(text))
            .identified(Authentication::kerberos_realm(text))
            .identified(Authentication::ssh_key([("AAAA", text)]))
            .identified(Authentication::http_scheme(text, "basic"))
            .host(Host::Name(text.into()))
            .host(Host::Regexp(text.into()))
            .host(Host::Like(text.into()))
            .default_role([text])
            .default_database(text)
            .grantees(RolesOrUsers::all().except([text]))
            .setting("a", text)
            .profile(text)
    });
    check(&server, |text| {
        ClickHouseUser::alter(text)
            .rename_to(text)
            .add_profile(text)
            .drop_profile(text)
    });
    check(&server, |text| {
        ClickHouseRowPolicy::create(text)
            .on(table(text))
            .on_database(text)
            .using(Expr::col(Alias::new(text)).eq(text))
            .to([text])
    });
    check(&server, |text| {
        ClickHouseMaskingPolicy::create(text)
            .on(table(text))
            .update(Alias::new(text), text)
            .to([text])
    });
    let hour = || QuotaInterval::new(Interval::new(1, IntervalUnit::Hour));
    check(&server, |text| {
        ClickHouseQuota::create(text)
            .in_storage(text)
            .interval(hour())
            .to([text])
    });
    check(&server, |text| {
        ClickHouseSettingsProfile::create(text)
            .profile(text)
            .to(RolesOrUsers::all().except([text]))
    });
    check(&server, |text| ClickHouseRole::alter(text).rename_to(text));
    check(&server, |text| {
        ClickHouseRole::drop(text).from_storage(text).on_cluster(text)
    });
    check(&server, |text| {
        Grant::privileges(
            [Privilege::SELECT.columns([Alias::new(text)])],
            Scope::table(table(text)),
        )
        .and_privileges([Privilege::SELECT], Scope::database(text))
        .and_privileges([Privilege::SELECT], Scope::databases_beginning_with(text))
        .and_privileges([Privilege::SELECT], Scope::tables_beginning_with(table(text)))
        .on_cluster(text)
        .to([text])
    });
    check(&server, |text| Revoke::roles([text]).from([text]));
    check(&server, |text| SetDefaultRole::new([text], [text]));
    check(&server, |text| Move::row_policy(text).on(table(text)).to(text));
}

#[test]
fn statements() {
    let server = Server::new();
    check(&server, |text| Exists::table(table(text)));
    check(&server, |text| Attach::database(text).on_cluster(text));
    check(&server, |text| Detach::table(table(text)).on_cluster(text));
    check(&server, |text| Check::table(table(text)).part(text));
    check(&server, |text| {
        Optimize::table(table(text))
            .partition(Partition::id(text))
            .deduplicate_by([Alias::new(text)])
    });
    check(&server, |text| Optimize::table(table(text)).dry_run([text]));
    check(&server, |text| {
        Kill::query(Expr::col(Alias::new(text)).eq(text)).on_cluster(text)
    });
    check(&server, |text| {
        ClickHouseFunction::create(text, [text], Expr::col(Alias::new(text)).eq(text)).on_cluster(text)
    });
    check(&server, |text| {
        ClickHouseNamedCollection::create(text)
            .value(text, text)
            .on_cluster(text)
    });
    check(&server, |text| {
        ClickHouseNamedCollection::alter(text).delete(text)
    });
    check(&server, |text| {
        Backup::table(table(text))
            .as_(table(text))
            .partitions([Partition::id(text)])
            .and_database(text)
            .except_tables([table(text)])
            .on_cluster(text)
            .to(BackupPlace::disk(text, text))
            .base_backup(BackupPlace::s3_collection(text, text))
            .password(text)
            .setting("id", text)
    });
    check(&server, |text| Use::database(text));
    check(&server, |text| {
        Set::setting("max_threads", 1).and("log_comment", text)
    });
    check(&server, |text| {
        ClickHouseWorkload::create(text)
            .parent(text)
            .setting_for("priority", 1, text)
    });
    check(&server, |text| {
        ClickHouseResource::create(text, [Operation::ReadDisk(text.into())])
    });
    check(&server, |text| {
        Describe::table(table(text)).setting("log_comment", text)
    });
}

#[test]
fn show_and_system() {
    let server = Server::new();
    check(&server, |text| {
        Show::tables().from(text).like(text).setting("log_comment", text)
    });
    check(&server, |text| {
        Show::columns(table(text)).and_where(Expr::col(Alias::new(text)).eq(text))
    });
    check(&server, |text| Show::cluster(text));
    check(&server, |text| Show::setting_value(text));
    check(&server, |text| ShowCreate::row_policy(text).on(table(text)));
    check(&server, |text| ShowCreate::table(table(text)));
    check(&server, |text| {
        ShowGrants::new().for_(RolesOrUsers::all().except([text]))
    });
    check(&server, |text| {
        System::reload_dictionary(table(text)).on_cluster(text)
    });
    check(&server, |text| {
        System::sync_replica_lightweight(table(text), [text])
    });
    check(&server, |text| {
        System::flush_logs_of([table(text)]).on_cluster(text)
    });
    check(&server, |text| System::stop(Activity::Merges).volume(text, text));
    check(&server, |text| System::stop_listen(Protocol::Custom(text.into())));
    check(&server, |text| {
        System::clear_query_cache_of(text).on_cluster(text)
    });
    check(&server, |text| {
        DropReplica::named(text)
            .from_shard(text)
            .from_zk_path(text)
            .on_cluster(text)
    });
    check(&server, |text| System::custom("RELOAD FUNCTION").name(text));
    check(&server, |text| Unfreeze::named(text));
}
