//! Roles, profiles, policies and quotas. This engine reads the statements and does not run them.

use sea_query::{Expr, ExprTrait, Func};
use sea_query_clickhouse::{
    ClickHouseStatement, Target, access::*, build_clickhouse, statement::Interval, types::IntervalUnit,
};

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
fn settings_and_their_limits() {
    let server = Server::new();
    let setting = |setting: ProfileSetting, text: &str| {
        server.check_parsed(
            &ClickHouseRole::create("r").setting_with(setting),
            &format!("CREATE ROLE `r` SETTINGS {text}"),
        );
    };
    setting(
        ProfileSetting::new("a").value(-5).min(-10).max(1.5),
        "a = -5 MIN -10 MAX 1.5",
    );
    setting(
        ProfileSetting::new("a").value("it's").constant(),
        r"a = 'it\'s' CONST",
    );
    setting(ProfileSetting::new("a").writable(), "a WRITABLE");
    setting(
        ProfileSetting::new("a").max(u64::MAX).changeable_in_readonly(),
        "a MAX 18446744073709551615 CHANGEABLE_IN_READONLY",
    );
    // A later value of a name replaces an earlier one.
    server.check_parsed(
        &ClickHouseRole::create("r")
            .setting("a", 1)
            .setting("b", true)
            .setting("a", 2),
        "CREATE ROLE `r` SETTINGS b = 1, a = 2",
    );
    refused(
        &ClickHouseRole::create("r").setting_with(ProfileSetting::new("a")),
        "SETTINGS: a has neither a value nor a constraint",
    );
    refused(
        &ClickHouseRole::create("r").setting("a = 1, b", 2),
        "SETTINGS: `a = 1, b` is not a name that can stand here: letters, digits and _ only",
    );
    refused(
        &ClickHouseRole::create("r").setting("a", f64::NAN),
        "SETTINGS: a is set to NaN, which is not a number",
    );
}

#[test]
fn roles_and_profiles() {
    let server = Server::new();
    server.check_parsed(
        &ClickHouseRole::create("r")
            .and("s")
            .if_not_exists()
            .on_cluster("c")
            .in_storage("x"),
        "CREATE ROLE IF NOT EXISTS `r`, `s` ON CLUSTER `c` IN `x`",
    );
    server.check_parsed(
        &ClickHouseRole::alter("r")
            .if_exists()
            .rename_to("s")
            .drop_all_settings(),
        "ALTER ROLE IF EXISTS `r` RENAME TO `s` DROP ALL SETTINGS",
    );
    server.check_parsed(&ClickHouseRole::drop("r").and("s"), "DROP ROLE `r`, `s`");
    let profile = ClickHouseSettingsProfile::create("p")
        .or_replace()
        .setting("readonly", 1)
        .profile("default")
        .to(RolesOrUsers::all().except(["ada"]));
    server.check_parsed(
        &profile,
        "CREATE SETTINGS PROFILE OR REPLACE `p` SETTINGS readonly = 1, INHERIT `default` TO ALL EXCEPT `ada`",
    );
    assert_eq!(
        printed(&server, &profile),
        "CREATE SETTINGS PROFILE OR REPLACE `p` SETTINGS readonly = 1, INHERIT `default` TO ALL EXCEPT ada"
    );
    server.check_parsed(
        &ClickHouseSettingsProfile::alter("p")
            .rename_to("q")
            .add_profile("x")
            .to(RolesOrUsers::none()),
        "ALTER SETTINGS PROFILE `p` RENAME TO `q` ADD PROFILES `x` TO NONE",
    );
    server.check_parsed(
        &ClickHouseSettingsProfile::alter("p").profile("x"),
        "ALTER SETTINGS PROFILE `p` SETTINGS INHERIT `x`",
    );
    server.check_parsed(
        &ClickHouseSettingsProfile::drop("p").if_exists(),
        "DROP SETTINGS PROFILE IF EXISTS `p`",
    );
    refused(&ClickHouseRole::alter("r"), "ALTER ROLE: it changes nothing");
    refused(
        &ClickHouseSettingsProfile::alter("r"),
        "ALTER SETTINGS PROFILE: it changes nothing",
    );
}

