//! Functions that a setting must allow.

use sea_query::{Expr, Query};
use sea_query_clickhouse::{
    func::{conversion::cast, introspection, null::is_not_null, other},
    prelude::*,
};

use crate::{function::data_type, server::Server};

fn check(s: &Server, setting: &str, call: impl Into<Expr>, text: &str, answer: &str) {
    s.check(
        Query::select().expr(call).setting(setting, 1),
        &format!("SELECT {text} SETTINGS {setting} = 1"),
        answer,
    );
}

#[test]
fn introspection() {
    let s = Server::new();
    let allow = "allow_introspection_functions";
    check(
        &s,
        allow,
        introspection::demangle("_Z3fooi"),
        "demangle('_Z3fooi')",
        "foo(int)",
    );
    let address = || cast(0, &data_type("UInt64"));
    let text = "(CAST(0, 'UInt64'))";
    // What stands at an address is another thing in every build.
    for (call, name) in [
        (introspection::address_to_symbol(address()), "addressToSymbol"),
        (introspection::address_to_line(address()), "addressToLine"),
        (
            introspection::address_to_line_with_inlines(address()),
            "addressToLineWithInlines",
        ),
    ] {
        check(
            &s,
            allow,
            is_not_null(call),
            &format!("isNotNull({name}{text})"),
            "1",
        );
    }
}

#[test]
fn functions_over_blocks() {
    let s = Server::new();
    let allow = "allow_deprecated_error_prone_window_functions";
    check(
        &s,
        allow,
        other::neighbor("a", 1).arg("z"),
        "neighbor('a', 1, 'z')",
        "z",
    );
    check(
        &s,
        allow,
        other::running_difference(5),
        "runningDifference(5)",
        "0",
    );
    check(
        &s,
        allow,
        other::running_difference_starting_with_first_value(other::materialize(5)),
        "runningDifferenceStartingWithFirstValue(materialize(5))",
        "5",
    );
    check(
        &s,
        allow,
        other::running_accumulate(other::initialize_aggregation("sumState", [other::materialize(5)])),
        "runningAccumulate(initializeAggregation('sumState', materialize(5)))",
        "5",
    );
}

#[test]
fn the_rest() {
    let s = Server::new();
    check(
        &s,
        "allow_get_client_http_header",
        other::get_client_http_header("it's"),
        r"getClientHTTPHeader('it\'s')",
        "",
    );
    check(
        &s,
        "allow_fuzz_query_functions",
        is_not_null(other::fuzz_query("SELECT 1")),
        "isNotNull(fuzzQuery('SELECT 1'))",
        "1",
    );
}
