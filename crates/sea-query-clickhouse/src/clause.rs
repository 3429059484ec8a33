//! The clauses that ClickHouse has and SeaQuery's statements have no field for.
//!
//! A clause rides inside its statement as a reserved function node that is ANDed into the condition (in an INSERT:
//! as the target of ON CONFLICT), so that it survives everything that SeaORM does to a statement. The collectors
//! take it out and write it where it belongs. Another backend sees an unknown function and fails.

use sea_query::{
    BinOper, ConditionHolder, ConditionHolderContents, Expr, ExprTrait, Func, FunctionCall, LogicalChainOper,
    Value,
};

use crate::{
    collect::push,
    error::BuildError,
    literal::{is_word, write_string},
};

/// The name of the function node that carries a clause.
const CARRIER: &str = "clickhouse_clause";

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Clause {
    Final,
    Sample { ratio: f64, offset: Option<f64> },
    Prewhere(Expr),
    Setting(String, SettingValue),
    AllRows,
    OnCluster(String),
}

/// The value of a setting: a number, a truth value or a text.
///
/// ```
/// use sea_query_clickhouse::SettingValue;
///
/// assert_eq!(SettingValue::from(4), SettingValue::Int(4));
/// assert_eq!(SettingValue::from("lz4"), SettingValue::String("lz4".into()));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum SettingValue {
    /// A truth value, written as 0 or 1.
    Bool(bool),
    /// A whole number, also of bytes, rows, seconds.
    Int(i64),
    /// A whole number above `i64::MAX`.
    UInt(u64),
    /// A finite number.
    Float(f64),
    /// A text, escaped when it is written.
    String(String),
}

macro_rules! setting_value {
    ($($from:ty => $variant:ident as $into:ty),*) => {
        $(impl From<$from> for SettingValue {
            fn from(value: $from) -> Self {
                Self::$variant(<$into>::from(value))
            }
        })*
    };
}

setting_value!(bool => Bool as bool, i32 => Int as i64, i64 => Int as i64, u32 => Int as i64, u64 => UInt as u64,
    f64 => Float as f64, &str => String as String, String => String as String);

impl SettingValue {
    pub(crate) fn write(&self, sql: &mut (impl std::fmt::Write + ?Sized)) {
        match self {
            Self::Bool(value) => push(sql, if *value { "1" } else { "0" }),
            Self::Int(value) => push(sql, &value.to_string()),
            Self::UInt(value) => push(sql, &value.to_string()),
            Self::Float(value) => push(sql, &value.to_string()),
            Self::String(value) => write_string(sql, value),
        }
    }

    fn into_value(self) -> Value {
        match self {
            Self::Bool(value) => value.into(),
            Self::Int(value) => value.into(),
            Self::UInt(value) => value.into(),
            Self::Float(value) => value.into(),
            Self::String(value) => value.into(),
        }
    }

    fn from_value(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Bool(Some(value)) => Self::Bool(*value),
            Value::BigInt(Some(value)) => Self::Int(*value),
            Value::BigUnsigned(Some(value)) => Self::UInt(*value),
            Value::Double(Some(value)) => Self::Float(*value),
            Value::String(Some(value)) => Self::String(value.clone()),
            _ => return None,
        })
    }
}

