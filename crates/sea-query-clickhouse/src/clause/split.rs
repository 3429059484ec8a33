//! The way of a clause out of a condition.

use sea_query::{BinOper, ConditionHolder, ConditionHolderContents, Expr, ExprTrait, LogicalChainOper};

use super::Clause;
use crate::error::BuildError;

/// Takes the clauses out of a condition. What is left is `None` when nothing but clauses was in it.
pub(crate) fn split_clauses(
    holder: &ConditionHolder,
    clauses: &mut Vec<Clause>,
) -> Result<Option<Expr>, BuildError> {
    let expr = match &holder.contents {
        ConditionHolderContents::Empty => return Ok(None),
        ConditionHolderContents::Condition(condition) => Expr::from(condition.clone()),
        ConditionHolderContents::Chain(chain) => match chain_expr(chain) {
            Some(expr) => expr,
            None => return Ok(None),
        },
    };
    if !has_clause(&expr) {
        return Ok(Some(expr));
    }
    let mut rest = None;
    split(expr, clauses, &mut rest)?;
    Ok(rest)
}

/// A chain of AND and OR as SQL reads it, where AND binds tighter.
fn chain_expr(chain: &[LogicalChainOper]) -> Option<Expr> {
    let mut whole: Option<Expr> = None;
    let mut group: Option<Expr> = None;
    for link in chain {
        group = Some(match (group.take(), link) {
            (None, LogicalChainOper::And(expr) | LogicalChainOper::Or(expr)) => expr.clone(),
            (Some(before), LogicalChainOper::And(expr)) => before.and(expr.clone()),
            (Some(done), LogicalChainOper::Or(expr)) => {
                whole = Some(match whole.take() {
                    None => done,
                    Some(before) => before.or(done),
                });
                expr.clone()
            }
        });
    }
    match (whole, group) {
        (Some(whole), Some(group)) => Some(whole.or(group)),
        (whole, group) => whole.or(group),
    }
}

/// Whether a clause is among the parts that hold together.
fn has_clause(expr: &Expr) -> bool {
    // A loop, because a condition of thousands of parts is thousands of levels deep.
    let (mut part, mut later) = (expr, Vec::new());
    loop {
        match part {
            Expr::Binary(left, BinOper::And, right) => {
                match &**right {
                    right @ Expr::Binary(_, BinOper::And, _) => later.push(right),
                    Expr::FunctionCall(call) if Clause::is_carried_by(call) => return true,
                    _ => {}
                }
                part = left;
                continue;
            }
            Expr::FunctionCall(call) if Clause::is_carried_by(call) => return true,
            _ => {}
        }
        match later.pop() {
            Some(next) => part = next,
            None => return false,
        }
    }
}

fn split(expr: Expr, clauses: &mut Vec<Clause>, rest: &mut Option<Expr>) -> Result<(), BuildError> {
    // A loop, because a condition of thousands of parts is thousands of levels deep.
    let mut parts = vec![expr];
    while let Some(part) = parts.pop() {
        match part {
            Expr::Binary(left, BinOper::And, right) => parts.extend([*right, *left]),
            Expr::FunctionCall(call) if Clause::is_carried_by(&call) => match Clause::from_call(&call)? {
                // It is a part of the condition.
                Clause::ViewParameter(..) => keep(Expr::FunctionCall(call), rest),
                clause => clauses.push(clause),
            },
            other => keep(other, rest),
        }
    }
    Ok(())
}

fn keep(part: Expr, rest: &mut Option<Expr>) {
    *rest = Some(match rest.take() {
        None => part,
        Some(before) => before.and(part),
    });
}
