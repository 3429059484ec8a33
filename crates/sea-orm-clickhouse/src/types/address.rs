//! Addresses.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnetwork::IpNetwork;
use sea_query::{ArrayType, Value};
use sea_query_clickhouse::DataType;

use super::{ClickHouseType, field, unfit};
use crate::error::ClickHouseError;

fn address(data_type: &DataType, value: &Value) -> Result<IpAddr, ClickHouseError> {
    match value {
        Value::IpNetwork(Some(network)) => Ok(network.ip()),
        Value::String(Some(text)) => text
            .parse()
            .map_err(|_| ClickHouseError::type_error(format!("'{text}' is no {data_type}"))),
        other => Err(unfit(data_type, other)),
    }
}

macro_rules! addresses {
    ($($(#[$doc:meta])* $name:ident of $inner:ident;)*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub $inner);

        impl From<$inner> for $name {
            fn from(address: $inner) -> Self {
                Self(address)
            }
        }

        impl From<$name> for $inner {
            fn from(address: $name) -> Self {
                address.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::net::AddrParseError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        field!(impl[] $name, array_type = ArrayType::IpNetwork, null = Value::IpNetwork(None));)*
    };
}

addresses! {
    /// `IPv4`.
    ///
    /// See [IPv4](https://clickhouse.com/docs/sql-reference/data-types/ipv4).
    ///
    /// ```
    /// use sea_orm_clickhouse::types::IPv4;
    ///
    /// let address: IPv4 = "10.0.0.1".parse()?;
    /// assert!(address.0.is_private());
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    IPv4 of Ipv4Addr;
    /// `IPv6`. A column of IPv4 is read as mapped addresses (`::ffff:10.0.0.1`).
    ///
    /// See [IPv6](https://clickhouse.com/docs/sql-reference/data-types/ipv6).
    IPv6 of Ipv6Addr;
}

impl ClickHouseType for IPv4 {
    fn data_type() -> DataType {
        DataType::IPv4
    }

    fn into_value(self) -> Value {
        Value::IpNetwork(Some(IpNetwork::from(IpAddr::V4(self.0))))
    }

    fn from_value(value: Value) -> Result<Self, ClickHouseError> {
        match address(&DataType::IPv4, &value)? {
            IpAddr::V4(address) => Ok(Self(address)),
            IpAddr::V6(address) => Err(ClickHouseError::type_error(format!("{address} is no IPv4"))),
        }
    }
}

impl ClickHouseType for IPv6 {
    fn data_type() -> DataType {
        DataType::IPv6
    }

    fn into_value(self) -> Value {
        Value::IpNetwork(Some(IpNetwork::from(IpAddr::V6(self.0))))
    }

    fn from_value(value: Value) -> Result<Self, ClickHouseError> {
        Ok(Self(match address(&DataType::IPv6, &value)? {
            IpAddr::V4(address) => address.to_ipv6_mapped(),
            IpAddr::V6(address) => address,
        }))
    }
}
