//! Expressions.

use sea_query::{
    Alias, BinOper, ColumnRef, Expr, ExprTrait, Func, IntoColumnRef, Keyword, SubQueryStatement, Value,
};

use super::{cursor::Cursor, query};

/// What ends an expression that is taken as text.
const ENDS: [&str; 16] = [
    ")",
    ", ",
    " AS `",
    " FROM ",
    " WHERE ",
    " GROUP BY ",
    " HAVING ",
    " ORDER BY ",
    " LIMIT ",
    " OFFSET ",
    " ASC",
    " DESC",
    " JOIN ",
    " LEFT JOIN ",
    " INNER JOIN ",
    " RIGHT JOIN ",
];

/// The operators by how tightly they bind, those of more than one word first.
const OPERATORS: [(&str, BinOper, u8); 25] = [
    (" OR ", BinOper::Or, 1),
    (" AND ", BinOper::And, 2),
    (" IS NOT ", BinOper::IsNot, 4),
    (" IS ", BinOper::Is, 4),
    (" NOT LIKE ", BinOper::NotLike, 4),
    (" LIKE ", BinOper::Like, 4),
    (" NOT IN ", BinOper::NotIn, 4),
    (" IN ", BinOper::In, 4),
    (" NOT BETWEEN ", BinOper::NotBetween, 4),
    (" BETWEEN ", BinOper::Between, 4),
    (" = ", BinOper::Equal, 4),
    (" <> ", BinOper::NotEqual, 4),
    (" <= ", BinOper::SmallerThanOrEqual, 4),
    (" >= ", BinOper::GreaterThanOrEqual, 4),
    (" < ", BinOper::SmallerThan, 4),
    (" > ", BinOper::GreaterThan, 4),
    (" | ", BinOper::BitOr, 5),
    (" & ", BinOper::BitAnd, 6),
    (" << ", BinOper::LShift, 7),
    (" >> ", BinOper::RShift, 7),
    (" + ", BinOper::Add, 8),
    (" - ", BinOper::Sub, 8),
    (" * ", BinOper::Mul, 9),
    (" / ", BinOper::Div, 9),
    (" % ", BinOper::Mod, 9),
];

const COMPARISON: u8 = 4;