#[test]
fn row_policies() {
    let server = Server::new();
    let create = || ClickHouseRowPolicy::create("p");
    let condition = || {
        Expr::col("seller")
            .eq(Func::cust("currentUser"))
            .and(Expr::col("name").ne("it's"))
    };
    let policy = create()
        .if_not_exists()
        .on(("shop", "sale"))
        .on_cluster("c")
        .in_storage("x")
        .for_select()
        .using(condition())
        .restrictive()
        .to(RolesOrUsers::all().except(["ada"]));
    server.check_parsed(
        &policy,
        r"CREATE ROW POLICY IF NOT EXISTS `p` ON `shop`.`sale` ON CLUSTER `c` IN `x` FOR SELECT USING `seller` = currentUser() AND `name` <> 'it\'s' AS RESTRICTIVE TO ALL EXCEPT `ada`",
    );
    assert_eq!(
        printed(&server, &policy),
        r"CREATE ROW POLICY IF NOT EXISTS p ON shop.sale IN x ON CLUSTER c AS RESTRICTIVE FOR SELECT USING (seller = currentUser()) AND (name != 'it\'s') TO ALL EXCEPT ada"
    );
    server.check_parsed(
        &create()
            .on("a")
            .on(("d", "b"))
            .using(Expr::val(1))
            .permissive()
            .to("u"),
        "CREATE ROW POLICY `p` ON `a`, `d`.`b` USING 1 AS PERMISSIVE TO `u`",
    );
    server.check_parsed(
        &create().and("q").on_database("d").using_none(),
        "CREATE ROW POLICY `p`, `q` ON `d`.* USING NONE",
    );
    server.check_parsed(
        &create()
            .on_current_database()
            .using(Expr::col("a").gt(1))
            .to(RolesOrUsers::current_user()),
        "CREATE ROW POLICY `p` ON * USING `a` > 1 TO CURRENT_USER",
    );
    let alter = ClickHouseRowPolicy::alter("p")
        .if_exists()
        .on("t")
        .rename_to("q")
        .using(Expr::col("a").is_null());
    server.check_parsed(
        &alter,
        "ALTER ROW POLICY IF EXISTS `p` ON `t` RENAME TO `q` USING `a` IS NULL",
    );
    server.check_parsed(
        &ClickHouseRowPolicy::drop("p")
            .and("q")
            .if_exists()
            .on(("d", "t"))
            .from_storage("x")
            .on_cluster("c"),
        "DROP ROW POLICY IF EXISTS `p`, `q` ON `d`.`t` FROM `x` ON CLUSTER `c`",
    );

    refused(
        &create().using_none(),
        "ROW POLICY: a policy is on a table; name it by `on(..)`",
    );
    refused(
        &create().on("t"),
        "USING: the policy has no condition; give it one by `using(..)`, or say `using_none()`",
    );
    refused(
        &create().and("q").on("t").on("u").using_none(),
        "ROW POLICY: the server takes several policies on one table, or one policy on several tables; make two statements of it",
    );
    refused(
        &ClickHouseRowPolicy::alter("p").on("t"),
        "ALTER ROW POLICY: it changes nothing",
    );
    refused(
        &ClickHouseRowPolicy::alter("p").on("t").on("u").rename_to("q"),
        "RENAME TO: several cannot have one name; rename each by a statement of its own",
    );
    refused(&ClickHouseUser::drop("u").on("t"), "ON: a USER is on no table");
}

