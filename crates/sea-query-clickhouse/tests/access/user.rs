//! Users, roles, policies, quotas and profiles. This engine reads the statements and does not run them.

use sea_query_clickhouse::{ClickHouseStatement, Target, access::*, build_clickhouse};

use crate::server::Server;

#[track_caller]
fn refused(statement: &(impl ClickHouseStatement + ?Sized), sentence: &str) {
    let error = build_clickhouse(statement, &Target::default()).unwrap_err();
    assert_eq!(error.to_string(), sentence);
}

/// What the server has understood: it prints the statement in its own way.
fn printed(server: &Server, statement: &impl ClickHouseStatement) -> String {
    let sql = build_clickhouse(statement, &Target::default()).unwrap().sql;
    let text = sql.replace('\\', "\\\\").replace('\'', "\\'");
    let printed = server.run(&format!("SELECT formatQuerySingleLine('{text}') FORMAT TSVRaw"));
    printed.trim_end().to_owned()
}

#[test]
fn users() {
    let server = Server::new();
    server.check_parsed(&ClickHouseUser::create("ada"), "CREATE USER `ada`");
    server.check_parsed(
        &ClickHouseUser::create("ada")
            .and(UserName::at("bob", "%.example.com"))
            .or_replace(),
        "CREATE USER OR REPLACE `ada`, `bob`@'%.example.com'",
    );
    let all = ClickHouseUser::create("ada")
        .if_not_exists()
        .on_cluster("main")
        .in_storage("local_directory")
        .identified(Authentication::sha256_password("x").valid_until("2027-01-01"))
        .host(Host::Local)
        .default_role(RolesOrUsers::all().except(["r"]))
        .default_database("shop")
        .grantees(RolesOrUsers::of(["bob"]).and_current_user())
        .setting("max_threads", 4)
        .profile("p");
    server.check_parsed(
        &all,
        "CREATE USER IF NOT EXISTS `ada` ON CLUSTER `main` IN `local_directory` IDENTIFIED WITH sha256_password BY 'x' \
         VALID UNTIL '2027-01-01' HOST LOCAL DEFAULT ROLE ALL EXCEPT `r` DEFAULT DATABASE `shop` \
         GRANTEES `bob`, CURRENT_USER SETTINGS max_threads = 4, PROFILE `p`",
    );
    assert_eq!(
        printed(&server, &all),
        "CREATE USER IF NOT EXISTS ada IN local_directory ON CLUSTER main IDENTIFIED WITH sha256_password BY 'x' \
         VALID UNTIL '2027-01-01' HOST LOCAL DEFAULT DATABASE shop DEFAULT ROLE ALL EXCEPT r \
         SETTINGS max_threads = 4, PROFILE `p` GRANTEES bob, CURRENT_USER"
    );
    server.check_parsed(
        &ClickHouseUser::create("ada")
            .not_identified()
            .valid_until("2027-01-01 12:00:00 Europe/Berlin")
            .default_role(RolesOrUsers::none())
            .no_default_database()
            .grantees(RolesOrUsers::all().except(["bob"]).except_current_user()),
        "CREATE USER `ada` NOT IDENTIFIED VALID UNTIL '2027-01-01 12:00:00 Europe/Berlin' DEFAULT ROLE NONE \
         DEFAULT DATABASE NONE GRANTEES ANY EXCEPT `bob`, CURRENT_USER",
    );
    server.check_parsed(
        &ClickHouseUser::drop("ada")
            .and("bob")
            .if_exists()
            .from_storage("x")
            .on_cluster("c"),
        "DROP USER IF EXISTS `ada`, `bob` FROM `x` ON CLUSTER `c`",
    );
    // Every user goes by SQL where the configuration allows it; this engine says that it does not.
    let refusal = server.try_run("CREATE USER `ada`").unwrap_err();
    assert!(refusal.contains("514") || refusal.contains("497"), "{refusal}");
}

