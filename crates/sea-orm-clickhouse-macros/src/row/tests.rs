//! The sentences of the derive.

#![allow(clippy::unwrap_used, clippy::panic)]

use proc_macro2::TokenStream;
use quote::quote;

fn refusal(input: TokenStream) -> String {
    match super::expand(&syn::parse2(input).unwrap()) {
        Ok(tokens) => panic!("accepted: {tokens}"),
        Err(error) => error.to_string(),
    }
}

fn accepted(input: TokenStream) -> String {
    super::expand(&syn::parse2(input).unwrap()).unwrap().to_string()
}

#[test]
fn what_is_no_row_is_told_what_a_row_is() {
    for input in [
        quote!(
            enum Row {
                A,
            }
        ),
        quote!(union Row { a: u8 }),
    ] {
        assert_eq!(
            refusal(input),
            "FromClickHouseRow stands on a struct: with names for columns by name, or a tuple struct for columns by \
             position. An enum is a field of it, as an ActiveEnum"
        );
    }
    assert_eq!(
        refusal(quote!(
            struct Row;
        )),
        "a row has fields: one for each column that it reads"
    );
    assert_eq!(
        refusal(quote!(
            struct Row<'a> {
                name: &'a str,
            }
        )),
        "a row owns its values, so it has no lifetime: use String for &str and Vec<u8> for &[u8]"
    );
    assert_eq!(
        refusal(quote!(
            #[clickhouse(rename = "x")]
            struct Row {
                a: u8,
            }
        )),
        "the attributes of a row stand on its fields"
    );
}

#[test]
fn attributes_that_mean_nothing_are_refused() {
    for (attributes, sentence) in [
        (
            quote!(column_name = "x"),
            "a field of a row has the attributes rename = \"..\", default, skip, nested and prefix = \"..\"",
        ),
        (quote!(skip, skip), "this attribute stands twice on the field"),
        (
            quote!(rename = "a", rename = "b"),
            "this attribute stands twice on the field",
        ),
        (
            quote!(skip, rename = "a"),
            "a field that is skipped reads no column: it is the default of its type, and has no other attribute",
        ),
        (
            quote!(nested, default),
            "a nested row has columns of its own: set rename and default on its fields, or a prefix here",
        ),
        (
            quote!(prefix = "A_"),
            "a prefix is of the columns of a nested row: add nested, or name the column by rename",
        ),
        (quote!(rename = 5), "expected string literal"),
        (quote!(rename), "expected `=`"),
    ] {
        assert_eq!(
            refusal(quote!(
                struct Row {
                    #[clickhouse(#attributes)]
                    a: u8,
                }
            )),
            sentence
        );
    }
    for attributes in [quote!(rename = "a"), quote!(default)] {
        assert_eq!(
            refusal(quote!(
                struct Row(#[clickhouse(#attributes)] u8);
            )),
            "the fields of a tuple struct are read by position: rename and default are of a struct with names"
        );
    }
}

#[test]
fn fields_are_read_by_their_names_without_the_marks_of_rust() {
    let tokens = accepted(quote!(
        struct Row {
            r#type: u8,
            #[clickhouse(rename = "count()")]
            n: u64,
        }
    ));
    assert!(tokens.contains(r#""Row" , "type" , "type" , false"#), "{tokens}");
    assert!(tokens.contains(r#""Row" , "n" , "count()" , false"#), "{tokens}");
    let tokens = accepted(quote!(
        struct Row(u8, #[clickhouse(skip)] u16);
    ));
    assert!(
        tokens.contains(r#"positional :: < u8 > ("Row" , "0")"#),
        "{tokens}"
    );
    assert!(!tokens.contains("u16"), "{tokens}");
}

#[test]
fn lists_are_read_an_element_at_a_time_but_bytes_are_not_lists() {
    let tokens = accepted(quote! {
        struct Row {
            a: Vec<Protocol>,
            b: Option<std::vec::Vec<String>>,
            c: Vec<u8>,
            d: Vec<Option<i32>>,
        }
    });
    for part in [
        "list :: < Protocol >",
        "optional_list :: < String >",
        "value :: < Vec < u8 > >",
        "value :: < Vec < Option < i32 > > >",
    ] {
        assert!(tokens.contains(part), "{part} in {tokens}");
    }
}

#[test]
fn generic_fields_must_be_values() {
    let tokens = accepted(quote!(
        struct Row<T, N: Clone> {
            a: T,
            b: i32,
            #[clickhouse(nested)]
            c: N,
        }
    ));
    for part in [
        "T : :: core :: marker :: Send + 'static",
        "T : :: sea_orm :: sea_query :: ValueType",
        "N : :: sea_orm_clickhouse :: FromClickHouseRow",
    ] {
        assert!(tokens.contains(part), "{part} in {tokens}");
    }
    assert!(!tokens.contains("i32 : ::"), "{tokens}");
}

#[test]
fn the_attributes_of_sea_orm_hold_where_a_row_has_none_of_its_own() {
    let tokens = accepted(quote! {
        #[sea_orm(entity = "cake::Entity")]
        struct Row {
            #[sea_orm(from_col = "name")]
            heading: String,
            #[sea_orm(from_expr = "cake::Column::Id.max()")]
            last: Option<i32>,
            #[sea_orm(skip)]
            seen: bool,
            #[sea_orm(nested)]
            bakery: Option<Bakery>,
            #[sea_orm(nested(prefix = "by_"), alias = "b")]
            r#by: Baker,
            #[sea_orm(nested)]
            #[clickhouse(nested, prefix = "x_")]
            other: Baker,
            #[sea_orm(column_name = "from where")]
            place: String,
        }
    });
    for part in [
        r#"named :: < String > ("Row" , "heading" , "heading" , false)"#,
        r#"named :: < Option < i32 > > ("Row" , "last" , "last" , false)"#,
        r#"nested :: < Option < Bakery > > ("bakery_")"#,
        r#"nested :: < Baker > ("by_")"#,
        r#"nested :: < Baker > ("x_")"#,
        r#"named :: < String > ("Row" , "place" , "from where" , false)"#,
    ] {
        assert!(tokens.contains(part), "{part} in {tokens}");
    }
    assert!(!tokens.contains(r#""seen""#), "{tokens}");
    let tokens = accepted(quote! {
        struct Row {
            #[sea_orm(from_alias = "n")]
            count: i64,
            #[sea_orm(nested(prefix = "a_"))]
            other: Other,
        }
    });
    assert!(tokens.contains(r#""count" , "n" , false"#), "{tokens}");
    assert!(tokens.contains(r#"("a_")"#), "{tokens}");
}

#[test]
fn a_nested_row_whose_prefix_cannot_be_seen_is_refused() {
    assert_eq!(
        refusal(quote!(
            struct Row {
                #[sea_orm(nested)]
                bakery: Bakery,
            }
        )),
        "the columns of a row nested by SeaORM begin with the name of the field in a partial model, and not in other structs, \
         which cannot be told apart here: say it by #[clickhouse(nested, prefix = \"..\")] or #[clickhouse(nested)], or name \
         the entity by #[sea_orm(entity = \"..\")] on the struct"
    );
}
