//! The code of a projection.

use super::{Writer, clause::part, settings, text};
use crate::{
    definition::expression::Stop,
    parser::{Parsed, Parser},
    projection::{Projection, Source},
};

/// What ends an expression of the SELECT of a projection.
const STOPS: &[Stop] = &[
    (&["WHERE"], None),
    (&["GROUP", "BY"], None),
    (&["ORDER", "BY"], None),
];

impl Writer<'_> {
    pub(super) fn projection(&mut self, projection: &Projection) {
        let name = text(&projection.name());
        let source = match &projection.source {
            Source::Index { expr, index_type } => {
                if index_type != "basic" {
                    self.left_out(format!("projection {name}: an index of the type {index_type}"));
                    return;
                }
                let expr = self.alone_or_list(expr);
                format!("index = {expr}")
            }
            _ => {
                // ` (SELECT ..)` after the name.
                let sql = part(|renderer, sql| projection.write(renderer, sql));
                let mut parser = Parser {
                    text: &sql,
                    position: 0,
                };
                match self.select(&mut parser) {
                    Ok(code) => format!("select = {code}"),
                    Err(reason) => {
                        self.left_out(format!(
                            "projection {name}: its SELECT cannot be read, {reason}; it is {sql}"
                        ));
                        return;
                    }
                }
            }
        };
        let settings =
            settings(projection.settings.iter()).map_or(String::new(), |settings| format!(", {settings}"));
        self.attribute(format!("projection(name = {name}, {source}{settings})"));
    }

    /// A SELECT of columns and expressions, with GROUP BY and ORDER BY.
    fn select(&mut self, parser: &mut Parser<'_>) -> Parsed<String> {
        parser.identifier()?;
        parser.expect('(', "`(` is expected")?;
        if !parser.take_words(&["SELECT"]) {
            return Err("SELECT is expected");
        }
        let mut code = "Query::select()".to_owned();
        for item in listed(parser)? {
            let item = self.expr_text(item);
            code.push_str(&format!(".expr({item})"));
        }
        if parser.take_words(&["GROUP", "BY"]) {
            let keys: Vec<_> = listed(parser)?.into_iter().map(|key| self.element(key)).collect();
            code.push_str(&format!(".add_group_by({})", super::list(&keys)));
        }
        if parser.take_words(&["ORDER", "BY"]) {
            for key in listed(parser)? {
                let (key, order) = match key.strip_suffix(" DESC") {
                    Some(key) => (key, "Desc"),
                    None => (key.strip_suffix(" ASC").unwrap_or(key), "Asc"),
                };
                self.import("sea_query::Order");
                let key = self.element(key);
                code.push_str(&format!(".order_by_expr({key}, Order::{order})"));
            }
        }
        if !parser.take(')') {
            return Err("it goes on with what is not known here");
        }
        self.import("sea_query::Query");
        Ok(format!("{code}.to_owned()"))
    }
}

/// Expressions with commas between them.
fn listed<'a>(parser: &mut Parser<'a>) -> Parsed<Vec<&'a str>> {
    let mut items = vec![parser.expression_text(STOPS)?];
    while parser.take(',') {
        items.push(parser.expression_text(STOPS)?);
    }
    Ok(items)
}