#[test]
fn authentication() {
    let server = Server::new();
    let one = |method: Authentication, text: &str| {
        server.check_parsed(
            &ClickHouseUser::create("u").identified(method),
            &format!("CREATE USER `u` {text}"),
        );
    };
    one(Authentication::no_password(), "IDENTIFIED WITH no_password");
    one(Authentication::password("it's"), r"IDENTIFIED BY 'it\'s'");
    one(
        Authentication::plaintext_password("x"),
        "IDENTIFIED WITH plaintext_password BY 'x'",
    );
    one(
        Authentication::sha256_password("x"),
        "IDENTIFIED WITH sha256_password BY 'x'",
    );
    one(
        Authentication::sha256_hash("AB"),
        "IDENTIFIED WITH sha256_hash BY 'AB'",
    );
    one(
        Authentication::sha256_hash_with_salt("AB", "s"),
        "IDENTIFIED WITH sha256_hash BY 'AB' SALT 's'",
    );
    one(
        Authentication::scram_sha256_password("x"),
        "IDENTIFIED WITH scram_sha256_password BY 'x'",
    );
    one(
        Authentication::scram_sha256_hash("AB", "s"),
        "IDENTIFIED WITH scram_sha256_hash BY 'AB' SALT 's'",
    );
    one(
        Authentication::double_sha1_password("x"),
        "IDENTIFIED WITH double_sha1_password BY 'x'",
    );
    one(
        Authentication::double_sha1_hash("AB"),
        "IDENTIFIED WITH double_sha1_hash BY 'AB'",
    );
    one(
        Authentication::bcrypt_password("x"),
        "IDENTIFIED WITH bcrypt_password BY 'x'",
    );
    one(
        Authentication::bcrypt_hash("$2a$"),
        "IDENTIFIED WITH bcrypt_hash BY '$2a$'",
    );
    one(
        Authentication::ldap("office"),
        "IDENTIFIED WITH ldap SERVER 'office'",
    );
    one(Authentication::kerberos(), "IDENTIFIED WITH kerberos");
    one(
        Authentication::kerberos_realm("EX.COM"),
        "IDENTIFIED WITH kerberos REALM 'EX.COM'",
    );
    one(
        Authentication::ssl_certificate_cn(["a", "b"]),
        "IDENTIFIED WITH ssl_certificate CN 'a', 'b'",
    );
    one(
        Authentication::ssl_certificate_san(["DNS:a"]),
        "IDENTIFIED WITH ssl_certificate SAN 'DNS:a'",
    );
    one(
        Authentication::ssh_key([("AAAA", "ssh-ed25519"), ("BBBB", "ssh-rsa")]),
        "IDENTIFIED WITH ssh_key BY KEY 'AAAA' TYPE 'ssh-ed25519', KEY 'BBBB' TYPE 'ssh-rsa'",
    );
    one(Authentication::http("s"), "IDENTIFIED WITH http SERVER 's'");
    one(
        Authentication::http_scheme("s", "basic"),
        "IDENTIFIED WITH http SERVER 's' SCHEME 'basic'",
    );
    let several = ClickHouseUser::create("u")
        .identified(Authentication::ssl_certificate_cn(["a", "b"]))
        .identified(Authentication::password("x").valid_until("infinity"))
        .identified(Authentication::ldap("office"));
    server.check_parsed(
        &several,
        "CREATE USER `u` IDENTIFIED WITH ssl_certificate CN 'a', 'b', BY 'x' VALID UNTIL 'infinity', ldap SERVER 'office'",
    );

    refused(
        &ClickHouseUser::create("u")
            .identified(Authentication::no_password())
            .identified(Authentication::ldap("s")),
        "no_password: a user without a password has no other way to prove itself",
    );
    refused(
        &ClickHouseUser::create("u")
            .not_identified()
            .identified(Authentication::ldap("s")),
        "NOT IDENTIFIED: the user has a way to prove itself; leave `not_identified` or `identified` out",
    );
    refused(
        &ClickHouseUser::create("u")
            .identified(Authentication::ldap("s"))
            .valid_until("2027-01-01"),
        "VALID UNTIL: beside a way to prove itself the time belongs to that; use `Authentication::valid_until`",
    );
    refused(
        &ClickHouseUser::create("u").identified(Authentication::ssl_certificate_cn(Vec::<String>::new())),
        "ssl_certificate: it has no name of a certificate",
    );
    refused(
        &ClickHouseUser::create("u").identified(Authentication::ssh_key(Vec::<(String, String)>::new())),
        "ssh_key: it has no key",
    );
    refused(
        &ClickHouseUser::create("u").or_replace().if_not_exists(),
        "CREATE USER: OR REPLACE and IF NOT EXISTS exclude each other",
    );
    refused(&ClickHouseUser::create(""), "USER: the name is empty");
    refused(
        &ClickHouseUser::create(UserName::at("a", "")),
        "USER: the host after the name is empty",
    );
}

#[test]
fn passwords_do_not_show() {
    for method in [
        Authentication::password("hush"),
        Authentication::plaintext_password("hush"),
        Authentication::sha256_hash_with_salt("hush", "hush"),
        Authentication::scram_sha256_hash("hush", "hush"),
        Authentication::bcrypt_hash("hush"),
    ] {
        let create = ClickHouseUser::create("u").identified(method.clone());
        let alter = ClickHouseUser::alter("u").add_identified(method.clone());
        for text in [format!("{method:?}"), format!("{create:?}"), format!("{alter:?}")] {
            assert!(!text.contains("hush"), "{text}");
        }
    }
}

