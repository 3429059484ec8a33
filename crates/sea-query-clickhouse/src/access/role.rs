use super::{
    AccessDropStatement, RolesOrUsers, UserName,
    entity::{Entities, part},
    setting::{ProfileChanges, ProfileElements, changes, elements},
    subject::{write_rename, write_to},
};
use crate::{
    error::BuildError,
    render::Renderer,
    statement::options::{Options, statement},
};

macro_rules! entity {
    (
        $(#[$doc:meta])* $entity:ident, $noun:literal, $keyword:literal, $to:ident;
        $(#[$create_doc:meta])* $create:ident;
        $(#[$alter_doc:meta])* $alter:ident;
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $entity;

        impl $entity {
            #[doc = concat!("`CREATE ", $noun, "`")]
            pub fn create(name: impl Into<UserName>) -> $create {
                $create {
                    entities: Entities::new(name),
                    settings: ProfileElements::default(),
                    to: None,
                    options: Options::default(),
                }
            }

            #[doc = concat!("`ALTER ", $noun, "`")]
            pub fn alter(name: impl Into<UserName>) -> $alter {
                $alter {
                    entities: Entities::new(name),
                    rename: None,
                    changes: ProfileChanges::default(),
                    to: None,
                    options: Options::default(),
                }
            }

            #[doc = concat!("`DROP ", $noun, "`")]
            pub fn drop(name: impl Into<UserName>) -> AccessDropStatement {
                AccessDropStatement::new($noun, name.into())
            }
        }

        $(#[$create_doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $create {
            entities: Entities,
            settings: ProfileElements,
            to: Option<RolesOrUsers>,
            options: Options,
        }

        impl $create {
            part!(and);
            part!(storage);
            elements!(settings);

            fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
                self.entities.write_create(renderer, $noun, &self.options, sql)?;
                self.settings.write($keyword, sql)?;
                write_to(self.to.as_ref(), sql)
            }
        }

        statement!($create { or_replace, if_not_exists, on_cluster });

        $(#[$alter_doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $alter {
            entities: Entities,
            rename: Option<String>,
            changes: ProfileChanges,
            to: Option<RolesOrUsers>,
            options: Options,
        }

        impl $alter {
            part!(and);
            part!(storage);
            part!(rename);
            changes!();

            fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
                if self.rename.is_none() && self.changes.is_empty() && self.to.is_none() {
                    return Err(BuildError::invalid(concat!("ALTER ", $noun), "it changes nothing"));
                }
                self.entities.write_alter(renderer, $noun, &self.options, sql)?;
                write_rename(self.rename.as_ref(), self.entities.count(), sql)?;
                self.changes.write($keyword, sql)?;
                write_to(self.to.as_ref(), sql)
            }
        }

        statement!($alter { if_exists, on_cluster });

        entity!($to $create $alter);
    };
    (granted $create:ident $alter:ident) => {};
    (assigned $create:ident $alter:ident) => {
        impl $create {
            part!(to);
        }

        impl $alter {
            part!(to);
        }
    };
}

entity! {
    /// Where statements about roles begin.
    ///
    /// ```
    /// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::ClickHouseRole};
    ///
    /// let create = ClickHouseRole::create("analyst").and("auditor").on_cluster("main");
    /// assert_eq!(create.to_string(ClickHouseQueryBuilder), "CREATE ROLE `analyst`, `auditor` ON CLUSTER `main`");
    /// ```
    ClickHouseRole, "ROLE", "PROFILE", granted;
    /// `CREATE ROLE`
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/role>.
    ///
    /// ```
    /// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::ClickHouseRole};
    ///
    /// let create = ClickHouseRole::create("analyst").or_replace().setting("readonly", 1).profile("careful");
    /// assert_eq!(
    ///     create.to_string(ClickHouseQueryBuilder),
    ///     "CREATE ROLE OR REPLACE `analyst` SETTINGS readonly = 1, PROFILE `careful`"
    /// );
    /// ```
    RoleCreateStatement;
    /// `ALTER ROLE`
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/role>.
    ///
    /// ```
    /// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::ClickHouseRole};
    ///
    /// let alter = ClickHouseRole::alter("analyst").rename_to("auditor").drop_all_settings();
    /// assert_eq!(
    ///     alter.to_string(ClickHouseQueryBuilder),
    ///     "ALTER ROLE `analyst` RENAME TO `auditor` DROP ALL SETTINGS"
    /// );
    /// ```
    RoleAlterStatement;
}

entity! {
    /// Where statements about settings profiles begin: settings under a name, for users and roles.
    ///
    /// ```
    /// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::ClickHouseSettingsProfile};
    ///
    /// let drop = ClickHouseSettingsProfile::drop("careful").if_exists();
    /// assert_eq!(drop.to_string(ClickHouseQueryBuilder), "DROP SETTINGS PROFILE IF EXISTS `careful`");
    /// ```
    ClickHouseSettingsProfile, "SETTINGS PROFILE", "INHERIT", assigned;
    /// `CREATE SETTINGS PROFILE`
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/settings-profile>.
    ///
    /// ```
    /// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::{ClickHouseSettingsProfile, RolesOrUsers}};
    ///
    /// let create = ClickHouseSettingsProfile::create("careful")
    ///     .setting("max_memory_usage", 100_000_000)
    ///     .profile("default")
    ///     .to(RolesOrUsers::all().except(["ada"]));
    /// assert_eq!(
    ///     create.to_string(ClickHouseQueryBuilder),
    ///     "CREATE SETTINGS PROFILE `careful` SETTINGS max_memory_usage = 100000000, INHERIT `default` TO ALL EXCEPT `ada`"
    /// );
    /// ```
    SettingsProfileCreateStatement;
    /// `ALTER SETTINGS PROFILE`
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/settings-profile>.
    ///
    /// ```
    /// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::ClickHouseSettingsProfile};
    ///
    /// let alter = ClickHouseSettingsProfile::alter("careful").drop_setting("max_threads").to(["ada", "analyst"]);
    /// assert_eq!(
    ///     alter.to_string(ClickHouseQueryBuilder),
    ///     "ALTER SETTINGS PROFILE `careful` DROP SETTINGS max_threads TO `ada`, `analyst`"
    /// );
    /// ```
    SettingsProfileAlterStatement;
}
