//! What stands between the columns of a table: indexes, projections and constraints.

use super::{
    difference::without_parentheses,
    expression::{Stop, arguments, expr},
    index::known_index_type,
};
use crate::{
    SkipIndex, SkipIndexType,
    constraint::TableConstraint,
    parser::{Parsed, Parser},
    projection::Projection,
    table::TableCreateStatement,
};

const TYPE: &[Stop] = &[(&["TYPE"], None)];

impl Parser<'_> {
    /// The list of columns, after its parenthesis.
    pub(super) fn elements(&mut self, mut table: TableCreateStatement) -> Parsed<TableCreateStatement> {
        loop {
            self.skip_space();
            table = if self.take_words(&["INDEX"]) {
                table.index(self.index()?)
            } else if self.take_words(&["PROJECTION"]) {
                table.projection(self.projection()?)
            } else if self.take_words(&["CONSTRAINT"]) {
                table.constraint(self.constraint()?)
            } else {
                table.col(self.column()?)
            };
            if !self.take(',') {
                self.expect(')', "`,` or `)` is expected")?;
                return Ok(table);
            }
        }
    }

    pub(super) fn index(&mut self) -> Parsed<SkipIndex> {
        let name = self.identifier()?;
        let expr = self.expression(TYPE)?;
        if !self.take_words(&["TYPE"]) {
            return Err("TYPE is expected");
        }
        let mut index = SkipIndex::new(name, expr, self.index_type()?);
        if self.take_words(&["GRANULARITY"]) {
            index = index.granularity(self.number()?);
        }
        Ok(index)
    }

    fn index_type(&mut self) -> Parsed<SkipIndexType> {
        let name = self.identifier()?;
        self.skip_space();
        let parameters = arguments(self)?;
        Ok(
            known_index_type(&name, &parameters).unwrap_or_else(|| SkipIndexType::Custom {
                name,
                parameters: parameters.into_iter().map(str::to_owned).collect(),
            }),
        )
    }

    pub(super) fn projection(&mut self) -> Parsed<Projection> {
        let name = self.identifier()?;
        let projection = if self.take_words(&["INDEX"]) {
            let expr = self.expression(TYPE)?;
            if !self.take_words(&["TYPE"]) {
                return Err("TYPE is expected");
            }
            Projection::index(name, expr).index_type(self.word())
        } else {
            self.skip_space();
            let start = self.position;
            self.skip_arguments()?;
            let text = self.text.get(start + 1..self.position.saturating_sub(1));
            Projection::text(name, text.unwrap_or_default().trim())
        };
        if !self.take_words(&["WITH", "SETTINGS"]) {
            return Ok(projection);
        }
        self.arguments(|parser| {
            Ok(parser
                .settings()?
                .into_iter()
                .fold(projection, |projection, (name, value)| {
                    projection.setting(name, value)
                }))
        })
    }

    pub(super) fn constraint(&mut self) -> Parsed<TableConstraint> {
        let name = self.identifier()?;
        if self.take_words(&["CHECK"]) {
            let text = self.expression_text(&[])?;
            Ok(TableConstraint::check(name, expr(without_parentheses(text))))
        } else if self.take_words(&["ASSUME"]) {
            let text = self.expression_text(&[])?;
            Ok(TableConstraint::assume(name, expr(without_parentheses(text))))
        } else {
            Err("CHECK or ASSUME is expected")
        }
    }
}
