//! What a column has beside its type.

use sea_query::Expr;

use super::expression as text;
use crate::{
    ClickHouseColumnDef, column::DefaultKind, error::BuildError, statistics::Statistics,
    table::ColumnProperty,
};

/// Properties.
impl ClickHouseColumnDef {
    /// The properties that `MODIFY COLUMN ... REMOVE` can take away, each with the SQL of it, a codec with its keyword.
    ///
    /// # Errors
    ///
    /// When an expression cannot be built.
    ///
    /// ```
    /// use sea_query::Expr;
    /// use sea_query_clickhouse::{prelude::*, table::ColumnProperty};
    ///
    /// let column = ClickHouseColumnDef::new("port", DataType::UInt16).default(Expr::val(53)).codec("T64, ZSTD(1)");
    /// assert_eq!(
    ///     column.get_properties()?,
    ///     [(ColumnProperty::Default, "53".to_owned()), (ColumnProperty::Codec, "CODEC(T64, ZSTD(1))".to_owned())]
    /// );
    /// # Ok::<(), sea_query_clickhouse::BuildError>(())
    /// ```
    pub fn get_properties(&self) -> Result<Vec<(ColumnProperty, String)>, BuildError> {
        let mut properties = Vec::new();
        if let Some((kind, expr)) = &self.default {
            let property = match kind {
                DefaultKind::Default => Some(ColumnProperty::Default),
                DefaultKind::Materialized => Some(ColumnProperty::Materialized),
                DefaultKind::Alias => Some(ColumnProperty::Alias),
                DefaultKind::Ephemeral => None,
            };
            if let Some(property) = property {
                properties.push((property, text(expr)?));
            }
        }
        if let Some(comment) = self.comment.as_ref().filter(|comment| !comment.is_empty()) {
            properties.push((ColumnProperty::Comment, comment.clone()));
        }
        if let Some(codec) = &self.codec {
            let mut text = String::new();
            codec.write(&mut text);
            properties.push((ColumnProperty::Codec, text));
        }
        if let Some(ttl) = &self.ttl {
            properties.push((ColumnProperty::Ttl, text(ttl)?));
        }
        if !self.settings.is_empty() {
            let mut settings = String::new();
            self.settings.write_list(&mut settings);
            properties.push((ColumnProperty::Settings, settings));
        }
        Ok(properties)
    }

    /// The expression of `DEFAULT`.
    pub fn get_default(&self) -> Option<&Expr> {
        match &self.default {
            Some((DefaultKind::Default, expr)) => Some(expr),
            _ => None,
        }
    }

    /// The kinds of statistics.
    pub fn get_statistics(&self) -> &[Statistics] {
        &self.statistics
    }

    /// Whether something is said as its comment.
    pub fn has_comment(&self) -> bool {
        self.comment.is_some()
    }

    /// Whether parts hold its values: it is neither ALIAS nor EPHEMERAL.
    pub fn is_stored(&self) -> bool {
        let default = self.default.as_ref().map(|(kind, _)| *kind);
        !self.ephemeral && !matches!(default, Some(DefaultKind::Alias | DefaultKind::Ephemeral))
    }

    /// Whether an INSERT takes it and no SELECT has it.
    pub fn is_ephemeral(&self) -> bool {
        self.ephemeral || matches!(self.default, Some((DefaultKind::Ephemeral, _)))
    }
}
