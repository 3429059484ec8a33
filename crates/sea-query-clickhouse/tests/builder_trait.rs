//! What becomes of every method of SeaQuery's builder traits, so that nothing falls through to another database's text.
//!
//! The traits are read in the source of the SeaQuery that this crate is built with: a method that a new version adds, or
//! one that it takes away, fails here until someone says what becomes of it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use sea_query::{
    Alias, CommonTableExpression, Cond, EscapeBuilder, Expr, ExprTrait, Func, IndexBuilder, IndexType, Order,
    Query, QueryBuilder, TableRefBuilder, UnOper, Value, Values, WithClause,
};
use sea_query_clickhouse::{ClickHouseStatement, Target, build_clickhouse, prelude::*};

enum Fate {
    /// This crate has its own in the builder or the renderer.
    Overridden,
    /// This crate's collectors take what it is called with.
    Collected,
    /// SeaQuery's default is called, and this is what comes out.
    Written(fn() -> String, &'static str),
    /// What would need it is refused by this sentence.
    Refused(fn() -> String, &'static str),
    /// No statement comes there, for this reason.
    Unreached(&'static str),
}

use Fate::{Collected, Overridden, Refused, Unreached, Written};

fn expr(expr: impl Into<Expr>) -> String {
    let mut sql = String::new();
    ClickHouseQueryBuilder.prepare_expr(&expr.into(), &mut sql);
    sql
}

fn written(write: impl FnOnce(&ClickHouseQueryBuilder, &mut String)) -> String {
    let mut sql = String::new();
    write(&ClickHouseQueryBuilder, &mut sql);
    sql
}

fn refusal(statement: &impl ClickHouseStatement) -> String {
    match build_clickhouse(statement, &Target::default()) {
        Ok(built) => built.sql,
        Err(error) => error.to_string(),
    }
}

fn update() -> sea_query::UpdateStatement {
    Query::update()
        .table("t")
        .value("a", 1)
        .and_where(Expr::col("id").eq(2))
        .to_owned()
}

fn delete() -> sea_query::DeleteStatement {
    Query::delete()
        .from_table("t")
        .and_where(Expr::col("id").eq(2))
        .to_owned()
}

fn insert() -> sea_query::InsertStatement {
    Query::insert()
        .into_table("t")
        .columns(["a"])
        .values_panic([1.into()])
        .to_owned()
}

fn with() -> String {
    let cte = CommonTableExpression::new()
        .table_name("x")
        .column("a")
        .query(Query::select().expr(Expr::val(1)).to_owned())
        .to_owned();
    Query::select()
        .column("a")
        .from("x")
        .with_cte(WithClause::new().cte(cte).to_owned())
        .to_string(ClickHouseQueryBuilder)
}

const WITH: &str = "WITH `x` (`a`) AS (SELECT 1) SELECT `a` FROM `x`";

fn joined() -> String {
    Query::select()
        .column("a")
        .from("t")
        .join(
            sea_query::JoinType::LeftJoin,
            "u",
            Cond::any()
                .add(Expr::col(("t", "id")).equals(("u", "id")))
                .add(Expr::col("a").eq(1)),
        )
        .to_string(ClickHouseQueryBuilder)
}

const JOINED: &str = "SELECT `a` FROM `t` LEFT JOIN `u` ON `t`.`id` = `u`.`id` OR `a` = 1";

fn ordered_by_field() -> String {
    Query::select()
        .column("a")
        .from("t")
        .order_by("a", Order::Field(Values(vec![1.into()])))
        .to_string(ClickHouseQueryBuilder)
}

fn conflict() -> String {
    refusal(insert().on_conflict(sea_query::OnConflict::column("a").update_column("a").to_owned()))
}

const CONFLICT: &str = "ON CONFLICT: ClickHouse has no unique keys to conflict with";

fn table() -> sea_query::TableCreateStatement {
    sea_query::Table::create()
        .table("t")
        .col(sea_query::ColumnDef::new("id").integer().not_null().primary_key())
        .to_owned()
}

fn index() -> sea_query::IndexCreateStatement {
    sea_query::Index::create()
        .name("i")
        .table("t")
        .col(("a", 3u32))
        .unique()
        .index_type(IndexType::Hash)
        .to_owned()
}

const INDEXES: &str =
    "CREATE INDEX is refused as a whole, and the indexes of a table are read by their fields";
const FUNCTIONS: &str = "the names of functions are the renderer's own";
const CONFLICTS: &str = "ON CONFLICT is refused before its parts are written";
const COLUMNS: &str = "columns are read by their fields and written as ClickHouse's";
const KEYS: &str = "foreign keys of other tables are refused as a whole";

#[rustfmt::skip]
const METHODS: &[(&str, &str, Fate)] = &[
    ("QuotedBuilder", "quote", Overridden),
    ("QuotedBuilder", "prepare_iden", Overridden),
    ("EscapeBuilder", "needs_escape", Overridden),
    ("EscapeBuilder", "escape_string", Written(|| ClickHouseQueryBuilder.escape_string("it's \\"), r"it\'s \\")),
    ("EscapeBuilder", "write_escaped", Overridden),
    ("EscapeBuilder", "unescape_string", Overridden),
    ("PrecedenceDecider", "inner_expr_well_known_greater_precedence", Overridden),
    ("OperLeftAssocDecider", "well_known_left_associative", Overridden),
    ("TableRefBuilder", "prepare_table_ref_iden",
        Written(|| written(|b, sql| b.prepare_table_ref_iden(&("d", "t").into(), sql)), "`d`.`t`")),
    ("TableRefBuilder", "prepare_table_name",
        Written(|| Query::select().column("a").from(("d`", "t\\")).to_string(ClickHouseQueryBuilder), r"SELECT `a` FROM `d\``.`t\\`")),
    ("TableRefBuilder", "prepare_schema_name",
        Written(|| Query::select().column("a").from(("d`", "t")).to_string(ClickHouseQueryBuilder), r"SELECT `a` FROM `d\``.`t`")),

    ("QueryBuilder", "placeholder", Written(|| ClickHouseQueryBuilder.placeholder().0.to_owned(), "?")),
    ("QueryBuilder", "values_list_tuple_prefix", Overridden),
    ("QueryBuilder", "prepare_insert_statement", Overridden),
    ("QueryBuilder", "prepare_insert_statement_common",
        Written(|| insert().to_string(ClickHouseQueryBuilder), "INSERT INTO `t` (`a`) VALUES (1)")),
    ("QueryBuilder", "prepare_union_statement", Overridden),
    ("QueryBuilder", "prepare_select_statement", Overridden),
    ("QueryBuilder", "prepare_select_limit_offset", Collected),
    ("QueryBuilder", "prepare_update_statement", Overridden),
    ("QueryBuilder", "prepare_update_join",
        Refused(|| refusal(update().from("u")), "UPDATE ... FROM: ClickHouse's mutations have no joins")),
    ("QueryBuilder", "prepare_update_from", Collected),
    ("QueryBuilder", "prepare_update_column",
        Written(|| update().to_string(ClickHouseQueryBuilder), "ALTER TABLE `t` UPDATE `a` = 1 WHERE `id` = 2")),
    ("QueryBuilder", "prepare_update_condition",
        Written(|| update().to_string(ClickHouseQueryBuilder), "ALTER TABLE `t` UPDATE `a` = 1 WHERE `id` = 2")),
    ("QueryBuilder", "prepare_update_order_by",
        Refused(|| refusal(update().order_by("a", Order::Asc)), "ORDER BY: ClickHouse's mutations have no order")),
    ("QueryBuilder", "prepare_update_limit",
        Refused(|| refusal(update().limit(1)), "LIMIT: ClickHouse's mutations have no limit")),
    ("QueryBuilder", "prepare_delete_statement", Overridden),
    ("QueryBuilder", "prepare_delete_order_by",
        Refused(|| refusal(delete().order_by("a", Order::Asc)), "ORDER BY: ClickHouse's mutations have no order")),
    ("QueryBuilder", "prepare_delete_limit",
        Refused(|| refusal(delete().limit(1)), "LIMIT: ClickHouse's mutations have no limit")),
    ("QueryBuilder", "prepare_expr", Overridden),
    ("QueryBuilder", "prepare_expr_common", Written(|| expr(Expr::cust("now()")), "now()")),
    ("QueryBuilder", "prepare_case_statement",
        Written(|| expr(Expr::case(Expr::col("a").eq(1), 2).finally(3)), "(CASE WHEN (`a` = 1) THEN 2 ELSE 3 END)")),
    ("QueryBuilder", "prepare_select_distinct", Overridden),
    ("QueryBuilder", "prepare_index_hints", Collected),
    ("QueryBuilder", "prepare_table_sample", Collected),
    ("QueryBuilder", "prepare_select_lock", Overridden),
    ("QueryBuilder", "prepare_select_expr", Overridden),
    ("QueryBuilder", "prepare_join_expr", Overridden),
    ("QueryBuilder", "prepare_join_table_ref", Unreached("joins are written by the renderer")),
    ("QueryBuilder", "prepare_table_ref", Overridden),
    ("QueryBuilder", "prepare_column_ref", Overridden),
    ("QueryBuilder", "prepare_un_oper", Written(|| written(|b, sql| b.prepare_un_oper(&UnOper::Not, sql)), "NOT")),
    ("QueryBuilder", "prepare_bin_oper_common", Written(|| expr(Expr::col("a").ne(1)), "`a` <> 1")),
    ("QueryBuilder", "prepare_bin_oper", Overridden),
    ("QueryBuilder", "prepare_sub_query_oper", Overridden),
    ("QueryBuilder", "prepare_logical_chain_oper",
        Unreached("a chain is in WHERE and HAVING only, whose collectors take it apart")),
    ("QueryBuilder", "prepare_function_name_common", Unreached(FUNCTIONS)),
    ("QueryBuilder", "prepare_function_arguments", Overridden),
    ("QueryBuilder", "prepare_query_statement", Overridden),
    ("QueryBuilder", "prepare_select_into", Overridden),
    ("QueryBuilder", "prepare_explain_statement", Overridden),
    ("QueryBuilder", "prepare_with_query", Overridden),
    ("QueryBuilder", "prepare_with_clause", Overridden),
    ("QueryBuilder", "prepare_with_clause_recursive_options", Overridden),
    ("QueryBuilder", "prepare_with_clause_common_tables", Written(with, WITH)),
    ("QueryBuilder", "prepare_with_query_clause_common_table", Written(with, WITH)),
    ("QueryBuilder", "prepare_with_query_clause_materialization", Overridden),
    ("QueryBuilder", "prepare_with_clause_start", Written(with, WITH)),
    ("QueryBuilder", "prepare_insert", Collected),
    ("QueryBuilder", "prepare_function_name", Overridden),
    ("QueryBuilder", "prepare_type_ref", Overridden),
    ("QueryBuilder", "prepare_join_type", Overridden),
    ("QueryBuilder", "prepare_join_type_common", Written(joined, JOINED)),
    ("QueryBuilder", "prepare_order_expr", Overridden),
    ("QueryBuilder", "prepare_join_on", Unreached("joins are written by the renderer")),
    ("QueryBuilder", "prepare_order",
        Written(|| Query::select().column("a").from("t").order_by("a", Order::Desc).to_string(ClickHouseQueryBuilder),
            "SELECT `a` FROM `t` ORDER BY `a` DESC")),
    ("QueryBuilder", "prepare_field_order",
        Written(ordered_by_field, "SELECT `a` FROM `t` ORDER BY CASE WHEN `a`=1 THEN 0 ELSE 1 END")),
    ("QueryBuilder", "prepare_value", Overridden),
    ("QueryBuilder", "prepare_constant", Written(|| expr(Expr::Constant("it's".into())), r"'it\'s'")),
    ("QueryBuilder", "prepare_values_list",
        Written(|| Query::select().column("c1").from_values([(1, "a"), (2, "b")], "v").to_string(ClickHouseQueryBuilder),
            "SELECT `c1` FROM (VALUES (1, 'a'), (2, 'b')) AS `v`")),
    ("QueryBuilder", "prepare_values_rows", Overridden),
    ("QueryBuilder", "prepare_tuple", Written(|| expr(Expr::tuple([Expr::col("a"), Expr::val(1)])), "(`a`, 1)")),
    ("QueryBuilder", "prepare_keyword", Overridden),
    ("QueryBuilder", "value_to_string", Written(|| ClickHouseQueryBuilder.value_to_string(&Value::from("it's")), r"'it\'s'")),
    ("QueryBuilder", "value_to_string_common",
        Written(|| ClickHouseQueryBuilder.value_to_string_common(&Value::from(vec![1u8, 0x27])), "'\u{1}\\''")),
    ("QueryBuilder", "write_value", Overridden),
    ("QueryBuilder", "write_value_common", Unreached("every value is written by `write_value`, which is overridden")),
    ("QueryBuilder", "prepare_on_conflict", Collected),
    ("QueryBuilder", "prepare_on_conflict_target", Collected),
    ("QueryBuilder", "prepare_on_conflict_target_identifiers", Refused(conflict, CONFLICT)),
    ("QueryBuilder", "prepare_on_conflict_target_constraint",
        Refused(|| refusal(insert().on_conflict(sea_query::OnConflict::constraint("c").do_nothing().to_owned())), CONFLICT)),
    ("QueryBuilder", "prepare_on_conflict_action", Refused(conflict, CONFLICT)),
    ("QueryBuilder", "prepare_on_conflict_action_common", Unreached(CONFLICTS)),
    ("QueryBuilder", "prepare_on_conflict_keywords", Unreached(CONFLICTS)),
    ("QueryBuilder", "prepare_on_conflict_do_update_keywords", Unreached(CONFLICTS)),
    ("QueryBuilder", "prepare_on_conflict_excluded_table", Unreached(CONFLICTS)),
    ("QueryBuilder", "prepare_on_conflict_condition", Unreached(CONFLICTS)),
    ("QueryBuilder", "prepare_output", Overridden),
    ("QueryBuilder", "prepare_returning", Overridden),
    ("QueryBuilder", "prepare_condition", Written(joined, JOINED)),
    ("QueryBuilder", "prepare_condition_where",
        Written(|| expr(Cond::any().not().add(Expr::col("a").eq(1)).add(Expr::col("b").eq(2))), "NOT (`a` = 1 OR `b` = 2)")),
    ("QueryBuilder", "prepare_frame", Overridden),
    ("QueryBuilder", "prepare_window_statement", Overridden),
    ("QueryBuilder", "binary_expr", Overridden),
    ("QueryBuilder", "write_string_quoted",
        Written(|| written(|b, sql| b.write_string_quoted("it's \\", sql)), r"'it\'s \\'")),
    ("QueryBuilder", "write_bytes", Written(|| written(|b, sql| b.write_bytes(&[0, 0xAB], sql)), "x'00AB'")),
    ("QueryBuilder", "if_null_function", Unreached(FUNCTIONS)),
    ("QueryBuilder", "greatest_function", Unreached(FUNCTIONS)),
    ("QueryBuilder", "least_function", Unreached(FUNCTIONS)),
    ("QueryBuilder", "char_length_function", Unreached(FUNCTIONS)),
    ("QueryBuilder", "random_function", Unreached(FUNCTIONS)),
    ("QueryBuilder", "lock_phrase", Unreached("locks are refused")),
    ("QueryBuilder", "insert_default_keyword", Unreached("rows of defaults are refused")),
    ("QueryBuilder", "insert_default_values", Collected),
    ("QueryBuilder", "prepare_constant_true", Written(|| expr(Cond::all()), "true")),
    ("QueryBuilder", "prepare_constant_false", Written(|| expr(Cond::any()), "false")),

    ("TableBuilder", "prepare_table_create_statement", Overridden),
    ("TableBuilder", "prepare_table_ref_table_stmt", Collected),
    ("TableBuilder", "prepare_column_def", Overridden),
    ("TableBuilder", "prepare_column_def_internal", Unreached(COLUMNS)),
    ("TableBuilder", "prepare_column_type", Overridden),
    ("TableBuilder", "prepare_column_spec", Unreached(COLUMNS)),
    ("TableBuilder", "column_comment", Unreached(COLUMNS)),
    ("TableBuilder", "column_spec_auto_increment_keyword", Overridden),
    ("TableBuilder", "prepare_table_opt", Collected),
    ("TableBuilder", "prepare_table_opt_def",
        Refused(|| refusal(table().engine("InnoDB")), "table options: ENGINE, COLLATE and CHARACTER SET of other databases")),
    ("TableBuilder", "prepare_partition_by", Collected),
    ("TableBuilder", "prepare_partition_values", Collected),
    ("TableBuilder", "prepare_partition_definition", Collected),
    ("TableBuilder", "prepare_table_drop_statement", Overridden),
    ("TableBuilder", "prepare_table_drop_opt", Collected),
    ("TableBuilder", "prepare_table_truncate_statement", Overridden),
    ("TableBuilder", "prepare_check_constraint",
        Written(|| table().check(Expr::col("id").gt(0)).to_string(ClickHouseQueryBuilder),
            "CREATE TABLE `t` (`id` Int32, CONSTRAINT `check_1` CHECK (`id` > 0)) ENGINE = MergeTree ORDER BY (`id`)")),
    ("TableBuilder", "prepare_generated_column", Unreached(COLUMNS)),
    ("TableBuilder", "prepare_create_table_if_not_exists", Collected),
    ("TableBuilder", "prepare_create_temporary_table", Collected),
    ("TableBuilder", "prepare_table_alter_statement", Overridden),
    ("TableBuilder", "prepare_table_rename_statement", Overridden),

    ("IndexBuilder", "prepare_table_index_expression", Collected),
    ("IndexBuilder", "prepare_index_create_statement", Overridden),
    ("IndexBuilder", "prepare_table_ref_index_stmt", Overridden),
    ("IndexBuilder", "prepare_index_drop_statement", Overridden),
    ("IndexBuilder", "prepare_index_type",
        Written(|| written(|b, sql| b.prepare_index_type(&Some(IndexType::Hash), sql)), "")),
    ("IndexBuilder", "prepare_index_prefix", Overridden),
    ("IndexBuilder", "write_column_index_prefix", Unreached(INDEXES)),
    ("IndexBuilder", "prepare_index_column_with_table_column", Unreached(INDEXES)),
    ("IndexBuilder", "prepare_index_columns", Unreached(INDEXES)),
    ("IndexBuilder", "prepare_filter", Unreached(INDEXES)),

    ("ForeignKeyBuilder", "prepare_foreign_key_create_statement", Unreached(KEYS)),
    ("ForeignKeyBuilder", "prepare_foreign_key_drop_statement", Unreached(KEYS)),
    ("ForeignKeyBuilder", "prepare_foreign_key_action", Unreached(KEYS)),
    ("ForeignKeyBuilder", "prepare_table_ref_fk_stmt", Overridden),
    ("ForeignKeyBuilder", "prepare_foreign_key_drop_statement_internal", Overridden),
    ("ForeignKeyBuilder", "prepare_foreign_key_create_statement_internal", Overridden),
];

/// The folder of the SeaQuery that this crate is built with.
fn sea_query() -> PathBuf {
    let metadata = |offline: &[&str]| {
        Command::new(env!("CARGO"))
            .args(["metadata", "--format-version=1", "--locked"])
            .args(offline)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap()
    };
    // Cargo wants the packages of all platforms, which a build of one does not bring.
    let mut output = metadata(&["--offline"]);
    if !output.status.success() {
        output = metadata(&[]);
    }
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages: Vec<_> = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|package| package["name"] == "sea-query")
        .collect();
    assert_eq!(packages.len(), 1, "one SeaQuery");
    let manifest = Path::new(packages[0]["manifest_path"].as_str().unwrap());
    manifest.parent().unwrap().to_owned()
}

fn sources(folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            files.push(fs::read_to_string(path).unwrap());
        }
    }
}