impl Clause {
    /// The keyword that starts the clause.
    pub(crate) fn keyword(&self) -> &'static str {
        match self {
            Self::Final => "FINAL",
            Self::Sample { .. } => "SAMPLE",
            Self::Prewhere(_) => "PREWHERE",
            Self::Setting(..) => "SETTINGS",
            Self::AllRows => "all_rows()",
            Self::OnCluster(_) => "ON CLUSTER",
        }
    }

    pub(crate) fn belongs_to_mutations(&self) -> bool {
        matches!(self, Self::AllRows | Self::OnCluster(_))
    }

    /// The error for a clause in a place that cannot have it.
    pub(crate) fn misplaced(&self) -> BuildError {
        BuildError::invalid(
            self.keyword(),
            "the clause must stand on a statement of its own kind, outside of OR, NOT, HAVING and expressions",
        )
    }

    /// The node that carries the clause in a condition.
    pub(crate) fn into_expr(self) -> Expr {
        let constant = |value: Value| Expr::Constant(value);
        let keyword = constant(self.keyword().into());
        let mut args = vec![keyword];
        match self {
            Self::Final | Self::AllRows => {}
            Self::Sample { ratio, offset } => {
                args.push(constant(ratio.into()));
                args.extend(offset.map(|offset| constant(offset.into())));
            }
            Self::Prewhere(condition) => args.push(condition),
            Self::Setting(name, value) => args.extend([constant(name.into()), constant(value.into_value())]),
            Self::OnCluster(name) => args.push(constant(name.into())),
        }
        Expr::FunctionCall(Func::cust(CARRIER).args(args))
    }

    /// Whether a function call carries a clause.
    pub(crate) fn is_carried_by(call: &FunctionCall) -> bool {
        matches!(call.get_func(), Func::Custom(name) if name.inner() == CARRIER)
    }

    /// Reads the clause back from its node.
    pub(crate) fn from_call(call: &FunctionCall) -> Result<Self, BuildError> {
        let foreign = || {
            BuildError::invalid(
                CARRIER,
                "this function name is reserved for clauses; set them by the methods of the extension traits",
            )
        };
        let text = |expr: &Expr| match expr {
            Expr::Constant(Value::String(Some(text))) => Some(text.clone()),
            _ => None,
        };
        let number = |expr: &Expr| match expr {
            Expr::Constant(Value::Double(Some(number))) => Some(*number),
            _ => None,
        };
        let args = call.get_args();
        let (keyword, args) = args.split_first().ok_or_else(foreign)?;
        let clause = match (text(keyword).as_deref(), args) {
            (Some("FINAL"), []) => Some(Self::Final),
            (Some("all_rows()"), []) => Some(Self::AllRows),
            (Some("SAMPLE"), [ratio]) => number(ratio).map(|ratio| Self::Sample { ratio, offset: None }),
            (Some("SAMPLE"), [ratio, offset]) => {
                number(ratio)
                    .zip(number(offset))
                    .map(|(ratio, offset)| Self::Sample {
                        ratio,
                        offset: Some(offset),
                    })
            }
            (Some("PREWHERE"), [condition]) => Some(Self::Prewhere(condition.clone())),
            (Some("SETTINGS"), [name, Expr::Constant(value)]) => text(name)
                .zip(SettingValue::from_value(value))
                .map(|(name, value)| Self::Setting(name, value)),
            (Some("ON CLUSTER"), [name]) => text(name).map(Self::OnCluster),
            _ => None,
        };
        let clause = clause.ok_or_else(foreign)?;
        clause.check()?;
        Ok(clause)
    }

    fn check(&self) -> Result<(), BuildError> {
        match self {
            Self::Sample { ratio, offset } => {
                let whole_rows = *ratio > 1.0 && ratio.fract() == 0.0;
                if !(ratio.is_finite() && (*ratio > 0.0 && *ratio <= 1.0 || whole_rows)) {
                    return Err(BuildError::invalid(
                        "SAMPLE",
                        format!("{ratio} is neither a part above 0 up to 1 nor a whole number of rows"),
                    ));
                }
                match offset {
                    Some(offset) if !(0.0..=1.0).contains(offset) => Err(BuildError::invalid(
                        "SAMPLE",
                        format!("the offset {offset} is not a part from 0 to 1"),
                    )),
                    _ => Ok(()),
                }
            }
            Self::Setting(name, value) => check_setting(name, value),
            Self::OnCluster(name) if name.is_empty() => Err(BuildError::invalid(
                "ON CLUSTER",
                "the name of the cluster is empty",
            )),
            _ => Ok(()),
        }
    }

    /// Takes the PREWHERE conditions out of `clauses`, as one that asks for all of them.
    pub(crate) fn take_prewhere(clauses: &mut Vec<Self>) -> Option<Expr> {
        let mut whole: Option<Expr> = None;
        clauses.retain(|clause| match clause {
            Self::Prewhere(condition) => {
                whole = Some(match whole.take() {
                    None => condition.clone(),
                    Some(before) => before.and(condition.clone()),
                });
                false
            }
            _ => true,
        });
        whole
    }

    /// The last of the clauses that `is` finds: a later call of a method replaces an earlier one.
    pub(crate) fn last(clauses: &[Self], is: impl Fn(&Self) -> bool) -> Option<&Self> {
        clauses.iter().rev().find(|clause| is(clause))
    }

    /// Writes a clause that has no expression in it, with a space before.
    pub(crate) fn write(&self, sql: &mut (impl std::fmt::Write + ?Sized)) {
        match self {
            Self::Final => push(sql, " FINAL"),
            Self::Sample { ratio, offset } => {
                push(sql, &format!(" SAMPLE {ratio}"));
                if let Some(offset) = offset {
                    push(sql, &format!(" OFFSET {offset}"));
                }
            }
            Self::OnCluster(name) => {
                push(sql, " ON CLUSTER ");
                crate::literal::write_identifier(sql, name);
            }
            Self::Prewhere(_) | Self::Setting(..) | Self::AllRows => {}
        }
    }

    /// Writes ` SETTINGS a = 1, b = 2` of the settings among `clauses`; a later value of a name replaces an earlier.
    pub(crate) fn write_settings(clauses: &[Self], sql: &mut (impl std::fmt::Write + ?Sized)) {
        let mut settings: Vec<(&str, &SettingValue)> = Vec::new();
        for clause in clauses {
            if let Self::Setting(name, value) = clause {
                settings.retain(|(known, _)| known != name);
                settings.push((name, value));
            }
        }
        write_settings(&settings, sql);
    }
}

