//! Functions that ask a language model, which a named collection of the server describes.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/ai-functions>.

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
