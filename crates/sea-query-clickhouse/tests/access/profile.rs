use sea_query_clickhouse::access::*;

use super::{printed, refused};
use crate::server::Server;

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