/// What stands in the blocks that begin with `keyword` at the margin: their first line, and their functions' names.
fn blocks(source: &str, keyword: &str) -> Vec<(String, Vec<String>)> {
    let mut blocks: Vec<(String, Vec<String>)> = Vec::new();
    let mut inside = false;
    for line in source.lines() {
        if line.starts_with(keyword) {
            blocks.push((line.to_owned(), Vec::new()));
            inside = !line.ends_with("{}");
        } else if line == "}" {
            inside = false;
        } else if inside
            && let Some(rest) = line.strip_prefix("    fn ")
            && let Some((_, names)) = blocks.last_mut()
        {
            let name = rest.split(['(', '<']).next().unwrap_or_default();
            names.push(name.to_owned());
        }
    }
    blocks
}

/// The public traits of SeaQuery's backend folder, with their methods.
fn traits() -> BTreeMap<String, BTreeSet<String>> {
    let mut files = Vec::new();
    sources(&sea_query().join("src/backend"), &mut files);
    let mut traits = BTreeMap::new();
    for (head, methods) in files.iter().flat_map(|file| blocks(file, "pub trait ")) {
        let name: String = head["pub trait ".len()..]
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        traits.insert(name, methods.into_iter().collect());
    }
    traits
}

#[test]
fn every_method_of_every_trait_is_named_once() {
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    // These two have no methods: they gather others.
    for empty in ["GenericBuilder", "SchemaBuilder"] {
        known.insert(empty.to_owned(), BTreeSet::new());
    }
    for (name, method, _) in METHODS {
        let methods = known.entry((*name).to_owned()).or_default();
        assert!(methods.insert((*method).to_owned()), "{name}::{method} twice");
    }
    assert_eq!(
        known,
        traits(),
        "say in METHODS what becomes of the methods that differ"
    );
}

