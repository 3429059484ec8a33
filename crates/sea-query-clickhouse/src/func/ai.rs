//! Functions that ask a language model, which a named collection of the server describes.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/ai-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::{ai::ai_classify, array::array}, prelude::*};
//!
//! let call = ai_classify(Expr::col("text"), array(["spam", "ham"]));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT aiClassify(`text`, array('spam', 'ham')) FROM `t`"
//! );
//! ```

functions! { "ai", "ai-functions";
    /// Puts a text into one of the categories.
    ai_classify = "aiClassify"(text, categories) [params] since (26, 4);
    /// Returns the embedding of a text as an array.
    ai_embed = "aiEmbed"(text, model) [params] since (26, 6);
    /// Takes what an instruction or a schema says out of a text.
    ai_extract = "aiExtract"(text, instruction_or_schema) [params] since (26, 4);
    /// Writes a text for a prompt.
    ai_generate = "aiGenerate"(prompt) [params] since (26, 4);
    /// Translates a text.
    ai_translate = "aiTranslate"(text, target_language) [params] since (26, 4);
}
