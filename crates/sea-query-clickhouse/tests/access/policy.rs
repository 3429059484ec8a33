use sea_query::{Expr, ExprTrait, Func};
use sea_query_clickhouse::{Target, access::*, build_clickhouse};

use super::{printed, refused};
use crate::server::Server;

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