#[test]
fn each_method_has_the_fate_that_is_said() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut overridden = BTreeSet::new();
    let mut collected = BTreeSet::new();
    for (head, methods) in files.iter().flat_map(|file| blocks(file, "impl ")) {
        let Some((of, for_)) = head.split_once(" for ") else {
            continue;
        };
        let of = of.rsplit([' ', ':']).next().unwrap_or_default();
        let own = for_.starts_with("Renderer") || for_.starts_with("ClickHouseQueryBuilder");
        let methods = methods.into_iter().map(|method| (of.to_owned(), method));
        if own {
            overridden.extend(methods);
        } else {
            collected.extend(methods);
        }
    }
    for (name, method, fate) in METHODS {
        let key = ((*name).to_owned(), (*method).to_owned());
        let what = format!("{name}::{method}");
        assert_eq!(
            overridden.contains(&key),
            matches!(fate, Overridden),
            "{what}: overridden by the builder or the renderer"
        );
        match fate {
            Overridden => {}
            Collected => assert!(collected.contains(&key), "{what}: overridden by a collector"),
            Written(write, text) => assert_eq!(write(), *text, "{what}"),
            Refused(refuse, sentence) => {
                let error = refuse();
                assert!(error.starts_with(sentence), "{what}: {error}");
            }
            Unreached(reason) => assert!(!reason.is_empty(), "{what}"),
        }
    }
}

