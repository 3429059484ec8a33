//! Access control: users, roles, row and masking policies, quotas, settings profiles, and what is granted.
//!
//! Source: <https://clickhouse.com/docs/operations/access-rights>.

mod authentication;
pub(crate) mod entity;
mod execute_as;
mod grant;
mod masking_policy;
mod privilege;
mod quota;
mod role;
mod row_policy;
mod scope;
mod setting;
mod subject;
mod user;

pub use authentication::{Authentication, Host};
pub use entity::{AccessDropStatement, Move};
pub use execute_as::{ExecuteAs, StatementAs};
pub use grant::{CheckGrant, Grant, Revoke, SetDefaultRole, SetRole};
pub use masking_policy::{
    ClickHouseMaskingPolicy, MaskingPolicyAlterStatement, MaskingPolicyCreateStatement,
};
pub use privilege::Privilege;
pub use quota::{
    ClickHouseQuota, QuotaAlterStatement, QuotaCreateStatement, QuotaInterval, QuotaKey, QuotaResource,
};
pub use role::{
    ClickHouseRole, ClickHouseSettingsProfile, RoleAlterStatement, RoleCreateStatement,
    SettingsProfileAlterStatement, SettingsProfileCreateStatement,
};
pub use row_policy::{ClickHouseRowPolicy, RowPolicyAlterStatement, RowPolicyCreateStatement};
pub use scope::Scope;
pub use setting::ProfileSetting;
pub use subject::{RolesOrUsers, UserName};
pub use user::{ClickHouseUser, UserAlterStatement, UserCreateStatement};
