//! IPv4 and IPv6.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use sea_query::Value;

use super::Column;
use super::text::single_address;
use crate::native::NativeError;

impl Column<'_> {
    fn address(&self, value: &Value) -> Result<IpAddr, NativeError> {
        match value {
            Value::IpNetwork(Some(network)) => single_address(network)
                .ok_or_else(|| self.out_of_range(network, "it is a network; the column holds one address")),
            Value::String(Some(text)) => text
                .parse()
                .map_err(|_| self.out_of_range(format!("'{text}'"), "it is not the text of an IP address")),
            other => Err(self.mismatch(other)),
        }
    }

    pub(super) fn ipv4(&self, value: &Value) -> Result<Ipv4Addr, NativeError> {
        match self.address(value)? {
            IpAddr::V4(address) => Ok(address),
            IpAddr::V6(address) => {
                Err(self.out_of_range(address, "it is an IPv6 address; make the column IPv6"))
            }
        }
    }

    /// An IPv4 address is stored mapped, `::ffff:1.2.3.4`, as the server's own conversion does.
    pub(super) fn ipv6(&self, value: &Value) -> Result<Ipv6Addr, NativeError> {
        Ok(match self.address(value)? {
            IpAddr::V4(address) => address.to_ipv6_mapped(),
            IpAddr::V6(address) => address,
        })
    }
}
