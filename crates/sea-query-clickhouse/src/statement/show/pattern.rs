use crate::literal::write_string;

/// `LIKE 'pattern'` and its kin, after the statement that they narrow.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pattern {
    pub(crate) keyword: &'static str,
    text: String,
}

impl Pattern {
    pub(crate) fn new(keyword: &'static str, text: impl Into<String>) -> Self {
        Self {
            keyword,
            text: text.into(),
        }
    }

    /// Writes ` LIKE 'pattern'`.
    pub(crate) fn write(&self, sql: &mut String) {
        sql.push(' ');
        sql.push_str(self.keyword);
        sql.push(' ');
        write_string(sql, &self.text);
    }
}
