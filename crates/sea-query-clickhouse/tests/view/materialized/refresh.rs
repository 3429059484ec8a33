use sea_query_clickhouse::{
    prelude::*,
    statement::Interval,
    types::IntervalUnit,
    view::{Refresh, SqlSecurity},
};
use std::{thread::sleep, time::Duration};

use super::{SUMS, every, server, sorted, sums, view};
use crate::server::Server;

#[test]
fn a_refreshable_view_refreshes() {
    let s = server();
    s.check_table(
        &view().refresh(every(1, IntervalUnit::Second)).engine(sorted()),
        &format!(
            "CREATE MATERIALIZED VIEW `m` REFRESH EVERY 1 SECOND ENGINE = MergeTree ORDER BY `port` AS {SUMS}"
        ),
    );
    wait(&s, "SELECT * FROM m", "53\t3\n");
    s.run("INSERT INTO event VALUES (53, 4)");
    wait(&s, "SELECT * FROM m", "53\t7\n");
    s.check_table(
        &ClickHouseView::alter("m").modify_refresh(
            every(1, IntervalUnit::Year)
                .offset(Interval::new(2, IntervalUnit::Month))
                .randomize_for(Interval::new(1, IntervalUnit::Day).and(2, IntervalUnit::Hour))
                .setting("refresh_retries", 1),
        ),
        "ALTER TABLE `m` MODIFY REFRESH EVERY 1 YEAR OFFSET 2 MONTH RANDOMIZE FOR 1 DAY 2 HOUR \
         SETTINGS refresh_retries = 1",
    );
    assert_eq!(
        s.run("SELECT count() FROM system.view_refreshes WHERE database = currentDatabase() AND view = 'm'"),
        "1\n"
    );
}

#[track_caller]
fn wait(s: &Server, sql: &str, answer: &str) {
    for _ in 0..300 {
        if s.run(sql) == answer {
            return;
        }
        sleep(Duration::from_millis(100));
    }
    panic!("half a minute, and still {}", s.run(sql));
}

#[test]
fn a_refreshable_view_appends() {
    let s = server();
    s.check_table(
        &view()
            .refresh(Refresh::after(Interval::new(1, IntervalUnit::Second)).append())
            .to("target")
            .empty(),
        &format!("CREATE MATERIALIZED VIEW `m` REFRESH AFTER 1 SECOND APPEND TO `target` EMPTY AS {SUMS}"),
    );
    wait(&s, "SELECT sum(bytes) >= 6 FROM target", "1\n");
    s.check_table(
        &ClickHouseView::alter("m").modify_refresh(every(1, IntervalUnit::Week).append()),
        "ALTER TABLE `m` MODIFY REFRESH EVERY 1 WEEK APPEND",
    );
    s.check_table(
        &ClickHouseView::create_materialized("n", sums())
            .refresh(Refresh::depending_on((s.database().to_owned(), "m")))
            .engine(sorted()),
        &format!(
            "CREATE MATERIALIZED VIEW `n` REFRESH DEPENDS ON `{}`.`m` ENGINE = MergeTree ORDER BY `port` AS {SUMS}",
            s.database()
        ),
    );
    s.check_parsed(
        &view()
            .on_cluster("c")
            .refresh(
                Refresh::after(Interval::new(1, IntervalUnit::Hour))
                    .depends_on("a")
                    .depends_on(("d", "b")),
            )
            .to("t")
            .sql_security(SqlSecurity::None),
        &format!(
            "CREATE MATERIALIZED VIEW `m` ON CLUSTER `c` REFRESH AFTER 1 HOUR DEPENDS ON `a`, `d`.`b` TO `t` \
             SQL SECURITY NONE AS {SUMS}"
        ),
    );
}