/// The reasons why methods are not reached, where a statement can show them.
#[test]
fn what_is_never_reached_is_refused_or_written_otherwise() {
    assert!(
        refusal(&Query::select().column("a").from("t").lock_exclusive().take()).starts_with("FOR UPDATE: ")
    );
    assert!(refusal(Query::insert().into_table("t").or_default_values()).starts_with("DEFAULT VALUES: "));
    assert_eq!(
        expr(Expr::from(Func::if_null(Expr::col("a"), 1)).and(Func::greatest([Expr::col("a"), 1.into()]))),
        "ifNull(`a`, 1) AND greatest(`a`, 1)"
    );
    assert_eq!(
        expr(Expr::from(Func::char_length(Expr::col("a"))).eq(Func::least([Expr::col("a"), 1.into()]))),
        "lengthUTF8(`a`) = least(`a`, 1)"
    );
    assert_eq!(expr(Func::random()), "randCanonical()");
    let chain = Query::select()
        .column("a")
        .from("t")
        .and_where(Expr::col("a").eq(1))
        .and_where(Expr::col("b").eq(2))
        .to_string(ClickHouseQueryBuilder);
    assert_eq!(chain, "SELECT `a` FROM `t` WHERE `a` = 1 AND `b` = 2");
    let using = Query::select()
        .column(Alias::new("a"))
        .from("t")
        .cross_join("u")
        .to_string(ClickHouseQueryBuilder);
    assert_eq!(using, "SELECT `a` FROM `t` CROSS JOIN `u`");
    assert!(
        std::panic::catch_unwind(|| index().to_string(ClickHouseQueryBuilder)).is_err(),
        "CREATE INDEX is refused"
    );
    let key = sea_query::ForeignKey::create()
        .from("t", "a")
        .to("u", "b")
        .to_owned();
    assert!(
        std::panic::catch_unwind(|| key.to_string(ClickHouseQueryBuilder)).is_err(),
        "ADD FOREIGN KEY is refused"
    );
}
