use crate::{
    Feature, error::BuildError, literal::write_string, render::Renderer, secret::Secret,
    statement::options::write_list,
};

/// How a user proves who it is. Passwords, hashes and salts are not shown by `Debug`.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/create/user#identification>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::{Authentication, ClickHouseUser}};
///
/// let password = Authentication::sha256_password("qwerty").valid_until("2027-01-01");
/// assert!(!format!("{password:?}").contains("qwerty"));
/// let create = ClickHouseUser::create("ada").identified(password).identified(Authentication::ldap("office"));
/// assert_eq!(
///     create.to_string(ClickHouseQueryBuilder),
///     "CREATE USER `ada` IDENTIFIED WITH sha256_password BY 'qwerty' VALID UNTIL '2027-01-01', ldap SERVER 'office'"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authentication {
    method: Method,
    valid_until: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Method {
    None,
    /// Of the type that the server prefers.
    Password(Secret),
    By(&'static str, Secret),
    Hash(&'static str, Secret, Option<Secret>),
    /// A keyword, a second one, and texts.
    Texts(&'static str, &'static str, Vec<String>),
    SshKeys(Vec<(String, String)>),
    Http(String, Option<String>),
}

impl Authentication {
    fn new(method: Method) -> Self {
        Self {
            method,
            valid_until: None,
        }
    }

    /// `no_password`: everybody who knows the name is let in.
    pub fn no_password() -> Self {
        Self::new(Method::None)
    }

    /// `BY 'password'`, kept in the way of the server's `default_password_type`.
    pub fn password(password: impl Into<String>) -> Self {
        Self::new(Method::Password(Secret::new(password)))
    }

    fn by(method: &'static str, password: impl Into<String>) -> Self {
        Self::new(Method::By(method, Secret::new(password)))
    }

    /// `plaintext_password BY 'password'`: the server keeps the password itself.
    pub fn plaintext_password(password: impl Into<String>) -> Self {
        Self::by("plaintext_password", password)
    }

    /// `sha256_password BY 'password'`: the server keeps a salted hash.
    pub fn sha256_password(password: impl Into<String>) -> Self {
        Self::by("sha256_password", password)
    }

    /// `sha256_hash BY 'hash'`, in hexadecimal digits.
    pub fn sha256_hash(hash: impl Into<String>) -> Self {
        Self::new(Method::Hash("sha256_hash", Secret::new(hash), None))
    }

    /// `sha256_hash BY 'hash' SALT 'salt'`
    pub fn sha256_hash_with_salt(hash: impl Into<String>, salt: impl Into<String>) -> Self {
        let salt = Some(Secret::new(salt));
        Self::new(Method::Hash("sha256_hash", Secret::new(hash), salt))
    }

    /// `scram_sha256_password BY 'password'`
    pub fn scram_sha256_password(password: impl Into<String>) -> Self {
        Self::by("scram_sha256_password", password)
    }

    /// `scram_sha256_hash BY 'hash' SALT 'salt'`
    pub fn scram_sha256_hash(hash: impl Into<String>, salt: impl Into<String>) -> Self {
        let salt = Some(Secret::new(salt));
        Self::new(Method::Hash("scram_sha256_hash", Secret::new(hash), salt))
    }

    /// `double_sha1_password BY 'password'`, for clients of MySQL.
    pub fn double_sha1_password(password: impl Into<String>) -> Self {
        Self::by("double_sha1_password", password)
    }

    /// `double_sha1_hash BY 'hash'`, in hexadecimal digits.
    pub fn double_sha1_hash(hash: impl Into<String>) -> Self {
        Self::by("double_sha1_hash", hash)
    }

    /// `bcrypt_password BY 'password'`: at most 72 bytes count.
    pub fn bcrypt_password(password: impl Into<String>) -> Self {
        Self::by("bcrypt_password", password)
    }

    /// `bcrypt_hash BY 'hash'`
    pub fn bcrypt_hash(hash: impl Into<String>) -> Self {
        Self::by("bcrypt_hash", hash)
    }

    /// `ldap SERVER 'name'`: a server of the configuration.
    pub fn ldap(server: impl Into<String>) -> Self {
        Self::new(Method::Texts("ldap", " SERVER ", vec![server.into()]))
    }

    /// `kerberos`
    pub fn kerberos() -> Self {
        Self::new(Method::Texts("kerberos", "", Vec::new()))
    }

    /// `kerberos REALM 'realm'`
    pub fn kerberos_realm(realm: impl Into<String>) -> Self {
        Self::new(Method::Texts("kerberos", " REALM ", vec![realm.into()]))
    }

    /// `ssl_certificate CN 'name'`: a certificate with one of these common names.
    pub fn ssl_certificate_cn<I, N>(names: I) -> Self
    where
        I: IntoIterator<Item = N>,
        N: Into<String>,
    {
        let names = names.into_iter().map(Into::into).collect();
        Self::new(Method::Texts("ssl_certificate", " CN ", names))
    }

    /// `ssl_certificate SAN 'name'`: a certificate with one of these alternative names, such as `DNS:host`.
    pub fn ssl_certificate_san<I, N>(names: I) -> Self
    where
        I: IntoIterator<Item = N>,
        N: Into<String>,
    {
        let names = names.into_iter().map(Into::into).collect();
        Self::new(Method::Texts("ssl_certificate", " SAN ", names))
    }

    /// `ssh_key BY KEY 'key' TYPE 'type'`: public keys with their types, such as `ssh-ed25519`.
    pub fn ssh_key<I, K, T>(keys: I) -> Self
    where
        I: IntoIterator<Item = (K, T)>,
        K: Into<String>,
        T: Into<String>,
    {
        let keys = keys.into_iter().map(|(key, kind)| (key.into(), kind.into()));
        Self::new(Method::SshKeys(keys.collect()))
    }

    /// `http SERVER 'name'`: a server of the configuration.
    pub fn http(server: impl Into<String>) -> Self {
        Self::new(Method::Http(server.into(), None))
    }

    /// `http SERVER 'name' SCHEME 'scheme'`
    pub fn http_scheme(server: impl Into<String>, scheme: impl Into<String>) -> Self {
        Self::new(Method::Http(server.into(), Some(scheme.into())))
    }

    /// `VALID UNTIL 'time'`: a time, perhaps with a zone, or `infinity`.
    pub fn valid_until(mut self, time: impl Into<String>) -> Self {
        self.valid_until = Some(time.into());
        self
    }

    fn write(&self, sql: &mut String) -> Result<(), BuildError> {
        match &self.method {
            Method::None => sql.push_str("no_password"),
            Method::Password(password) => {
                sql.push_str("BY ");
                write_string(sql, password.text());
            }
            Method::By(method, secret) => {
                sql.push_str(method);
                sql.push_str(" BY ");
                write_string(sql, secret.text());
            }
            Method::Hash(method, hash, salt) => {
                sql.push_str(method);
                sql.push_str(" BY ");
                write_string(sql, hash.text());
                if let Some(salt) = salt {
                    sql.push_str(" SALT ");
                    write_string(sql, salt.text());
                }
            }
            Method::Texts(method, keyword, texts) => {
                if texts.is_empty() && !keyword.is_empty() {
                    return Err(BuildError::invalid(*method, "it has no name of a certificate"));
                }
                sql.push_str(method);
                sql.push_str(keyword);
                write_list(texts, sql, |text, sql| {
                    write_string(sql, text);
                    Ok(())
                })?;
            }
            Method::SshKeys(keys) => {
                if keys.is_empty() {
                    return Err(BuildError::invalid("ssh_key", "it has no key"));
                }
                sql.push_str("ssh_key BY ");
                write_list(keys, sql, |(key, kind), sql| {
                    sql.push_str("KEY ");
                    write_string(sql, key);
                    sql.push_str(" TYPE ");
                    write_string(sql, kind);
                    Ok(())
                })?;
            }
            Method::Http(server, scheme) => {
                sql.push_str("http SERVER ");
                write_string(sql, server);
                if let Some(scheme) = scheme {
                    sql.push_str(" SCHEME ");
                    write_string(sql, scheme);
                }
            }
        }
        if let Some(time) = &self.valid_until {
            sql.push_str(" VALID UNTIL ");
            write_string(sql, time);
        }
        Ok(())
    }
}

/// Writes ` IDENTIFIED WITH ...`, where there are methods; `prefix` is empty or ` ADD`.
pub(super) fn write_methods(
    renderer: &Renderer<'_>,
    methods: &[Authentication],
    prefix: &str,
    sql: &mut String,
) -> Result<(), BuildError> {
    let Some(first) = methods.first() else {
        return Ok(());
    };
    let none = methods.iter().any(|method| method.method == Method::None);
    if none && (methods.len() > 1 || !prefix.is_empty()) {
        return Err(BuildError::invalid(
            "no_password",
            "a user without a password has no other way to prove itself",
        ));
    }
    if methods.len() > 1 || !prefix.is_empty() {
        renderer.context.check(Feature::AuthenticationMethods);
    }
    renderer.context.has_secrets();
    sql.push_str(prefix);
    sql.push_str(match first.method {
        Method::Password(_) => " IDENTIFIED ",
        _ => " IDENTIFIED WITH ",
    });
    write_list(methods, sql, |method, sql| method.write(sql))
}

/// From where a user may come.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/create/user#user-host>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::{ClickHouseUser, Host}};
///
/// let create = ClickHouseUser::create("ada").host(Host::Local).host(Host::Ip("10.0.0.0/8".into()));
/// assert_eq!(create.to_string(ClickHouseQueryBuilder), "CREATE USER `ada` HOST LOCAL, IP '10.0.0.0/8'");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Host {
    /// `ANY`: from everywhere, which is the default.
    Any,
    /// `NONE`: from nowhere.
    None,
    /// `LOCAL`: from the server's own machine.
    Local,
    /// `NAME 'host'`: from a host, whose addresses its name gives.
    Name(String),
    /// `REGEXP 'pattern'`: from hosts whose names match.
    Regexp(String),
    /// `IP 'address'`: from an address, or from a network such as `10.0.0.0/8`.
    Ip(String),
    /// `LIKE 'pattern'`: from hosts whose names match, where `%` and `_` stand for any.
    Like(String),
}

impl Host {
    fn write(&self, sql: &mut String) {
        let (keyword, text) = match self {
            Self::Any => ("ANY", None),
            Self::None => ("NONE", None),
            Self::Local => ("LOCAL", None),
            Self::Name(text) => ("NAME ", Some(text)),
            Self::Regexp(text) => ("REGEXP ", Some(text)),
            Self::Ip(text) => ("IP ", Some(text)),
            Self::Like(text) => ("LIKE ", Some(text)),
        };
        sql.push_str(keyword);
        if let Some(text) = text {
            write_string(sql, text);
        }
    }
}

/// Writes ` HOST ...`, where there are hosts; `prefix` is empty, ` ADD` or ` DROP`.
pub(super) fn write_hosts(hosts: &[Host], prefix: &str, sql: &mut String) -> Result<(), BuildError> {
    if hosts.is_empty() {
        return Ok(());
    }
    if hosts.len() > 1 && hosts.iter().any(|host| matches!(host, Host::Any | Host::None)) {
        return Err(BuildError::invalid("HOST", "ANY and NONE stand alone"));
    }
    sql.push_str(prefix);
    sql.push_str(" HOST ");
    write_list(hosts, sql, |host, sql| {
        host.write(sql);
        Ok(())
    })
}