#[test]
fn masking_policies() {
    let server = Server::new();
    let create = || ClickHouseMaskingPolicy::create("m").on(("shop", "client"));
    let policy = create()
        .or_replace()
        .on_cluster("c")
        .in_storage("x")
        .update("mail", "***")
        .update(
            "phone",
            Func::cust("substring").args([Expr::col("phone"), Expr::val(1), Expr::val(3)]),
        )
        .and_where(Expr::col("vip").eq(1))
        .and_where(Expr::col("mail").ne(""))
        .to(["analyst"])
        .priority(10);
    server.check_parsed(
        &policy,
        "CREATE MASKING POLICY OR REPLACE `m` ON `shop`.`client` ON CLUSTER `c` IN `x` UPDATE `mail` = '***', \
         `phone` = substring(`phone`, 1, 3) WHERE `vip` = 1 AND `mail` <> '' TO `analyst` PRIORITY 10",
    );
    server.check_parsed(
        &ClickHouseMaskingPolicy::alter("m")
            .if_exists()
            .on("client")
            .update("mail", "-")
            .to(RolesOrUsers::all()),
        "ALTER MASKING POLICY IF EXISTS `m` ON `client` UPDATE `mail` = '-' TO ALL",
    );
    server.check_parsed(
        &ClickHouseMaskingPolicy::drop("m")
            .on("client")
            .from_storage("x")
            .on_cluster("c"),
        "DROP MASKING POLICY `m` ON `client` FROM `x` ON CLUSTER `c`",
    );
    refused(
        &create().to("a"),
        "UPDATE: the policy hides no column; name one by `update(..)`",
    );
    refused(
        &create().update("a", 1),
        "TO: the policy is for nobody; say for whom by `to(..)`",
    );
    refused(
        &ClickHouseMaskingPolicy::drop("m").on_database("d"),
        "MASKING POLICY: the server has masking policies on tables, not on databases",
    );
    refused(
        &ClickHouseMaskingPolicy::alter("m").on("client"),
        "ALTER MASKING POLICY: it changes nothing",
    );
    let old = Target::default().version("25.8.1".parse().unwrap());
    assert_eq!(
        build_clickhouse(&create().update("a", 1).to("b"), &old)
            .unwrap_err()
            .to_string(),
        "MASKING POLICY: the server is ClickHouse 25.8.1, this needs 25.12.0 or later"
    );
}

