//! Statistics and machine learning.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/aggregate-functions/reference>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{aggregate::student_t_test, prelude::*};
//!
//! let call = student_t_test(Expr::col("x"), Expr::col("group")).param(0.95);
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT studentTTest(0.95)(`x`, `group`) FROM `t`"
//! );
//! ```

aggregates! { "sql-reference/aggregate-functions/reference";
    /// Provides a statistical test for one-way analysis of variance (ANOVA test).
    analysis_of_variance = "analysisOfVariance"()(value, group) since (22, 10);
    /// Calculates the slope between the leftmost and rightmost points across a group of values.
    bounding_ratio = "boundingRatio"()(x, y) since (20, 1);
    /// Calculates the information value (IV) for categorical features in relation to a binary target variable.
    categorical_information_value = "categoricalInformationValue"()(; categories_and_tag) since (20, 1);
    /// The `contingency` function calculates the contingency coefficient, a value that measures the association
    /// between two columns in a table.
    contingency = "contingency"()(column1, column2) since (22, 1);
    /// Calculates the Pearson correlation coefficient.
    corr = "corr"()(x, y) since (1, 1);
    /// Computes the correlation matrix over N variables.
    corr_matrix = "corrMatrix"()(; columns) since (23, 2);
    /// Calculates the Pearson correlation coefficient.
    corr_stable = "corrStable"()(x, y) since (1, 1);
    /// Calculates the population covariance.
    covar_pop = "covarPop"()(x, y) since (1, 1);
    /// Returns the population covariance matrix over N variables.
    covar_pop_matrix = "covarPopMatrix"()(; columns) since (23, 2);
    /// Calculates the population covariance.
    covar_pop_stable = "covarPopStable"()(x, y) since (1, 1);
    /// Calculates the sample covariance.
    covar_samp = "covarSamp"()(x, y) since (1, 1);
    /// Returns the sample covariance matrix over N variables.
    covar_samp_matrix = "covarSampMatrix"()(; columns) since (23, 2);
    /// Calculates the sample covariance.
    covar_samp_stable = "covarSampStable"()(x, y) since (1, 1);
    /// Cramer's V (sometimes referred to as Cramer's phi) is a measure of association between two columns in a
    /// table.
    cramers_v = "cramersV"()(column1, column2) since (22, 1);
    /// Cramer's V is a measure of association between two columns in a table.
    cramers_v_bias_corrected = "cramersVBiasCorrected"()(column1, column2) since (22, 1);
    /// Calculates the Shannon entropy) for a column of values.
    entropy = "entropy"()(x) since (20, 1);
    /// Applies Kolmogorov-Smirnov's test to samples from two populations.
    kolmogorov_smirnov_test = "kolmogorovSmirnovTest"() [alternative, computation_method] (sample_data, sample_index) since (23, 4);
    /// Computes the kurtosis of a sequence.
    kurt_pop = "kurtPop"()(x) since (20, 1);
    /// Computes the sample kurtosis of a sequence.
    kurt_samp = "kurtSamp"()(x) since (20, 1);
    /// Applies the Largest-Triangle-Three-Buckets algorithm to the input data.
    largest_triangle_three_buckets = "largestTriangleThreeBuckets"(n)(x, y) since (23, 10);
    /// Applies the Mann-Whitney rank test to samples from two populations.
    mann_whitney_u_test = "mannWhitneyUTest"() [alternative, continuity_correction] (sample_data, sample_index) since (21, 1);
    /// Applies mean z-test to samples from two populations.
    mean_z_test = "meanZTest"(population_variance_x, population_variance_y, confidence_level)(sample_data, sample_index)
        since (22, 2);
    /// Computes a rank correlation coefficient.
    rank_corr = "rankCorr"()(x, y) since (20, 9);
    /// Performs simple (unidimensional) linear regression.
    simple_linear_regression = "simpleLinearRegression"()(x, y) since (20, 1);
    /// Computes the skewness of a sequence.
    skew_pop = "skewPop"()(x) since (20, 1);
    /// Computes the sample skewness of a sequence.
    skew_samp = "skewSamp"()(x) since (20, 1);
    /// Returns the population standard deviation of a numeric data sequence.
    stddev_pop = "stddevPop"()(x) since (1, 1);
    /// The result is equal to the square root of varPop.
    stddev_pop_stable = "stddevPopStable"()(x) since (1, 1);
    /// Returns the sample standard deviation of a numeric data sequence.
    stddev_samp = "stddevSamp"()(x) since (1, 1);
    /// The result is equal to the square root of varSamp.
    stddev_samp_stable = "stddevSampStable"()(x) since (1, 1);
    /// This function implements stochastic linear regression.
    stochastic_linear_regression = "stochasticLinearRegression"() [learning_rate, l2_regularization, batch_size, method] (target; features) since (20, 1);
    /// This function implements stochastic logistic regression.
    stochastic_logistic_regression = "stochasticLogisticRegression"() [learning_rate, l2_regularization, batch_size, method] (target; features) since (20, 1);
    /// Applies Student's t-test to samples from two populations.
    student_t_test = "studentTTest"() [confidence_level] (sample_data, sample_index) since (21, 1);
    /// Applies the one-sample Student's t-test to determine whether the mean of a sample differs from a known
    /// population mean.
    student_t_test_one_sample = "studentTTestOneSample"() [confidence_level] (sample_data, population_mean) since (25, 10);
    /// The `theilsU` function calculates the Theil's U uncertainty coefficient, a value that measures the
    /// association between two columns in a table.
    theils_u = "theilsU"()(column1, column2) since (22, 1);
    /// Calculates the population variance.
    var_pop = "varPop"()(x) since (1, 1);
    /// Returns the population variance.
    var_pop_stable = "varPopStable"()(x) since (1, 1);
    /// Calculate the sample variance of a data set.
    var_samp = "varSamp"()(x) since (1, 1);
    /// Calculate the sample variance of a data set.
    var_samp_stable = "varSampStable"()(x) since (1, 1);
    /// Applies Welch's t-test to samples from two populations.
    welch_t_test = "welchTTest"() [confidence_level] (sample_data, sample_index) since (21, 1);
}
