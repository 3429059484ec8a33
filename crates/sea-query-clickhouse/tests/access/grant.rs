//! What is granted and revoked, and which roles are active.

use sea_query::{Expr, ExprTrait, Query};
use sea_query_clickhouse::{
    ClickHouseQueryBuilder, ClickHouseStatement, Target, access::*, build_clickhouse,
};

use crate::server::Server;

#[track_caller]
fn refused(statement: &(impl ClickHouseStatement + ?Sized), sentence: &str) {
    let error = build_clickhouse(statement, &Target::default()).unwrap_err();
    assert_eq!(error.to_string(), sentence);
}

#[test]
fn every_privilege_is_one_of_the_servers() {
    let server = Server::new();
    let mut known: Vec<String> = server
        .run("SELECT privilege FROM system.privileges FORMAT TSVRaw")
        .lines()
        .map(str::to_owned)
        .collect();
    let mut ours: Vec<_> = Privilege::ALL_KNOWN
        .iter()
        .map(|privilege| privilege.name().to_owned())
        .collect();
    known.sort();
    ours.sort();
    assert_eq!(ours, known);
    for privilege in Privilege::ALL_KNOWN {
        server.check_parsed(
            &Grant::privileges([privilege.clone()], Scope::all()).to("u"),
            &format!("GRANT {} ON *.* TO `u`", privilege.name()),
        );
    }
}

#[test]
fn scopes() {
    let server = Server::new();
    let select = |scope, text: &str| {
        server.check_parsed(
            &Grant::privileges([Privilege::SELECT], scope).to("u"),
            &format!("GRANT SELECT ON {text} TO `u`"),
        );
    };
    select(Scope::all(), "*.*");
    select(Scope::current_database(), "*");
    select(Scope::database("d"), "`d`.*");
    select(Scope::databases_beginning_with("d_"), "`d_`*.*");
    select(Scope::table("t"), "`t`");
    select(Scope::table(("d", "t")), "`d`.`t`");
    select(Scope::tables_beginning_with(("d", "t_")), "`d`.`t_`*");
    let other = |privilege: Privilege, scope, text: &str| {
        server.check_parsed(
            &Grant::privileges([privilege], scope).to("u"),
            &format!("GRANT {text} TO `u`"),
        );
    };
    other(
        Privilege::TABLE_ENGINE,
        Scope::object("MergeTree"),
        "TABLE ENGINE ON `MergeTree`",
    );
    other(
        Privilege::SET_DEFINER,
        Scope::object("ada"),
        "SET DEFINER ON `ada`",
    );
    other(
        Privilege::CREATE_USER,
        Scope::objects_beginning_with("app_"),
        "CREATE USER ON `app_`*",
    );
    other(
        Privilege::NAMED_COLLECTION,
        Scope::object("login"),
        "NAMED COLLECTION ON `login`",
    );
    other(Privilege::READ, Scope::source("S3"), "READ ON S3");
    other(
        Privilege::WRITE,
        Scope::source_matching("S3", r"s3://it's/.*"),
        r"WRITE ON S3('s3://it\'s/.*')",
    );
    refused(
        &Grant::privileges([Privilege::READ], Scope::source("S3('x')")).to("u"),
        "ON: `S3(\\'x\\')` is not a name that can stand here: letters, digits and _ only",
    );
}

#[test]
fn grants() {
    let server = Server::new();
    server.check_parsed(
        &Grant::privileges(
            [Privilege::SELECT.columns(["a", "b`"]), Privilege::INSERT],
            Scope::table(("d", "t")),
        )
        .and_privileges([Privilege::ALTER], Scope::database("e"))
        .on_cluster("c")
        .to(RolesOrUsers::of([UserName::at("u", "h"), UserName::new("r")]))
        .with_grant_option()
        .with_replace_option(),
        r"GRANT ON CLUSTER `c` SELECT(`a`, `b\``), INSERT ON `d`.`t`, ALTER ON `e`.* TO `u`@'h', `r` WITH GRANT OPTION WITH REPLACE OPTION",
    );
    server.check_parsed(
        &Grant::roles(["r", "s"])
            .to(RolesOrUsers::of(["u"]).except(["v"]))
            .with_admin_option(),
        "GRANT `r`, `s` TO `u` EXCEPT `v` WITH ADMIN OPTION",
    );
    server.check_parsed(
        &Grant::current_grants([Privilege::SELECT], Scope::table(("a", "b")))
            .and_privileges([Privilege::INSERT], Scope::all())
            .to("u"),
        "GRANT CURRENT GRANTS(SELECT ON `a`.`b`, INSERT ON *.*) TO `u`",
    );
    let everything = Grant::privileges([Privilege::NONE], Scope::all())
        .to("u")
        .with_replace_option();
    server.check_parsed(&everything, "GRANT NONE ON *.* TO `u` WITH REPLACE OPTION");

    refused(
        &Grant::privileges([Privilege::SELECT], Scope::all()),
        "GRANT: it has no TO: name users or roles by `to(..)`",
    );
    refused(
        &Grant::roles(["r"]).to("u").with_grant_option(),
        "GRANT: privileges are given WITH GRANT OPTION, roles WITH ADMIN OPTION",
    );
    refused(
        &Grant::roles(["r"])
            .and_privileges([Privilege::SELECT], Scope::all())
            .to("u"),
        "GRANT: roles and privileges are granted by statements of their own",
    );
    refused(
        &Grant::privileges([], Scope::all()).to("u"),
        "privilege: it names none; `Privilege::ALL` is all of them, `Privilege::NONE` none",
    );
    refused(
        &Grant::privileges([Privilege::SELECT.columns(["a"])], Scope::database("d")).to("u"),
        "privilege: columns are columns of a table; name it by `Scope::table`",
    );
    refused(
        &Grant::privileges(
            [Privilege::SELECT.columns(["a"])],
            Scope::tables_beginning_with("t"),
        )
        .to("u"),
        "privilege: columns are columns of a table; name it by `Scope::table`",
    );
    refused(
        &Grant::privileges([Privilege::new("SELECT ON *.* TO x; --")], Scope::all()).to("u"),
        "privilege: `*.*` is not a name that can stand here: letters, digits and _ only",
    );
    refused(
        &Grant::roles(Vec::<String>::new()).to("u"),
        "GRANT: it names nobody",
    );
    refused(
        &Grant::roles(["r"]).to(RolesOrUsers::none().except(["a"])),
        "EXCEPT: NONE has no exceptions",
    );
    refused(
        &Grant::roles(["r"]).to(RolesOrUsers::all().and_current_user()),
        "TO: CURRENT_USER stands beside names, not beside ALL or NONE",
    );
}

