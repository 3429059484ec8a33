//! URLs and addresses.

use sea_query_clickhouse::func;

#[test]
fn url() {
    answers! {
        func::url::cut_fragment("http://example.com/path?query=value#fragment123") => "cutFragment('http://example.com/path?query=value#fragment123')" => "http://example.com/path?query=value";
        func::url::cut_query_string("http://example.com/path?query=value&param=123#fragment") => "cutQueryString('http://example.com/path?query=value&param=123#fragment')" => "http://example.com/path#fragment";
        func::url::cut_query_string_and_fragment("http://example.com/path?query=value&param=123#fragment") => "cutQueryStringAndFragment('http://example.com/path?query=value&param=123#fragment')" => "http://example.com/path";
        func::url::cut_to_first_significant_subdomain("tr") => "cutToFirstSignificantSubdomain('tr')" => "";
        func::url::cut_to_first_significant_subdomain_rfc("http://user:password@example.com:8080") => "cutToFirstSignificantSubdomainRFC('http://user:password@example.com:8080')" => "example.com";
        func::url::cut_to_first_significant_subdomain_with_www("tr") => "cutToFirstSignificantSubdomainWithWWW('tr')" => "";
        func::url::cut_to_first_significant_subdomain_with_www_rfc("http:%2F%2Fwwwww.nova@mail.ru/economicheskiy") => "cutToFirstSignificantSubdomainWithWWWRFC('http:%2F%2Fwwwww.nova@mail.ru/economicheskiy')" => "mail.ru";
        func::url::cut_url_parameter("http://bigmir.net/?a=b&c=d&e=f#g", "a") => "cutURLParameter('http://bigmir.net/?a=b&c=d&e=f#g', 'a')" => "http://bigmir.net/?c=d&e=f#g";
        func::url::cut_www("http://www.example.com/path?query=value#fragment") => "cutWWW('http://www.example.com/path?query=value#fragment')" => "http://example.com/path?query=value#fragment";
        func::url::decode_url_component("http://127.0.0.1:8123/?query=SELECT%201%3B") => "decodeURLComponent('http://127.0.0.1:8123/?query=SELECT%201%3B')" => "http://127.0.0.1:8123/?query=SELECT 1;";
        func::url::decode_url_form_component("http://127.0.0.1:8123/?query=SELECT%201+2%2B3") => "decodeURLFormComponent('http://127.0.0.1:8123/?query=SELECT%201+2%2B3')" => "http://127.0.0.1:8123/?query=SELECT 1 2+3";
        func::url::domain("svn+ssh://some.svn-hosting.com:80/repo/trunk") => "domain('svn+ssh://some.svn-hosting.com:80/repo/trunk')" => "some.svn-hosting.com";
        func::url::domain_rfc("http://user:password@example.com:8080/path?query=value#fragment") => "domainRFC('http://user:password@example.com:8080/path?query=value#fragment')" => "example.com";
        func::url::domain_without_www("http://paul@www.example.com:80/") => "domainWithoutWWW('http://paul@www.example.com:80/')" => "example.com";
        func::url::domain_without_www_rfc("http://user:password@www.example.com:8080/path?query=value#fragment") => "domainWithoutWWWRFC('http://user:password@www.example.com:8080/path?query=value#fragment')" => "example.com";
        func::url::encode_url_component("a b/ï") => "encodeURLComponent('a b/ï')" => "a%20b%2F%C3%AF";
        func::url::encode_url_form_component("http://127.0.0.1:8123/?query=SELECT 1 2+3") => "encodeURLFormComponent('http://127.0.0.1:8123/?query=SELECT 1 2+3')" => "http%3A%2F%2F127.0.0.1%3A8123%2F%3Fquery%3DSELECT+1+2%2B3";
        func::url::extract_url_parameter("http://example.com/?param1=value1&param2=value2", "param1") => "extractURLParameter('http://example.com/?param1=value1&param2=value2', 'param1')" => "value1";
        func::url::extract_url_parameter_names("http://example.com/?param1=value1&param2=value2") => "extractURLParameterNames('http://example.com/?param1=value1&param2=value2')" => "['param1','param2']";
        func::url::extract_url_parameters("http://example.com/?param1=value1&param2=value2") => "extractURLParameters('http://example.com/?param1=value1&param2=value2')" => "['param1=value1','param2=value2']";
        func::url::first_significant_subdomain("https://news.clickhouse.com/") => "firstSignificantSubdomain('https://news.clickhouse.com/')" => "clickhouse";
        func::url::first_significant_subdomain_rfc("https://news.example.com.tr/") => "firstSignificantSubdomainRFC('https://news.example.com.tr/')" => "example";
        func::url::fragment("https://clickhouse.com/docs/getting-started/quick-start/cloud#1-create-a-clickhouse-service") => "fragment('https://clickhouse.com/docs/getting-started/quick-start/cloud#1-create-a-clickhouse-service')" => "1-create-a-clickhouse-service";
        func::url::netloc("http://paul@www.example.com:80/") => "netloc('http://paul@www.example.com:80/')" => "paul@www.example.com:80";
        func::url::path("https://clickhouse.com/docs/sql-reference/functions/url-functions/?query=value") => "path('https://clickhouse.com/docs/sql-reference/functions/url-functions/?query=value')" => "/docs/sql-reference/functions/url-functions/";
        func::url::path_full("https://clickhouse.com/docs/sql-reference/functions/url-functions/?query=value#section") => "pathFull('https://clickhouse.com/docs/sql-reference/functions/url-functions/?query=value#section')" => "/docs/sql-reference/functions/url-functions/?query=value#section";
        func::url::port("https://clickhouse.com:8443/docs") => "port('https://clickhouse.com:8443/docs')" => "8443";
        func::url::port_rfc("http://user:password@example.com:8080/") => "portRFC('http://user:password@example.com:8080/')" => "8080";
        func::url::protocol("https://clickhouse.com/") => "protocol('https://clickhouse.com/')" => "https";
        func::url::query_string("https://clickhouse.com/docs?query=value&param=123#section") => "queryString('https://clickhouse.com/docs?query=value&param=123#section')" => "query=value&param=123";
        func::url::query_string_and_fragment("https://clickhouse.com/docs?query=value&param=123#section") => "queryStringAndFragment('https://clickhouse.com/docs?query=value&param=123#section')" => "query=value&param=123#section";
        func::url::top_level_domain("svn+ssh://www.some.svn-hosting.com:80/repo/trunk") => "topLevelDomain('svn+ssh://www.some.svn-hosting.com:80/repo/trunk')" => "com";
        func::url::top_level_domain_rfc("http://foo:foo%41bar@foo.com") => "topLevelDomainRFC('http://foo:foo%41bar@foo.com')" => "com";
        func::url::url_hierarchy("https://example.com/a/b?c=1") => "URLHierarchy('https://example.com/a/b?c=1')" => "['https://example.com/','https://example.com/a/','https://example.com/a/b?','https://example.com/a/b?c=1']";
        func::url::url_path_hierarchy("https://example.com/a/b?c=1") => "URLPathHierarchy('https://example.com/a/b?c=1')" => "['/a/','/a/b?','/a/b?c=1']";
    }
}

