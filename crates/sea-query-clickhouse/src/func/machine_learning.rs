//! Machine learning functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/machine-learning-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::machine_learning::naive_bayes_classifier, prelude::*};
//!
//! let call = naive_bayes_classifier("language", Expr::col("text"));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT naiveBayesClassifier('language', `text`) FROM `t`"
//! );
//! ```

functions! { "machine_learning", "machine-learning-functions";
    /// Classifies input text using a `NAIVE_BAYES` dictionary.
    naive_bayes_classifier = "naiveBayesClassifier"(dictionary_name, input_text) since (25, 11);
    /// Classifies input text using a `NAIVE_BAYES` dictionary and returns all classes with their probabilities,
    /// ordered from most to least probable.
    naive_bayes_classifier_with_all_probs = "naiveBayesClassifierWithAllProbs"(dictionary_name, input_text)
        since (26, 7);
    /// Classifies input text using a `NAIVE_BAYES` dictionary and returns the predicted class with its
    /// probability.
    naive_bayes_classifier_with_prob = "naiveBayesClassifierWithProb"(dictionary_name, input_text)
        since (26, 7);
    /// Evaluates a CatBoost model, a file of the server's library bridge.
    catboost_evaluate = "catboostEvaluate"(path_to_model; features) since (22, 9);
    /// Applies a trained model, the state of `stochasticLinearRegression` or of `stochasticLogisticRegression`.
    eval_ml_method = "evalMLMethod"(model; features) since (20, 1);
}
