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
fn what_is_no_model_is_told_what_one_is() {
    assert_eq!(
        refusal(quote!(
            enum Model {
                A,
            }
        )),
        "ClickHouseEntity stands on the struct of a model"
    );
    assert_eq!(
        refusal(quote!(
            struct Model<T> {
                id: T,
            }
        )),
        "the model of an entity has no generic parameters"
    );
    assert_eq!(
        refusal(quote!(
            struct Model(#[clickhouse(low_cardinality)] String);
        )),
        "the fields of a model have names"
    );
}

/// By the model's associated type the implementations of two crates were in conflict.
#[test]
fn the_entity_is_the_one_that_seaorm_names() {
    for (attributes, entity) in [
        (quote!(#[sea_orm(table_name = "event")]), "Entity"),
        (
            quote!(#[sea_orm(table_name = "event", entity = "Event", indexes(a = 1))]),
            "Event",
        ),
        (quote!(), "Entity"),
    ] {
        let tokens = accepted(quote!(
            #attributes
            #[clickhouse(order_by = Column::Id)]
            struct Model {
                id: i64,
            }
        ));
        assert!(
            tokens.contains(&format!("ClickHouseEntity for {entity} {{")),
            "{tokens}"
        );
    }
}

#[test]
fn attributes_of_the_table_that_mean_nothing_are_refused() {
    const TABLE: &str = "a table has the attributes engine, order_by, partition_by, primary_key, sample_by, ttl, \
                         settings(..), index(..), projection(..), constraint(..), cluster and distributed(..); a view begins \
                         with view or materialized_view, a dictionary with dictionary";
    const INDEX: &str = "an index is written as `index(name = \"..\", expr = .., type = SkipIndexType::.., \
                         granularity = ..)`, and can be without granularity";
    const PROJECTION: &str = "a projection is written as `projection(name = \"..\", select = .., settings(..))` with a \
                              SELECT, or `projection(name = \"..\", index = ..)` with an expression; it can be without \
                              settings";
    const CONSTRAINT: &str = "a constraint is written as `constraint(name = \"..\", check = ..)` or \
                              `constraint(name = \"..\", assume = ..)`, with a condition";
    for (attributes, sentence) in [
        (quote!(low_cardinality), TABLE),
        (quote!(order = [Column::Id]), TABLE),
        (quote!(a::engine = 1), TABLE),
        (quote!(engine = a(), engine = b()), "this attribute stands twice"),
        (quote!(engine), "expected `=`"),
        (
            quote!(settings = 5),
            "settings are written as `settings(name = value, ..)`",
        ),
        (quote!(settings(a = 1, a = 2)), "this setting stands twice"),
        (quote!(settings(a::b = 1)), "the name of a setting is one word"),
        (quote!(index = Column::Id), INDEX),
        (quote!(index(name = "i", expr = Column::Id)), INDEX),
        (quote!(index(name = "i", expr = Column::Id, kind = X)), INDEX),
        (quote!(projection(name = "p")), PROJECTION),
        (
            quote!(projection(name = "p", select = a(), index = b())),
            PROJECTION,
        ),
        (quote!(projection(select = a())), PROJECTION),
        (quote!(constraint(name = "c")), CONSTRAINT),
        (
            quote!(constraint(name = "c", check = a(), assume = b())),
            CONSTRAINT,
        ),
    ] {
        assert_eq!(
            refusal(quote!(
                #[clickhouse(#attributes)]
                struct Model {
                    id: i64,
                }
            )),
            sentence,
            "{attributes}"
        );
    }
}

#[test]
fn attributes_of_a_column_that_mean_nothing_are_refused() {
    const COLUMN: &str = "a column has the attributes type, low_cardinality, codec, ttl, default, materialized, alias, \
                          ephemeral, comment, statistics and settings(..)";
    const ONE_DEFAULT: &str = "a column has one of default, materialized, alias and ephemeral";
    for (attributes, sentence) in [
        (quote!(engine = x), COLUMN),
        (quote!(nullable), COLUMN),
        (
            quote!(low_cardinality, low_cardinality),
            "this attribute stands twice",
        ),
        (quote!(default = 1, alias = 2), ONE_DEFAULT),
        (quote!(ephemeral, default = 1), ONE_DEFAULT),
        (quote!(materialized), "expected `=`"),
        (
            quote!(settings),
            "settings are written as `settings(name = value, ..)`",
        ),
    ] {
        assert_eq!(
            refusal(quote!(
                struct Model {
                    #[clickhouse(#attributes)]
                    id: i64,
                }
            )),
            sentence,
            "{attributes}"
        );
    }
    assert_eq!(
        refusal(quote!(
            struct Model {
                #[sea_orm(ignore)]
                #[clickhouse(low_cardinality)]
                name: String,
            }
        )),
        "SeaORM ignores this field, so it has no column to declare"
    );
}

#[test]
fn attributes_of_another_kind_are_refused() {
    const VIEW: &str = "a view has the attributes view, sql_security and cluster";
    const MATERIALIZED: &str = "a materialized view has the attributes materialized_view, refresh, populate, empty, \
                                sql_security and, without `to`, those of a table";
    const TO: &str = "a materialized view with `to` has the attributes materialized_view, to, refresh, empty, \
                      sql_security and cluster; what else there is belongs to the table of the other entity";
    const DICTIONARY: &str =
        "a dictionary has the attributes dictionary, layout, lifetime, range, settings(..) and cluster";
    const TABLE: &str = "a table has the attributes engine, order_by, partition_by, primary_key, sample_by, ttl, \
                         settings(..), index(..), projection(..), constraint(..), cluster and distributed(..); a view begins \
                         with view or materialized_view, a dictionary with dictionary";
    for (attributes, sentence) in [
        (quote!(view = q(), engine = e()), VIEW),
        (quote!(view = q(), populate), VIEW),
        (quote!(engine = e(), view = q()), VIEW),
        (quote!(view = q(), materialized_view = q()), VIEW),
        (quote!(view = q(), dictionary = s()), VIEW),
        (quote!(materialized_view = q(), layout = l()), MATERIALIZED),
        (quote!(materialized_view = q(), lifetime = 1), MATERIALIZED),
        (
            quote!(materialized_view = q(), to = t::Entity, order_by = [Column::Id]),
            TO,
        ),
        (quote!(materialized_view = q(), to = t::Entity, populate), TO),
        (
            quote!(materialized_view = q(), to = t::Entity, settings(a = 1)),
            TO,
        ),
        (
            quote!(dictionary = s(), layout = l(), order_by = [Column::Id]),
            DICTIONARY,
        ),
        (quote!(dictionary = s(), layout = l(), to = t::Entity), DICTIONARY),
        (quote!(to = t::Entity), TABLE),
        (quote!(populate), TABLE),
        (quote!(layout = l(), lifetime = 1), TABLE),
        (quote!(view = q(), view = q()), "this attribute stands twice"),
        (quote!(view), "expected `=`"),
        (
            quote!(dictionary = s()),
            "a dictionary has a layout: `layout = Hashed::new()` is the usual one",
        ),
        (
            quote!(dictionary = s(), layout = l(), range = Column::First),
            "a range is written as `range = (Column::First, Column::Last)`",
        ),
    ] {
        assert_eq!(
            refusal(quote!(
                #[clickhouse(#attributes)]
                struct Model {
                    id: i64,
                }
            )),
            sentence,
            "{attributes}"
        );
    }
}

#[test]
fn attributes_of_the_columns_of_another_kind_are_refused() {
    const VIEW: &str = "the columns of a view are those of its query, of which nothing is declared here";
    const TO: &str = "the columns of a materialized view with `to` are declared by the other entity";
    const DICTIONARY: &str = "an attribute of a dictionary has the attributes type, default, expression, hierarchical, \
                              bidirectional, injective and is_object_id";
    const COLUMN: &str = "a column has the attributes type, low_cardinality, codec, ttl, default, materialized, alias, \
                          ephemeral, comment, statistics and settings(..)";
    for (of_model, of_field, sentence) in [
        (quote!(view = q()), quote!(low_cardinality), VIEW),
        (quote!(view = q()), quote!(type = "UInt8"), VIEW),
        (
            quote!(materialized_view = q(), to = t::Entity),
            quote!(codec = "T64"),
            TO,
        ),
        (quote!(materialized_view = q()), quote!(hierarchical), COLUMN),
        (
            quote!(dictionary = s(), layout = l()),
            quote!(codec = "T64"),
            DICTIONARY,
        ),
        (
            quote!(dictionary = s(), layout = l()),
            quote!(materialized = m()),
            DICTIONARY,
        ),
        (
            quote!(dictionary = s(), layout = l()),
            quote!(injective, injective),
            "this attribute stands twice",
        ),
        (quote!(engine = e()), quote!(expression = e()), COLUMN),
    ] {
        assert_eq!(
            refusal(quote!(
                #[clickhouse(#of_model)]
                struct Model {
                    #[clickhouse(#of_field)]
                    id: i64,
                }
            )),
            sentence,
            "{of_model} {of_field}"
        );
    }
}

#[test]
fn columns_have_the_names_that_seaorm_gives_them() {
    let tokens = accepted(quote!(
        struct Model {
            #[clickhouse(low_cardinality)]
            r#type: String,
            #[sea_orm(
                column_name = "x",
                unique,
                column_type = "String(StringLen::N(1))",
                enum_name = "Other"
            )]
            #[clickhouse(low_cardinality)]
            user_name: String,
            #[clickhouse(low_cardinality)]
            http2_status: String,
        }
    ));
    for variant in ["Type", "Other", "Http2Status"] {
        assert!(
            tokens.contains(&format!(":: Column > :: {variant} ,")),
            "{variant}: {tokens}"
        );
    }
}

#[test]
fn without_attributes_the_trait_is_left_to_the_user() {
    let tokens = accepted(quote!(
        struct Model {
            #[sea_orm(primary_key)]
            id: i64,
        }
    ));
    assert!(!tokens.contains("create_table"), "{tokens}");
    let tokens = accepted(quote!(
        #[clickhouse]
        struct Model {
            #[sea_orm(primary_key)]
            id: i64,
        }
    ));
    assert!(tokens.contains("create_table"), "{tokens}");
}

#[test]
fn a_model_that_is_a_row_too_has_the_attributes_of_both() {
    let model = quote!(
        #[sea_orm(table_name = "event")]
        #[clickhouse(order_by = Column::Name)]
        struct Model {
            #[sea_orm(column_name = "order by")]
            #[clickhouse(rename = "order by", low_cardinality, default = 1)]
            name: String,
            #[sea_orm(ignore)]
            #[clickhouse(skip)]
            ignored: String,
            #[clickhouse(default)]
            other: String,
        }
    );
    let tokens = accepted(model.clone());
    assert_eq!(tokens.matches("change_column").count(), 1, "{tokens}");
    let row = crate::row::expand(&syn::parse2(model).unwrap())
        .unwrap()
        .to_string();
    assert!(
        row.contains("\"Model\" , \"name\" , \"order by\" , false"),
        "{row}"
    );
    let row = quote!(
        struct Row {
            #[clickhouse(low_cardinality)]
            name: String,
        }
    );
    assert_eq!(
        crate::row::expand(&syn::parse2(row).unwrap())
            .unwrap_err()
            .to_string(),
        "a field of a row has the attributes rename = \"..\", default, skip, nested and prefix = \"..\""
    );
}

#[test]
fn a_distributed_table_names_its_local_entity_and_cluster() {
    const FORM: &str = "a Distributed table is written as `distributed(local = event_local::Entity, cluster = \"..\", \
                        sharding_key = .., policy = \"..\")`, and can be without policy and sharding key";
    for (attributes, sentence) in [
        (quote!(distributed), FORM),
        (quote!(distributed = "main"), FORM),
        (quote!(distributed(cluster = "main")), FORM),
        (quote!(distributed(local = a::Entity)), FORM),
        (
            quote!(distributed(local = a::Entity, cluster = "main", shard = 1)),
            FORM,
        ),
        (
            quote!(distributed(
                local = a::Entity,
                local = b::Entity,
                cluster = "main"
            )),
            "this attribute stands twice",
        ),
        (
            quote!(
                distributed(local = a::Entity, cluster = "main"),
                distributed(local = b::Entity, cluster = "main")
            ),
            "this attribute stands twice",
        ),
        (
            quote!(
                engine = Engine::merge_tree(),
                distributed(local = a::Entity, cluster = "main")
            ),
            "`distributed(..)` is the engine of this table; drop the other one",
        ),
    ] {
        let refused = refusal(quote!(
            #[clickhouse(#attributes)]
            struct Model {
                id: i64,
            }
        ));
        assert_eq!(refused, sentence, "{attributes}");
    }
}