#[test]
fn quotas() {
    let server = Server::new();
    let every = |count, unit| QuotaInterval::new(Interval::new(count, unit));
    let mut all = every(1, IntervalUnit::Hour);
    let resources = [
        QuotaResource::Queries,
        QuotaResource::QuerySelects,
        QuotaResource::QueryInserts,
        QuotaResource::Errors,
        QuotaResource::ResultRows,
        QuotaResource::ResultBytes,
        QuotaResource::ReadRows,
        QuotaResource::ReadBytes,
        QuotaResource::WrittenBytes,
        QuotaResource::ExecutionTime,
        QuotaResource::FailedSequentialAuthentications,
        QuotaResource::QueriesPerNormalizedHash,
    ];
    for resource in resources {
        all = all.max(resource, 7);
    }
    let limits: Vec<_> = resources
        .iter()
        .map(|resource| format!("{} = 7", resource.name()))
        .collect();
    server.check_parsed(
        &ClickHouseQuota::create("q").interval(all),
        &format!("CREATE QUOTA `q` FOR INTERVAL 1 HOUR MAX {}", limits.join(", ")),
    );
    let quota = ClickHouseQuota::create("q")
        .if_not_exists()
        .on_cluster("c")
        .in_storage("x")
        .keyed_by(QuotaKey::ClientKeyOrUserName)
        .interval(
            every(30, IntervalUnit::Minute)
                .randomized()
                .max(QuotaResource::ExecutionTime, 0.5),
        )
        .interval(every(5, IntervalUnit::Day))
        .interval(every(2, IntervalUnit::Week).no_limits())
        .to(RolesOrUsers::all().except(["ada"]));
    server.check_parsed(
        &quota,
        "CREATE QUOTA IF NOT EXISTS `q` ON CLUSTER `c` IN `x` KEYED BY client_key, user_name \
         FOR RANDOMIZED INTERVAL 30 MINUTE MAX execution_time = 0.5, FOR INTERVAL 5 DAY TRACKING ONLY, \
         FOR INTERVAL 2 WEEK NO LIMITS TO ALL EXCEPT `ada`",
    );
    for key in [
        QuotaKey::None,
        QuotaKey::UserName,
        QuotaKey::IpAddress,
        QuotaKey::ForwardedIpAddress,
        QuotaKey::ClientKey,
        QuotaKey::ClientKeyOrUserName,
        QuotaKey::ClientKeyOrIpAddress,
        QuotaKey::NormalizedQueryHash,
    ] {
        let alter = ClickHouseQuota::alter("q").keyed_by(key);
        let text = build_clickhouse(&alter, &Target::default()).unwrap().sql;
        assert!(text.contains(" KEYED"), "{text}");
        // The server lists the kinds of keys that it knows, and refuses others.
        server.check_parsed(&alter, &text);
    }
    server.check_parsed(
        &ClickHouseQuota::alter("q")
            .if_exists()
            .rename_to("r")
            .keyed_by(QuotaKey::None)
            .to(RolesOrUsers::none()),
        "ALTER QUOTA IF EXISTS `q` RENAME TO `r` NOT KEYED TO NONE",
    );
    server.check_parsed(&ClickHouseQuota::drop("q").and("r"), "DROP QUOTA `q`, `r`");

    let refuse =
        |interval, sentence: &str| refused(&ClickHouseQuota::create("q").interval(interval), sentence);
    refuse(
        every(1, IntervalUnit::Millisecond),
        "FOR INTERVAL: the shortest interval of a quota is a second",
    );
    refuse(
        QuotaInterval::new(Interval::new(1, IntervalUnit::Hour).and(30, IntervalUnit::Minute)),
        "FOR INTERVAL: the interval stands here in one unit; say `90 MINUTE` for an hour and a half",
    );
    let hour = || every(1, IntervalUnit::Hour);
    refuse(
        hour().max(QuotaResource::Queries, 0.5),
        "MAX: queries is limited by a whole number",
    );
    refuse(
        hour().max(QuotaResource::Queries, -1),
        "MAX: queries is limited by a whole number",
    );
    refuse(
        hour().max(QuotaResource::Queries, "1; x"),
        "MAX: queries is limited by a whole number",
    );
    refuse(
        hour().max(QuotaResource::ExecutionTime, f64::INFINITY),
        "MAX: execution_time is limited by a number of seconds",
    );
    refuse(
        hour().max(QuotaResource::Errors, 1).no_limits(),
        "NO LIMITS: the interval has limits",
    );
    refused(&ClickHouseQuota::alter("q"), "ALTER QUOTA: it changes nothing");
}

#[test]
fn moves() {
    let server = Server::new();
    server.check_parsed(
        &Move::user("a")
            .and(UserName::at("b", "h"))
            .to("x")
            .on_cluster("c"),
        "MOVE USER `a`, `b`@'h' TO `x` ON CLUSTER `c`",
    );
    server.check_parsed(&Move::role("a").to("x"), "MOVE ROLE `a` TO `x`");
    server.check_parsed(&Move::quota("a").to("x"), "MOVE QUOTA `a` TO `x`");
    server.check_parsed(
        &Move::settings_profile("a").to("x"),
        "MOVE SETTINGS PROFILE `a` TO `x`",
    );
    server.check_parsed(
        &Move::row_policy("a").on(("d", "t")).to("x"),
        "MOVE ROW POLICY `a` ON `d`.`t` TO `x`",
    );
    refused(
        &Move::user("a"),
        "MOVE: it has no TO: name the storage to which they go",
    );
    refused(&Move::user("a").on("t").to("x"), "ON: a USER is on no table");
}
