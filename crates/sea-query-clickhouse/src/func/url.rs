//! Url functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/url-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::url::domain_without_www, prelude::*};
//!
//! let call = domain_without_www(Expr::col("url"));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT domainWithoutWWW(`url`) FROM `t`"
//! );
//! ```

functions! { "url", "url-functions";
    /// Removes the fragment identifier, including the number sign, from a URL.
    cut_fragment = "cutFragment"(url) since (1, 1);
    /// Removes the query string, including the question mark from a URL.
    cut_query_string = "cutQueryString"(url) since (1, 1);
    /// Removes the query string and fragment identifier, including the question mark and number sign, from a
    /// URL.
    cut_query_string_and_fragment = "cutQueryStringAndFragment"(url) since (1, 1);
    /// Returns the part of the domain that includes top-level subdomains up to the first significant subdomain.
    cut_to_first_significant_subdomain = "cutToFirstSignificantSubdomain"(url) since (1, 1);
    /// Returns the part of the domain that includes top-level subdomains up to the first significant subdomain.
    cut_to_first_significant_subdomain_custom = "cutToFirstSignificantSubdomainCustom"(url, tld_list_name)
        since (21, 1);
    /// Returns the part of the domain that includes top-level subdomains up to the first significant subdomain.
    cut_to_first_significant_subdomain_custom_rfc = "cutToFirstSignificantSubdomainCustomRFC"(url, tld_list_name)
        since (22, 10);
    /// Returns the part of the domain that includes top-level subdomains up to the first significant subdomain
    /// without stripping 'www'.
    cut_to_first_significant_subdomain_custom_with_www = "cutToFirstSignificantSubdomainCustomWithWWW"(url, tld_list_name)
        since (21, 1);
    /// Returns the part of the domain that includes top-level subdomains up to the first significant subdomain
    /// without stripping `www`.
    cut_to_first_significant_subdomain_custom_with_www_rfc = "cutToFirstSignificantSubdomainCustomWithWWWRFC"(url, tld_list_name)
        since (22, 10);
    /// Returns the part of the domain that includes top-level subdomains up to the "first significant
    /// subdomain".
    cut_to_first_significant_subdomain_rfc = "cutToFirstSignificantSubdomainRFC"(url) since (22, 10);
    /// Returns the part of the domain that includes top-level subdomains up to the "first significant
    /// subdomain", without stripping 'www.'.
    cut_to_first_significant_subdomain_with_www = "cutToFirstSignificantSubdomainWithWWW"(url)
        since (20, 12);
    /// Returns the part of the domain that includes top-level subdomains up to the "first significant
    /// subdomain", without stripping 'www'.
    cut_to_first_significant_subdomain_with_www_rfc = "cutToFirstSignificantSubdomainWithWWWRFC"(url)
        since (22, 10);
    /// Removes the `name` parameter from a URL, if present.
    cut_url_parameter = "cutURLParameter"(url, name) since (1, 1);
    /// Removes the leading `www.`, if present, from the URL's domain.
    cut_www = "cutWWW"(url) since (1, 1);
    /// Takes a URL-encoded string as input and decodes it back to its original, readable form.
    decode_url_component = "decodeURLComponent"(url) since (1, 1);
    /// Decodes URL-encoded strings using form encoding rules (RFC-1866), where `+` signs are converted to
    /// spaces and percent-encoded characters are decoded.
    decode_url_form_component = "decodeURLFormComponent"(url) since (1, 1);
    /// Extracts the hostname from a URL.
    domain = "domain"(url) since (1, 1);
    /// Extracts the hostname from a URL.
    domain_rfc = "domainRFC"(url) since (22, 10);
    /// Returns the domain of a URL without leading `www.` if present.
    domain_without_www = "domainWithoutWWW"(url) since (1, 1);
    /// Returns the domain without leading `www.` if present.
    domain_without_www_rfc = "domainWithoutWWWRFC"(url) since (1, 1);
    /// Takes a regular string and converts it into a URL-encoded (percent-encoded) format where special
    /// characters are replaced with their percent-encoded equivalents.
    encode_url_component = "encodeURLComponent"(url) since (22, 3);
    /// Encodes strings using form encoding rules (RFC-1866), where spaces are converted to + signs and special
    /// characters are percent-encoded.
    encode_url_form_component = "encodeURLFormComponent"(url) since (22, 3);
    /// Returns the value of the `name` parameter in the URL, if present, otherwise an empty string is returned.
    extract_url_parameter = "extractURLParameter"(url, name) since (1, 1);
    /// Returns an array of name strings corresponding to the names of URL parameters.
    extract_url_parameter_names = "extractURLParameterNames"(url) since (1, 1);
    /// Returns an array of `name=value` strings corresponding to the URL parameters.
    extract_url_parameters = "extractURLParameters"(url) since (1, 1);
    /// Returns the "first significant subdomain".
    first_significant_subdomain = "firstSignificantSubdomain"(url) since (1, 1);
    /// Returns the first significant subdomain of a URL using a custom TLD (Top-Level Domain) list.
    first_significant_subdomain_custom = "firstSignificantSubdomainCustom"(url, tld_list_name)
        since (21, 1);
    /// Similar to `firstSignificantSubdomainCustom` but uses RFC 3986 compliant URL parsing instead of the
    /// simplified algorithm.
    first_significant_subdomain_custom_rfc = "firstSignificantSubdomainCustomRFC"(url, tld_list_name)
        since (22, 10);
    /// Returns the "first significant subdomain" according to RFC 1034.
    first_significant_subdomain_rfc = "firstSignificantSubdomainRFC"(url) since (22, 10);
    /// Returns the fragment identifier without the initial hash symbol.
    fragment = "fragment"(url) since (1, 1);
    /// Extracts network locality (`username:password@host:port`) from a URL.
    netloc = "netloc"(url) since (20, 5);
    /// Returns the path without query string from a URL.
    path = "path"(url) since (1, 1);
    /// The same as `path`, but includes the query string and fragment of the URL.
    path_full = "pathFull"(url) since (1, 1);
    /// Returns the port of a URL, or the `default_port` if the URL contains no port or cannot be parsed.
    port = "port"(url) [default_port] since (20, 5);
    /// Returns the port or `default_port` if the URL contains no port or cannot be parsed.
    port_rfc = "portRFC"(url) [default_port] since (22, 10);
    /// Extracts the protocol from a URL.
    protocol = "protocol"(url) since (1, 1);
    /// Returns the query string of a URL without the initial question mark, `#` and everything after `#`.
    query_string = "queryString"(url) since (1, 1);
    /// Returns the query string and fragment identifier of a URL.
    query_string_and_fragment = "queryStringAndFragment"(url) since (1, 1);
    /// Extracts the the top-level domain from a URL.
    top_level_domain = "topLevelDomain"(url) since (1, 1);
    /// Extracts the the top-level domain from a URL.
    top_level_domain_rfc = "topLevelDomainRFC"(url) since (22, 10);
    /// Returns an array containing the URL, truncated at the end by the symbols `/`, `?` and `#` in the path
    /// and query string.
    url_hierarchy = "URLHierarchy"(url) since (1, 1);
    /// Returns an array containing the path component of the URL, truncated at the end by the symbols `/`, `?`
    /// and `#`.
    url_path_hierarchy = "URLPathHierarchy"(url) since (1, 1);
}