#[test]
fn ip_address() {
    answers! {
        func::ip_address::cut_ipv6(func::ip_address::ipv6_string_to_num("2001:db8::1"), 2, 0) => "cutIPv6(IPv6StringToNum('2001:db8::1'), 2, 0)" => "2001:db8::";
        func::ip_address::ipv4_cidr_to_range(func::ip_address::to_ipv4("192.168.5.2"), 16) => "IPv4CIDRToRange(toIPv4('192.168.5.2'), 16)" => "('192.168.0.0','192.168.255.255')";
        func::ip_address::ipv4_num_to_string(func::conversion::to_uint32(3232235521_i64)) => "IPv4NumToString(toUInt32(3232235521))" => "192.168.0.1";
        func::ip_address::ipv4_num_to_string_class_c(func::conversion::to_uint32(3232235521_i64)) => "IPv4NumToStringClassC(toUInt32(3232235521))" => "192.168.0.xxx";
        func::ip_address::ipv4_string_to_num("192.168.0.1") => "IPv4StringToNum('192.168.0.1')" => "3232235521";
        func::ip_address::ipv4_string_to_num_or_default("invalid") => "IPv4StringToNumOrDefault('invalid')" => "0";
        func::ip_address::ipv4_string_to_num_or_null("invalid") => "IPv4StringToNumOrNull('invalid')" => "\\N";
        func::ip_address::ipv6_num_to_string(func::ip_address::ipv4_to_ipv6(func::ip_address::ipv4_string_to_num("192.168.0.1"))) => "IPv6NumToString(IPv4ToIPv6(IPv4StringToNum('192.168.0.1')))" => "::ffff:192.168.0.1";
        func::ip_address::ipv6_cidr_to_range(func::ip_address::to_ipv6("2001:0db8:0000:85a3:0000:0000:ac1f:8001"), 32) => "IPv6CIDRToRange(toIPv6('2001:0db8:0000:85a3:0000:0000:ac1f:8001'), 32)" => "('2001:db8::','2001:db8:ffff:ffff:ffff:ffff:ffff:ffff')";
        func::ip_address::ipv6_num_to_string(func::conversion::to_fixed_string(func::encoding::unhex("2A0206B8000000000000000000000011"), 16)) => "IPv6NumToString(toFixedString(unhex('2A0206B8000000000000000000000011'), 16))" => "2a02:6b8::11";
        func::encoding::hex(func::ip_address::ipv6_string_to_num("::1")) => "hex(IPv6StringToNum('::1'))" => "00000000000000000000000000000001";
        func::ip_address::ipv6_num_to_string(func::ip_address::ipv6_string_to_num_or_default("invalid")) => "IPv6NumToString(IPv6StringToNumOrDefault('invalid'))" => "::";
        func::ip_address::ipv6_string_to_num_or_null("invalid") => "IPv6StringToNumOrNull('invalid')" => "\\N";
        func::ip_address::is_ip_address_in_range("127.0.0.1", "ffff::/16") => "isIPAddressInRange('127.0.0.1', 'ffff::/16')" => "0";
        func::ip_address::is_ipv4_string("1.2.3.4") => "isIPv4String('1.2.3.4')" => "1";
        func::ip_address::is_ipv6_string("::1") => "isIPv6String('::1')" => "1";
        func::ip_address::to_ipv4(2130706433) => "toIPv4(2130706433)" => "127.0.0.1";
        func::ip_address::to_ipv4_or_default("x").arg(func::ip_address::to_ipv4("1.1.1.1")) => "toIPv4OrDefault('x', toIPv4('1.1.1.1'))" => "1.1.1.1";
        func::ip_address::to_ipv4_or_null("invalid.ip") => "toIPv4OrNull('invalid.ip')" => "\\N";
        func::ip_address::to_ipv4_or_zero("invalid.ip") => "toIPv4OrZero('invalid.ip')" => "0.0.0.0";
        func::ip_address::to_ipv6("127.0.0.1") => "toIPv6('127.0.0.1')" => "::ffff:127.0.0.1";
        func::ip_address::to_ipv6_or_default("x").arg(func::ip_address::to_ipv6("::1")) => "toIPv6OrDefault('x', toIPv6('::1'))" => "::1";
        func::ip_address::to_ipv6_or_null("invalid::ip") => "toIPv6OrNull('invalid::ip')" => "\\N";
        func::ip_address::to_ipv6_or_zero("invalid::ip") => "toIPv6OrZero('invalid::ip')" => "::";
    }
}
