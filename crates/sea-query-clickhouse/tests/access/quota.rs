use sea_query_clickhouse::{Target, access::*, build_clickhouse, statement::Interval, types::IntervalUnit};

use super::refused;
use crate::server::Server;

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