#[test]
fn older_servers() {
    let old = Target::default().version("24.8.4".parse().unwrap());
    let too_old = |statement: &dyn ClickHouseStatement, sentence: &str| {
        assert_eq!(
            build_clickhouse(statement, &old).unwrap_err().to_string(),
            sentence
        );
    };
    too_old(
        &Grant::privileges([Privilege::SELECT], Scope::databases_beginning_with("d")).to("u"),
        "GRANT ON prefix*: the server is ClickHouse 24.8.4, this needs 24.10.0 or later",
    );
    too_old(
        &CheckGrant::privileges([Privilege::SELECT], Scope::all()),
        "CHECK GRANT: the server is ClickHouse 24.8.4, this needs 24.11.0 or later",
    );
    too_old(
        &ClickHouseUser::alter("u").add_identified(Authentication::ldap("s")),
        "IDENTIFIED WITH several methods: the server is ClickHouse 24.8.4, this needs 24.9.0 or later",
    );
    assert!(
        build_clickhouse(
            &ClickHouseUser::create("u").identified(Authentication::ldap("s")),
            &old
        )
        .is_ok()
    );
}

#[test]
fn revokes() {
    let server = Server::new();
    server.check_parsed(
        &Revoke::privileges([Privilege::SELECT.columns(["a"])], Scope::table("t"))
            .on_cluster("c")
            .grant_option_for()
            .from(RolesOrUsers::all().except(["u"]).except_current_user()),
        "REVOKE ON CLUSTER `c` GRANT OPTION FOR SELECT(`a`) ON `t` FROM ALL EXCEPT `u`, CURRENT_USER",
    );
    server.check_parsed(
        &Revoke::roles(["r", "s"]).admin_option_for().from(["u", "v"]),
        "REVOKE ADMIN OPTION FOR `r`, `s` FROM `u`, `v`",
    );
    server.check_parsed(
        &Revoke::roles(RolesOrUsers::all().except(["r"])).from("u"),
        "REVOKE ALL EXCEPT `r` FROM `u`",
    );
    refused(
        &Revoke::roles("r"),
        "REVOKE: it has no FROM: name users or roles by `from(..)`",
    );
    refused(
        &Revoke::roles("r").grant_option_for().from("u"),
        "REVOKE: privileges have a GRANT OPTION, roles an ADMIN OPTION",
    );
}

#[test]
fn roles_of_the_session() {
    let server = Server::new();
    server.check_parsed(&SetRole::to(["a", "b"]), "SET ROLE `a`, `b`");
    server.check_parsed(&SetRole::to(RolesOrUsers::none()), "SET ROLE NONE");
    server.check_parsed(
        &SetRole::to(RolesOrUsers::all().except(["a"])),
        "SET ROLE ALL EXCEPT `a`",
    );
    server.check_parsed(&SetRole::to_default(), "SET ROLE DEFAULT");
    server.check_parsed(
        &SetDefaultRole::new(["a"], RolesOrUsers::of(["u"]).and_current_user()),
        "SET DEFAULT ROLE `a` TO `u`, CURRENT_USER",
    );
}

#[test]
fn execute_as() {
    let server = Server::new();
    let as_ada = || ExecuteAs::user(UserName::at("a`da", "h"));
    server.check_parsed(&as_ada(), r"EXECUTE AS `a\`da`@'h'");
    let query = Query::select()
        .column("id")
        .from("t")
        .and_where(Expr::col("a").eq("it's"))
        .to_owned();
    let statement = as_ada().statement(&query);
    let text = r"EXECUTE AS `a\`da`@'h' SELECT `id` FROM `t` WHERE `a` = 'it\'s'";
    assert_eq!(statement.to_string(ClickHouseQueryBuilder), text);
    server.run(&format!("EXPLAIN AST {text}"));
    let built = build_clickhouse(&statement, &Target::default()).unwrap();
    assert_eq!(
        built.sql,
        r"EXECUTE AS `a\`da`@'h' SELECT `id` FROM `t` WHERE `a` = {p0:String}"
    );
    assert_eq!(built.parameters[0].text, "it's");
    refused(&ExecuteAs::user(""), "EXECUTE AS: the name is empty");
}

#[test]
fn check_grant_answers() {
    let server = Server::with(&["CREATE TABLE t (a Int8) ENGINE = Memory"]);
    let check = CheckGrant::privileges([Privilege::SELECT.columns(["a"])], Scope::table("t")).and_privileges(
        [Privilege::INSERT],
        Scope::table((server.database().to_owned(), "t")),
    );
    let text = format!(
        "CHECK GRANT SELECT(`a`) ON `t`, INSERT ON `{}`.`t`",
        server.database()
    );
    server.check_parsed(&check, &text);
    assert_eq!(server.answer(&check, &Target::default()), "1\n");
}
