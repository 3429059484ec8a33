//! SELECT, INSERT, UPDATE and DELETE.

use sea_query::{
    Alias, DeleteStatement, Expr, InsertStatement, IntoTableRef, JoinType, Order, Query, SelectStatement,
    TableRef, UpdateStatement, Value,
};

use super::cursor::Cursor;

const JOINS: [(&str, JoinType); 5] = [
    (" JOIN ", JoinType::Join),
    (" INNER JOIN ", JoinType::InnerJoin),
    (" LEFT JOIN ", JoinType::LeftJoin),
    (" RIGHT JOIN ", JoinType::RightJoin),
    (" CROSS JOIN ", JoinType::CrossJoin),
];

/// A SELECT, as far as SeaORM's own need it.
pub(super) fn select(text: &mut Cursor<'_>) -> Option<SelectStatement> {
    text.nested(select_parts)
}

fn select_parts(text: &mut Cursor<'_>) -> Option<SelectStatement> {
    text.expect("SELECT ")?;
    let mut select = Query::select();
    if text.eat("DISTINCT ") {
        select.distinct();
    }
    loop {
        let expr = text.expr()?;
        if text.eat(" AS ") {
            select.expr_as(expr, Alias::new(text.name()?));
        } else {
            select.expr(expr);
        }
        if !text.eat(", ") {
            break;
        }
    }
    if text.eat(" FROM ") {
        loop {
            select.from(source(text)?);
            if !text.eat(", ") {
                break;
            }
        }
    }
    while let Some((keyword, join)) = JOINS.iter().find(|(keyword, _)| text.is_next(keyword)) {
        text.expect(keyword)?;
        let joined = source(text)?;
        if *join == JoinType::CrossJoin {
            select.cross_join(joined);
        } else {
            text.expect(" ON ")?;
            select.join(*join, joined, text.expr()?);
        }
    }
    if text.eat(" WHERE ") {
        select.and_where(text.expr()?);
    }
    if text.eat(" GROUP BY ") {
        loop {
            select.add_group_by([text.expr()?]);
            if !text.eat(", ") {
                break;
            }
        }
    }
    if text.eat(" HAVING ") {
        select.and_having(text.expr()?);
    }
    if text.eat(" ORDER BY ") {
        loop {
            let expr = text.expr()?;
            let order = if text.eat(" DESC") {
                Order::Desc
            } else {
                text.expect(" ASC")?;
                Order::Asc
            };
            select.order_by_expr(expr, order);
            if !text.eat(", ") {
                break;
            }
        }
    }
    if text.eat(" LIMIT ") {
        select.limit(rows(text)?);
    }
    if text.eat(" OFFSET ") {
        select.offset(rows(text)?);
    }
    Some(select)
}

fn rows(text: &mut Cursor<'_>) -> Option<u64> {
    match text.value()? {
        Value::BigUnsigned(rows) => rows,
        _ => None,
    }
}

/// A table or a query, with or without another name.
fn source(text: &mut Cursor<'_>) -> Option<TableRef> {
    if text.eat("(") {
        let query = select(text)?;
        text.expect(") AS ")?;
        return Some(TableRef::SubQuery(
            Box::new(query),
            Alias::new(text.name()?).into(),
        ));
    }
    let table = text.table()?;
    if text.eat(" AS ") {
        return Some(table.alias(Alias::new(text.name()?)));
    }
    Some(table.into_table_ref())
}

/// The part of an INSERT after `INSERT INTO `; its rows are VALUES.
pub(super) fn insert(text: &mut Cursor<'_>) -> Option<InsertStatement> {
    let mut insert = Query::insert();
    insert.into_table(text.table()?);
    text.expect(" (")?;
    insert.columns(text.names()?.into_iter().map(Alias::new));
    text.expect(") VALUES ")?;
    loop {
        text.expect("(")?;
        let mut row = vec![text.expr()?];
        while text.eat(", ") {
            row.push(text.expr()?);
        }
        text.expect(")")?;
        insert.values(row).ok()?;
        if !text.eat(", ") {
            return Some(insert);
        }
    }
}

/// The part of an UPDATE after `UPDATE `.
pub(super) fn update(text: &mut Cursor<'_>) -> Option<UpdateStatement> {
    let mut update = Query::update();
    update.table(text.table()?);
    text.expect(" SET ")?;
    loop {
        let column = text.name()?;
        text.expect(" = ")?;
        update.value(Alias::new(column), text.expr()?);
        if !text.eat(", ") {
            break;
        }
    }
    if let Some(condition) = condition(text)? {
        update.and_where(condition);
    }
    Some(update)
}

/// The part of a DELETE after `DELETE FROM `.
pub(super) fn delete(text: &mut Cursor<'_>) -> Option<DeleteStatement> {
    let mut delete = Query::delete();
    delete.from_table(text.table()?);
    if let Some(condition) = condition(text)? {
        delete.and_where(condition);
    }
    Some(delete)
}

/// The condition, if there is one.
fn condition(text: &mut Cursor<'_>) -> Option<Option<Expr>> {
    if text.eat(" WHERE ") {
        text.expr().map(Some)
    } else {
        Some(None)
    }
}