impl Cursor<'_> {
    /// An expression.
    pub(super) fn expr(&mut self) -> Option<Expr> {
        if self.is_verbatim() {
            return self.verbatim(&ENDS);
        }
        self.binary(0)
    }

    fn binary(&mut self, least: u8) -> Option<Expr> {
        self.nested(|text| text.operation(least))
    }

    fn operation(&mut self, least: u8) -> Option<Expr> {
        let mut left = if self.eat("NOT ") {
            self.binary(COMPARISON)?.not()
        } else {
            self.operand()?
        };
        while let Some((text, op, level)) = OPERATORS.iter().find(|(text, ..)| self.is_next(text))
            && *level > least
        {
            self.take(text.len())?;
            let right = match op {
                BinOper::Between | BinOper::NotBetween => {
                    let low = self.binary(COMPARISON)?;
                    self.expect(" AND ")?;
                    Expr::Binary(Box::new(low), BinOper::And, Box::new(self.binary(COMPARISON)?))
                }
                BinOper::In | BinOper::NotIn => self.list()?,
                _ => self.binary(*level)?,
            };
            left = Expr::Binary(Box::new(left), *op, Box::new(right));
        }
        Some(left)
    }

    /// What IN has on its right: a list, also of one, or a query.
    fn list(&mut self) -> Option<Expr> {
        self.expect("(")?;
        if self.is_next("SELECT ") {
            return self.sub_query();
        }
        Some(Expr::Tuple(self.exprs(")")?))
    }

    fn sub_query(&mut self) -> Option<Expr> {
        let select = query::select(self)?;
        self.expect(")")?;
        let select = SubQueryStatement::SelectStatement(select);
        Some(Expr::SubQuery(None, Box::new(select)))
    }

    /// Expressions up to a closing text.
    fn exprs(&mut self, end: &str) -> Option<Vec<Expr>> {
        let mut exprs = vec![self.binary(0)?];
        while self.eat(", ") {
            exprs.push(self.binary(0)?);
        }
        self.expect(end)?;
        Some(exprs)
    }

    fn operand(&mut self) -> Option<Expr> {
        match self.rest().chars().next()? {
            '?' => self.value().map(Expr::Value),
            '`' => self.column(),
            '\'' => Some(constant(self.text()?)),
            '*' => {
                self.take(1)?;
                Some(Expr::Column(ColumnRef::Asterisk(None)))
            }
            '(' => {
                self.take(1)?;
                if self.is_next("SELECT ") {
                    return self.sub_query();
                }
                let mut exprs = self.exprs(")")?;
                match exprs.len() {
                    1 => exprs.pop(),
                    _ => Some(Expr::Tuple(exprs)),
                }
            }
            '-' | '0'..='9' => self.literal_number(),
            'x' if self.eat("x'") => self.bytes(),
            letter if letter.is_ascii_alphabetic() || letter == '_' => self.call(),
            _ => None,
        }
    }

    /// A column, or all of a table.
    pub(super) fn column(&mut self) -> Option<Expr> {
        let mut names = vec![Alias::new(self.name()?)];
        while names.len() < 3 && self.is_next(".`") {
            self.take(1)?;
            names.push(Alias::new(self.name()?));
        }
        if self.eat(".*") {
            let [table] = <[Alias; 1]>::try_from(names).ok()?;
            return Some(Expr::Column((table, sea_query::Asterisk).into_column_ref()));
        }
        let mut names = names.into_iter();
        Some(Expr::Column(match (names.next()?, names.next(), names.next()) {
            (column, None, _) => column.into_column_ref(),
            (table, Some(column), None) => (table, column).into_column_ref(),
            (database, Some(table), Some(column)) => (database, table, column).into_column_ref(),
        }))
    }

    /// A value or keyword.
    pub(super) fn literal(&mut self) -> Option<Expr> {
        match self.rest().chars().next()? {
            '`' | '(' | '*' => None,
            _ => self.operand(),
        }
    }

    fn literal_number(&mut self) -> Option<Expr> {
        let text = self.take_while(|letter| letter.is_ascii_digit() || matches!(letter, '-' | '.' | 'e'));
        if let Ok(number) = text.parse() {
            return Some(constant(Value::BigInt(Some(number))));
        }
        if let Ok(number) = text.parse() {
            return Some(constant(Value::BigUnsigned(Some(number))));
        }
        let float = text.parse::<f64>().ok()?;
        if float.to_string() == text {
            return Some(constant(float));
        }
        // Of zeros at the end and many digits a float would make another text.
        text.parse()
            .ok()
            .map(|decimal| constant(Value::Decimal(Some(decimal))))
    }

    fn bytes(&mut self) -> Option<Expr> {
        let digits = self.take_while(|letter| letter.is_ascii_hexdigit());
        self.expect("'")?;
        let bytes: Option<Vec<u8>> = (0..digits.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok())
            .collect();
        Some(constant(Value::Bytes(Some(bytes?))))
    }

    /// A keyword or the call of a function.
    fn call(&mut self) -> Option<Expr> {
        let word = self.take_while(|letter| letter.is_ascii_alphanumeric() || letter == '_');
        if !self.eat("(") {
            return Some(match word {
                "NULL" => Expr::Keyword(Keyword::Null),
                "TRUE" => constant(true),
                "FALSE" => constant(false),
                "CURRENT_DATE" => Expr::Keyword(Keyword::CurrentDate),
                "CURRENT_TIME" => Expr::Keyword(Keyword::CurrentTime),
                "CURRENT_TIMESTAMP" => Expr::Keyword(Keyword::CurrentTimestamp),
                "DEFAULT" => Expr::Keyword(Keyword::Default),
                _ => return None,
            });
        }
        if word == "EXISTS" {
            let select = query::select(self)?;
            self.expect(")")?;
            return Some(Expr::exists(select));
        }
        if word == "COUNT" && self.eat("DISTINCT ") {
            let counted = self.binary(0)?;
            self.expect(")")?;
            return Some(Func::count_distinct(counted).into());
        }
        if self.eat(")") {
            return Some(match word {
                "RAND" => Func::random().into(),
                _ => Func::cust(Alias::new(word)).into(),
            });
        }
        let first = self.binary(0)?;
        if word == "CAST" {
            self.expect(" AS ")?;
            let data_type = self.raw(&[")"])?;
            self.expect(")")?;
            return Some(Func::cast_as(first, Alias::new(data_type)).into());
        }
        let mut arguments = vec![first];
        if self.eat(", ") {
            arguments.extend(self.exprs(")")?);
        } else {
            self.expect(")")?;
        }
        Some(function(word, arguments)?.into())
    }
}

/// SeaQuery's own functions have a meaning, which ClickHouse has under another name or in another way.
fn function(name: &str, mut arguments: Vec<Expr>) -> Option<sea_query::FunctionCall> {
    let one = arguments.len() == 1;
    Some(match name {
        "COALESCE" => Func::coalesce(arguments),
        "GREATEST" => Func::greatest(arguments),
        "LEAST" => Func::least(arguments),
        "IFNULL" => {
            let [a, b] = <[Expr; 2]>::try_from(arguments).ok()?;
            Func::if_null(a, b)
        }
        "ROUND" if !one => {
            let [a, b] = <[Expr; 2]>::try_from(arguments).ok()?;
            Func::round_with_precision(a, b)
        }
        "MAX" | "MIN" | "SUM" | "AVG" | "ABS" | "COUNT" | "CHAR_LENGTH" | "LOWER" | "UPPER" | "BIT_AND"
        | "BIT_OR" | "ROUND" | "MD5"
            if one =>
        {
            let argument = arguments.pop()?;
            match name {
                "MAX" => Func::max(argument),
                "MIN" => Func::min(argument),
                "SUM" => Func::sum(argument),
                "AVG" => Func::avg(argument),
                "ABS" => Func::abs(argument),
                "COUNT" => Func::count(argument),
                "CHAR_LENGTH" => Func::char_length(argument),
                "LOWER" => Func::lower(argument),
                "UPPER" => Func::upper(argument),
                "BIT_AND" => Func::bit_and(argument),
                "BIT_OR" => Func::bit_or(argument),
                "ROUND" => Func::round(argument),
                _ => Func::md5(argument),
            }
        }
        _ => Func::cust(Alias::new(name)).args(arguments),
    })
}

fn constant(value: impl Into<Value>) -> Expr {
    Expr::Constant(value.into())
}