/// Checks what the escaper cannot: a setting's name is written bare, and a number must be finite.
pub(crate) fn check_setting(name: &str, value: &SettingValue) -> Result<(), BuildError> {
    if !is_word(name) {
        return Err(BuildError::invalid(
            "SETTINGS",
            format!(
                "`{}` is not the name of a setting: letters, digits and _ only",
                name.escape_debug()
            ),
        ));
    }
    match value {
        SettingValue::Float(value) if !value.is_finite() => Err(BuildError::invalid(
            "SETTINGS",
            format!("{name} is set to {value}, which is not a number"),
        )),
        _ => Ok(()),
    }
}

pub(crate) fn write_settings(settings: &[(&str, &SettingValue)], sql: &mut (impl std::fmt::Write + ?Sized)) {
    for (i, (name, value)) in settings.iter().enumerate() {
        push(sql, if i == 0 { " SETTINGS " } else { ", " });
        push(sql, name);
        push(sql, " = ");
        value.write(sql);
    }
}

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
    let mut parts = vec![expr];
    while let Some(part) = parts.pop() {
        match part {
            Expr::Binary(left, BinOper::And, right) => parts.extend([&**right, &**left]),
            Expr::FunctionCall(call) if Clause::is_carried_by(call) => return true,
            _ => {}
        }
    }
    false
}

fn split(expr: Expr, clauses: &mut Vec<Clause>, rest: &mut Option<Expr>) -> Result<(), BuildError> {
    // A loop, because a condition of thousands of parts is thousands of levels deep.
    let mut parts = vec![expr];
    while let Some(part) = parts.pop() {
        match part {
            Expr::Binary(left, BinOper::And, right) => parts.extend([*right, *left]),
            Expr::FunctionCall(call) if Clause::is_carried_by(&call) => {
                clauses.push(Clause::from_call(&call)?);
            }
            other => {
                *rest = Some(match rest.take() {
                    None => other,
                    Some(before) => before.and(other),
                });
            }
        }
    }
    Ok(())
}