#[test]
fn hosts() {
    let server = Server::new();
    server.check_parsed(
        &ClickHouseUser::create("u")
            .host(Host::Local)
            .host(Host::Name("a.example.com".into()))
            .host(Host::Regexp(r".*\.example\.com".into()))
            .host(Host::Ip("10.0.0.0/8".into()))
            .host(Host::Like("%.example.com".into())),
        r"CREATE USER `u` HOST LOCAL, NAME 'a.example.com', REGEXP '.*\\.example\\.com', IP '10.0.0.0/8', LIKE '%.example.com'",
    );
    server.check_parsed(
        &ClickHouseUser::create("u").host(Host::Any),
        "CREATE USER `u` HOST ANY",
    );
    server.check_parsed(
        &ClickHouseUser::create("u").host(Host::None),
        "CREATE USER `u` HOST NONE",
    );
    refused(
        &ClickHouseUser::create("u").host(Host::Any).host(Host::Local),
        "HOST: ANY and NONE stand alone",
    );
}

#[test]
fn altered_users() {
    let server = Server::new();
    let alter = ClickHouseUser::alter("ada")
        .if_exists()
        .on_cluster("c")
        .in_storage("x")
        .rename_to("lovelace")
        .identified(Authentication::ldap("s"))
        .add_host(Host::Local)
        .drop_host(Host::Regexp("x".into()))
        .default_role(["r"])
        .no_default_database()
        .grantees(RolesOrUsers::none())
        .drop_all_profiles()
        .add_setting(ProfileSetting::new("max_threads").value(4))
        .modify_setting(ProfileSetting::new("max_memory_usage").max(5))
        .drop_setting("readonly")
        .add_profile("p")
        .drop_profile("q");
    server.check_parsed(
        &alter,
        "ALTER USER IF EXISTS `ada` ON CLUSTER `c` IN `x` RENAME TO `lovelace` IDENTIFIED WITH ldap SERVER 's' \
         ADD HOST LOCAL DROP HOST REGEXP 'x' DEFAULT ROLE `r` DEFAULT DATABASE NONE GRANTEES NONE DROP ALL PROFILES \
         ADD SETTINGS max_threads = 4 MODIFY SETTINGS max_memory_usage MAX 5 DROP SETTINGS readonly ADD PROFILES `p` \
         DROP PROFILES `q`",
    );
    assert_eq!(
        printed(
            &server,
            &ClickHouseUser::alter("a")
                .drop_setting("readonly")
                .add_profile("p")
                .drop_all_settings()
        ),
        "ALTER USER a DROP ALL SETTINGS, DROP SETTING readonly, ADD PROFILE `p`"
    );
    server.check_parsed(
        &ClickHouseUser::alter("a").add_identified(Authentication::password("x")),
        "ALTER USER `a` ADD IDENTIFIED BY 'x'",
    );
    server.check_parsed(
        &ClickHouseUser::alter("a").reset_authentication_methods_to_new(),
        "ALTER USER `a` RESET AUTHENTICATION METHODS TO NEW",
    );
    server.check_parsed(
        &ClickHouseUser::alter("a")
            .and("b")
            .setting("max_threads", 1)
            .profile("p"),
        "ALTER USER `a`, `b` SETTINGS max_threads = 1, PROFILE `p`",
    );
    server.check_parsed(
        &ClickHouseUser::alter("a").valid_until("infinity"),
        "ALTER USER `a` VALID UNTIL 'infinity'",
    );

    refused(&ClickHouseUser::alter("a"), "ALTER USER: it changes nothing");
    refused(
        &ClickHouseUser::alter("a").and("b").rename_to("c"),
        "RENAME TO: several cannot have one name; rename each by a statement of its own",
    );
    refused(
        &ClickHouseUser::alter("a")
            .identified(Authentication::kerberos())
            .add_identified(Authentication::ldap("s")),
        "IDENTIFIED: a statement replaces, adds or resets ways to prove itself; make several of it",
    );
    refused(
        &ClickHouseUser::alter("a")
            .host(Host::Local)
            .add_host(Host::Ip("::1".into())),
        "HOST: HOST replaces all that there are; either replace them, or add and drop some",
    );
    refused(
        &ClickHouseUser::alter("a")
            .setting("max_threads", 1)
            .drop_setting("readonly"),
        "SETTINGS: SETTINGS replaces all that there are; either replace them, or add, modify and drop some",
    );
    refused(
        &ClickHouseUser::alter("a").add_identified(Authentication::no_password()),
        "no_password: a user without a password has no other way to prove itself",
    );
}
