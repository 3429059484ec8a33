//! The methods, and what becomes of each.

use sea_query::{
    CommonTableExpression, Cond, EscapeBuilder, Expr, ExprTrait, IndexBuilder, IndexType, Order, Query,
    QueryBuilder, TableRefBuilder, UnOper, Value, Values, WithClause,
};
use sea_query_clickhouse::{ClickHouseStatement, Target, build_clickhouse, prelude::*};

pub(super) enum Fate {
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

pub(super) fn expr(expr: impl Into<Expr>) -> String {
    let mut sql = String::new();
    ClickHouseQueryBuilder.prepare_expr(&expr.into(), &mut sql);
    sql
}

fn written(write: impl FnOnce(&ClickHouseQueryBuilder, &mut String)) -> String {
    let mut sql = String::new();
    write(&ClickHouseQueryBuilder, &mut sql);
    sql
}

pub(super) fn refusal(statement: &impl ClickHouseStatement) -> String {
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

const INDEXES: &str =
    "CREATE INDEX is refused as a whole, and the indexes of a table are read by their fields";
const FUNCTIONS: &str = "the names of functions are the renderer's own";
const CONFLICTS: &str = "ON CONFLICT is refused before its parts are written";
const COLUMNS: &str = "columns are read by their fields and written as ClickHouse's";
const KEYS: &str = "foreign keys of other tables are refused as a whole";

#[rustfmt::skip]
pub(super) const METHODS: &[(&str, &str, Fate)] = &[
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
    ("QueryBuilder", "prepare_case_statement", Overridden),
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
            "CREATE TABLE `t` (`id` Int32, CONSTRAINT `check_1` CHECK (`id` > 0)) ENGINE = MergeTree ORDER BY `id`")),
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
