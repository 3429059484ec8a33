//! Ip address functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/ip-address-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::ip_address::is_ip_address_in_range, prelude::*};
//!
//! let call = is_ip_address_in_range(Expr::col("address"), "10.0.0.0/8");
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT isIPAddressInRange(`address`, '10.0.0.0/8') FROM `t`"
//! );
//! ```

functions! { "ip_address", "ip-address-functions";
    /// Accepts a `FixedString(16)` value containing the IPv6 address in binary format.
    cut_ipv6 = "cutIPv6"(x, bytes_to_cut_for_ipv6, bytes_to_cut_for_ipv4) since (1, 1);
    /// Takes an IPv4 address with its Classless Inter-Domain Routing (CIDR) prefix length and returns the
    /// subnet's address range as a tuple of two IPv4 values: the first and last addresses in that subnet.
    ipv4_cidr_to_range = "IPv4CIDRToRange"(ipv4, cidr) since (20, 1);
    /// Converts a 32-bit integer to its IPv4 address string representation in dotted decimal notation (A.B.C.D
    /// format).
    ipv4_num_to_string = "IPv4NumToString"(number) since (1, 1);
    /// Converts a 32-bit integer to its IPv4 address string representation in dotted decimal notation (A.B.C.D
    /// format), similar to `IPv4NumToString` but using `xxx` instead of the last octet.
    ipv4_num_to_string_class_c = "IPv4NumToStringClassC"(number) since (1, 1);
    /// Converts an IPv4 address string in dotted decimal notation (A.B.C.D format) to its corresponding 32-bit
    /// integer representation. (The reverse of `IPv4NumToString`).
    ipv4_string_to_num = "IPv4StringToNum"(string) since (1, 1);
    /// Converts an IPv4 address string in dotted decimal notation (A.B.C.D format) to its corresponding 32-bit
    /// integer representation but if the IPv4 address has an invalid format, it returns `0`.
    ipv4_string_to_num_or_default = "IPv4StringToNumOrDefault"(string) since (22, 3);
    /// Converts a 32-bit integer to its IPv4 address string representation in dotted decimal notation (A.B.C.D
    /// format) but if the IPv4 address has an invalid format, it returns `NULL`.
    ipv4_string_to_num_or_null = "IPv4StringToNumOrNull"(string) since (22, 3);
    /// Interprets a (big endian) 32-bit number as an IPv4 address, which is then interpreted as the
    /// corresponding IPv6 address in `FixedString(16)` format.
    ipv4_to_ipv6 = "IPv4ToIPv6"(x) since (1, 1);
    /// Takes an IPv6 address with its Classless Inter-Domain Routing (CIDR) prefix length and returns the
    /// subnet's address range as a tuple of two IPv6 values: the lowest and highest addresses in that subnet.
    ipv6_cidr_to_range = "IPv6CIDRToRange"(ipv6, cidr) since (20, 1);
    /// Converts an IPv6 address from binary format (FixedString(16)) to its standard text representation.
    ipv6_num_to_string = "IPv6NumToString"(x) since (1, 1);
    /// Converts an IPv6 address from its standard text representation to binary format (`FixedString(16)`).
    ipv6_string_to_num = "IPv6StringToNum"(string) since (1, 1);
    /// Converts an IPv6 address from its standard text representation to binary format (`FixedString(16)`).
    ipv6_string_to_num_or_default = "IPv6StringToNumOrDefault"(string) since (22, 3);
    /// Converts an IPv6 address from its standard text representation to binary format (`FixedString(16)`).
    ipv6_string_to_num_or_null = "IPv6StringToNumOrNull"(string) since (22, 3);
    /// Determines if an IP address is contained in a network represented in the Classless Inter-Domain Routing
    /// (CIDR) notation.
    is_ip_address_in_range = "isIPAddressInRange"(address, prefix) since (21, 4);
    /// Determines whether the input string is an IPv4 address or not.
    is_ipv4_string = "isIPv4String"(string) since (21, 1);
    /// Determines whether the input string is an IPv6 address or not.
    is_ipv6_string = "isIPv6String"(string) since (21, 1);
    /// Converts a string or a UInt32 form of IPv4 address to type IPv4.
    to_ipv4 = "toIPv4"(x) since (20, 1);
    /// Converts a string or a UInt32 form of an IPv4 address to `IPv4` type.
    to_ipv4_or_default = "toIPv4OrDefault"(string) [default] since (22, 3);
    /// Converts an input value to a value of type `IPv4` but returns `NULL` in case of an error.
    to_ipv4_or_null = "toIPv4OrNull"(x) since (22, 3);
    /// Converts an input value to a value of type IPv4 but returns zero IPv4 address in case of an error.
    to_ipv4_or_zero = "toIPv4OrZero"(x) since (23, 1);
    /// Onverts a string or a `UInt128` form of IPv6 address to `IPv6` type.
    to_ipv6 = "toIPv6"(x) since (20, 1);
    /// Converts a string or a UInt128 form of IPv6 address to `IPv6` type.
    to_ipv6_or_default = "toIPv6OrDefault"(string) [default] since (22, 3);
    /// Converts an input value to a value of type `IPv6` but returns `NULL` in case of an error.
    to_ipv6_or_null = "toIPv6OrNull"(x) since (22, 3);
    /// Converts an input value to a value of type IPv6 but returns zero IPv6 address in case of an error.
    to_ipv6_or_zero = "toIPv6OrZero"(x) since (23, 1);
}
