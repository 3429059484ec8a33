//! The answers of the aggregates.

use sea_query::{Expr, ExprTrait, Query};
use sea_query_clickhouse::{aggregate::*, func, prelude::*};

use super::{col, server};

fn cast(expr: impl Into<Expr>, name: &str) -> Expr {
    func::conversion::cast(expr, &name.parse().unwrap()).into()
}

macro_rules! answers {
    ($($call:expr => $text:literal => $answer:literal;)*) => {
        [$(($call.into(), $text, $answer)),*]
    };
}

#[test]
#[rustfmt::skip]
fn aggregates() {
    let s = server();
    let table: Vec<(Expr, &str, &str)> = Vec::from(answers! {
        any(col("n")) => "any(`n`)" => "1";
        any_heavy(col("n")) => "anyHeavy(`n`)" => "5";
        any_last(col("n")) => "anyLast(`n`)" => "6";
        any_last_respect_nulls(col("n")) => "anyLast_respect_nulls(`n`)" => "6";
        any_respect_nulls(col("n")) => "any_respect_nulls(`n`)" => "1";
        approx_top_k(2, col("n")) => "approx_top_k(2)(`n`)" => "[(4,1,0),(6,1,0)]";
        approx_top_sum(2, col("n"), col("k")) => "approx_top_sum(2)(`n`, `k`)" => "[(6,1,0),(4,1,0)]";
        arg_and_max(col("s"), col("n")) => "argAndMax(`s`, `n`)" => "('b',6)";
        arg_and_min(col("s"), col("n")) => "argAndMin(`s`, `n`)" => "('a',1)";
        arg_max(col("s"), col("n")) => "argMax(`s`, `n`)" => "b";
        arg_min(col("s"), col("n")) => "argMin(`s`, `n`)" => "a";
        avg(col("n")) => "avg(`n`)" => "3.5";
        avg_weighted(col("n"), col("k")) => "avgWeighted(`n`, `k`)" => "4";
        count() => "count(*)" => "6";
        delta_sum(col("n")) => "deltaSum(`n`)" => "5";
        delta_sum_timestamp(col("x"), col("at")) => "deltaSumTimestamp(`x`, `at`)" => "15";
        distinct_dynamic_types(cast(col("n"), "Dynamic")) => "distinctDynamicTypes(CAST(`n`, 'Dynamic'))" => "['Int64']";
        distinct_json_paths(cast(r#"{"a":1}"#, "JSON")) => "distinctJSONPaths(CAST('{\"a\":1}', 'JSON'))" => "['a']";
        distinct_json_paths_and_types(cast(r#"{"a":1}"#, "JSON")) => "distinctJSONPathsAndTypes(CAST('{\"a\":1}', 'JSON'))" => "{'a':['Int64']}";
        estimate_compression_ratio(col("n")) => "estimateCompressionRatio(`n`)" => "0.8571428571428571";
        first_value(col("n")) => "first_value(`n`)" => "1";
        group_array(col("n")) => "groupArray(`n`)" => "[1,2,3,4,5,6]";
        group_array_insert_at(col("n"), col("k")) => "groupArrayInsertAt(`n`, `k`)" => "[1,2]";
        group_array_intersect(col("a")) => "groupArrayIntersect(`a`)" => "[]";
        group_array_last(2, col("n")) => "groupArrayLast(2)(`n`)" => "[5,6]";
        group_array_moving_avg(col("n")) => "groupArrayMovingAvg(`n`)" => "[0.16666666666666666,0.5,1,1.6666666666666667,2.5,3.5]";
        group_array_moving_sum(col("n")) => "groupArrayMovingSum(`n`)" => "[1,3,6,10,15,21]";
        group_array_sample(2, col("n")).param(42) => "groupArraySample(2, 42)(`n`)" => "[4,2]";
        group_array_sorted(2, col("n")) => "groupArraySorted(2)(`n`)" => "[1,2]";
        group_bit_and(col("k")) => "groupBitAnd(`k`)" => "0";
        group_bit_or(col("k")) => "groupBitOr(`k`)" => "1";
        group_bit_xor(col("k")) => "groupBitXor(`k`)" => "1";
        group_bitmap(col("k")) => "groupBitmap(`k`)" => "2";
        group_bitmap_and(func::bitmap::bitmap_build(col("a"))) => "groupBitmapAnd(bitmapBuild(`a`))" => "0";
        group_bitmap_or(func::bitmap::bitmap_build(col("a"))) => "groupBitmapOr(bitmapBuild(`a`))" => "6";
        group_bitmap_xor(func::bitmap::bitmap_build(col("a"))) => "groupBitmapXor(bitmapBuild(`a`))" => "5";
        group_concat("-", col("n")) => "groupConcat('-')(`n`)" => "1-2-3-4-5-6";
        group_format("CSV", [col("s"), col("k")]) => "groupFormat('CSV')(`s`, `k`)" => "\"a\",0\\n\"b\",1\\n\"a\",0\\n\"it\\'s\",1\\n\"\",0\\n\"b\",1\\n";
        group_numeric_indexed_vector(col("k"), col("x")) => "groupNumericIndexedVector(`k`, `x`)" => "21";
        group_uniq_array(col("n")) => "groupUniqArray(`n`)" => "[6,4,5,2,1,3]";
        interval_length_sum(col("n"), col("n").add(2)) => "intervalLengthSum(`n`, `n` + 2)" => "7";
        last_value(col("n")) => "last_value(`n`)" => "6";
        max(col("n")) => "max(`n`)" => "6";
        max_intersections(col("n"), col("n").add(2)) => "maxIntersections(`n`, `n` + 2)" => "2";
        max_intersections_position(col("n"), col("n").add(2)) => "maxIntersectionsPosition(`n`, `n` + 2)" => "2";
        max_mapped_arrays(col("a"), col("a")) => "maxMappedArrays(`a`, `a`)" => "([1,2,3,4,5,6],[1,2,3,4,5,6])";
        min(col("n")) => "min(`n`)" => "1";
        min_mapped_arrays(col("a"), col("a")) => "minMappedArrays(`a`, `a`)" => "([1,2,3,4,5,6],[1,2,3,4,5,6])";
        single_value_or_null(col("n")) => "singleValueOrNull(`n`)" => "\\N";
        sparkbar(3, col("k"), col("k")) => "sparkbar(3)(`k`, `k`)" => " █ ";
        sum(col("n")) => "sum(`n`)" => "21";
        sum_count(col("n")) => "sumCount(`n`)" => "(21,6)";
        sum_kahan(col("n")) => "sumKahan(`n`)" => "21";
        sum_map_filtered(func::array::array([1, 2]), col("a"), col("a")) => "sumMapFiltered(array(1, 2))(`a`, `a`)" => "([1,2],[1,4])";
        sum_map_filtered_with_overflow(func::array::array([1, 2]), col("a"), col("a")) => "sumMapFilteredWithOverflow(array(1, 2))(`a`, `a`)" => "([1,2],[1,4])";
        sum_map_with_overflow(col("a"), col("a")) => "sumMapWithOverflow(`a`, `a`)" => "([1,2,3,4,5,6],[1,4,3,4,10,6])";
        sum_mapped_arrays(col("a"), col("a")) => "sumMappedArrays(`a`, `a`)" => "([1,2,3,4,5,6],[1,4,3,4,10,6])";
        sum_with_overflow(col("n")) => "sumWithOverflow(`n`)" => "21";
        top_k(2, col("n")) => "topK(2)(`n`)" => "[4,6]";
        top_k_weighted(2, col("n"), col("k")) => "topKWeighted(2)(`n`, `k`)" => "[6,4]";
        uniq([col("s"), col("k")]) => "uniq(`s`, `k`)" => "4";
        uniq_combined([col("s"), col("k")]) => "uniqCombined(`s`, `k`)" => "4";
        uniq_combined64([col("s"), col("k")]) => "uniqCombined64(`s`, `k`)" => "4";
        uniq_exact([col("s"), col("k")]) => "uniqExact(`s`, `k`)" => "4";
        uniq_hll12([col("s"), col("k")]) => "uniqHLL12(`s`, `k`)" => "4";
        uniq_up_to(2, [col("s"), col("k")]) => "uniqUpTo(2)(`s`, `k`)" => "3";
        median(col("n")) => "median(`n`)" => "3.5";
        median_bfloat16(col("n")) => "medianBFloat16(`n`)" => "3";
        median_deterministic(col("n"), col("k")) => "medianDeterministic(`n`, `k`)" => "3.5";
        median_exact(col("n")) => "medianExact(`n`)" => "4";
        median_exact_high(col("n")) => "medianExactHigh(`n`)" => "4";
        median_exact_low(col("n")) => "medianExactLow(`n`)" => "3";
        median_exact_weighted(col("n"), col("k")) => "medianExactWeighted(`n`, `k`)" => "4";
        median_t_digest(col("n")) => "medianTDigest(`n`)" => "3";
        median_timing(col("n")) => "medianTiming(`n`)" => "4";
        median_bfloat16_weighted(col("n"), col("k")) => "medianBFloat16Weighted(`n`, `k`)" => "4";
        median_dd(0.01, col("n")) => "medianDD(0.01)(`n`)" => "2.9742334234767016";
        median_exact_weighted_interpolated(col("n"), col("k")) => "medianExactWeightedInterpolated(`n`, `k`)" => "4";
        median_gk(100, col("n")) => "medianGK(100)(`n`)" => "3";
        median_interpolated_weighted(col("n"), col("k")) => "medianInterpolatedWeighted(`n`, `k`)" => "4";
        median_t_digest_weighted(col("n"), col("k")) => "medianTDigestWeighted(`n`, `k`)" => "4";
        median_timing_weighted(col("n"), col("k")) => "medianTimingWeighted(`n`, `k`)" => "4";
        quantile(0.5, col("n")) => "quantile(0.5)(`n`)" => "3.5";
        quantile_bfloat16(0.5, col("n")) => "quantileBFloat16(0.5)(`n`)" => "3";
        quantile_bfloat16_weighted(0.5, col("n"), col("k")) => "quantileBFloat16Weighted(0.5)(`n`, `k`)" => "4";
        quantile_dd(0.01, 0.5, col("n")) => "quantileDD(0.01, 0.5)(`n`)" => "2.9742334234767016";
        quantile_deterministic(0.5, col("n"), col("k")) => "quantileDeterministic(0.5)(`n`, `k`)" => "3.5";
        quantile_exact(0.5, col("n")) => "quantileExact(0.5)(`n`)" => "4";
        quantile_exact_exclusive(0.5, col("n")) => "quantileExactExclusive(0.5)(`n`)" => "3.5";
        quantile_exact_high(0.5, col("n")) => "quantileExactHigh(0.5)(`n`)" => "4";
        quantile_exact_inclusive(0.5, col("n")) => "quantileExactInclusive(0.5)(`n`)" => "3.5";
        quantile_exact_low(0.5, col("n")) => "quantileExactLow(0.5)(`n`)" => "3";
        quantile_exact_weighted(0.5, col("n"), col("k")) => "quantileExactWeighted(0.5)(`n`, `k`)" => "4";
        quantile_exact_weighted_interpolated(0.5, col("n"), col("k")) => "quantileExactWeightedInterpolated(0.5)(`n`, `k`)" => "4";
        quantile_gk(100, 0.5, col("n")) => "quantileGK(100, 0.5)(`n`)" => "3";
        quantile_interpolated_weighted(0.5, col("n"), col("k")) => "quantileInterpolatedWeighted(0.5)(`n`, `k`)" => "4";
        quantile_prometheus_histogram(0.5, col("x"), cast(col("n"), "Float64")) => "quantilePrometheusHistogram(0.5)(`x`, CAST(`n`, 'Float64'))" => "nan";
        quantile_t_digest(0.5, col("n")) => "quantileTDigest(0.5)(`n`)" => "3";
        quantile_t_digest_weighted(0.5, col("n"), col("k")) => "quantileTDigestWeighted(0.5)(`n`, `k`)" => "4";
        quantile_timing(0.5, col("n")) => "quantileTiming(0.5)(`n`)" => "4";
        quantile_timing_weighted(0.5, col("n"), col("k")) => "quantileTimingWeighted(0.5)(`n`, `k`)" => "4";
        quantiles([0.25, 0.75], col("n")) => "quantiles(0.25, 0.75)(`n`)" => "[2.25,4.75]";
        quantiles_bfloat16([0.25, 0.75], col("n")) => "quantilesBFloat16(0.25, 0.75)(`n`)" => "[2,5]";
        quantiles_bfloat16_weighted([0.25, 0.75], col("n"), col("k")) => "quantilesBFloat16Weighted(0.25, 0.75)(`n`, `k`)" => "[2,6]";
        quantiles_dd(0.01, [0.25, 0.75], col("n")) => "quantilesDD(0.01, 0.25, 0.75)(`n`)" => "[1.9936617014173448,4.0148353330285875]";
        quantiles_deterministic([0.25, 0.75], col("n"), col("k")) => "quantilesDeterministic(0.25, 0.75)(`n`, `k`)" => "[2.25,4.75]";
        quantiles_exact([0.25, 0.75], col("n")) => "quantilesExact(0.25, 0.75)(`n`)" => "[2,5]";
        quantiles_exact_exclusive([0.25, 0.75], col("n")) => "quantilesExactExclusive(0.25, 0.75)(`n`)" => "[1.75,5.25]";
        quantiles_exact_high([0.25, 0.75], col("n")) => "quantilesExactHigh(0.25, 0.75)(`n`)" => "[2,5]";
        quantiles_exact_inclusive([0.25, 0.75], col("n")) => "quantilesExactInclusive(0.25, 0.75)(`n`)" => "[2.25,4.75]";
        quantiles_exact_low([0.25, 0.75], col("n")) => "quantilesExactLow(0.25, 0.75)(`n`)" => "[2,5]";
        quantiles_exact_weighted([0.25, 0.75], col("n"), col("k")) => "quantilesExactWeighted(0.25, 0.75)(`n`, `k`)" => "[2,6]";
        quantiles_exact_weighted_interpolated([0.25, 0.75], col("n"), col("k")) => "quantilesExactWeightedInterpolated(0.25, 0.75)(`n`, `k`)" => "[3,5]";
        quantiles_gk(100, [0.25, 0.75], col("n")) => "quantilesGK(100, 0.25, 0.75)(`n`)" => "[2,5]";
        quantiles_interpolated_weighted([0.25, 0.75], col("n"), col("k")) => "quantilesInterpolatedWeighted(0.25, 0.75)(`n`, `k`)" => "[2,5]";
        quantiles_prometheus_histogram([0.25, 0.75], col("x"), cast(col("n"), "Float64")) => "quantilesPrometheusHistogram(0.25, 0.75)(`x`, CAST(`n`, 'Float64'))" => "[nan,nan]";
        quantiles_t_digest([0.25, 0.75], col("n")) => "quantilesTDigest(0.25, 0.75)(`n`)" => "[2,5]";
        quantiles_t_digest_weighted([0.25, 0.75], col("n"), col("k")) => "quantilesTDigestWeighted(0.25, 0.75)(`n`, `k`)" => "[2,6]";
        quantiles_timing([0.25, 0.75], col("n")) => "quantilesTiming(0.25, 0.75)(`n`)" => "[2,5]";
        quantiles_timing_weighted([0.25, 0.75], col("n"), col("k")) => "quantilesTimingWeighted(0.25, 0.75)(`n`, `k`)" => "[2,6]";
        histogram(2, col("n")) => "histogram(2)(`n`)" => "[(1,4,3.75),(4,6,2.25)]";
        retention([col("s").eq("a"), col("s").eq("b")]) => "retention(`s` = 'a', `s` = 'b')" => "[1,1]";
        sequence_count("(?1)(?2)", col("at"), [col("s").eq("a"), col("s").eq("b")]) => "sequenceCount('(?1)(?2)')(`at`, `s` = 'a', `s` = 'b')" => "2";
        sequence_match("(?1)(?2)", col("at"), [col("s").eq("a"), col("s").eq("b")]) => "sequenceMatch('(?1)(?2)')(`at`, `s` = 'a', `s` = 'b')" => "1";
        sequence_match_events("(?1)(?2)", col("at"), [col("s").eq("a"), col("s").eq("b")]) => "sequenceMatchEvents('(?1)(?2)')(`at`, `s` = 'a', `s` = 'b')" => "['2024-01-01 00:00:01','2024-01-01 00:00:02']";
        window_funnel(10, col("at"), [col("s").eq("a"), col("s").eq("b")]) => "windowFunnel(10)(`at`, `s` = 'a', `s` = 'b')" => "2";
        analysis_of_variance(col("x"), col("k")) => "analysisOfVariance(`x`, `k`)" => "(2.4810126582278476,0.190348924862083)";
        bounding_ratio(col("n"), col("x")) => "boundingRatio(`n`, `x`)" => "1";
        categorical_information_value([col("n").gt(2), col("k").eq(1)]) => "categoricalInformationValue(`n` > 2, `k` = 1)" => "[0]";
        contingency(col("k"), col("s")) => "contingency(`k`, `s`)" => "0.7071067811865476";
        corr(col("n"), col("x")) => "corr(`n`, `x`)" => "0.025877458475338285";
        corr_matrix([col("n"), col("x")]) => "corrMatrix(`n`, `x`)" => "[[1,0.025877458475338285],[0.025877458475338285,1]]";
        corr_stable(col("n"), col("x")) => "corrStable(`n`, `x`)" => "0.02587745847533828";
        covar_pop(col("n"), col("x")) => "covarPop(`n`, `x`)" => "0.16666666666666666";
        covar_pop_matrix([col("n"), col("x")]) => "covarPopMatrix(`n`, `x`)" => "[[2.9166666666666665,0.16666666666666666],[0.16666666666666666,14.222222222222221]]";
        covar_pop_stable(col("n"), col("x")) => "covarPopStable(`n`, `x`)" => "0.16666666666666666";
        covar_samp(col("n"), col("x")) => "covarSamp(`n`, `x`)" => "0.2";
        covar_samp_matrix([col("n"), col("x")]) => "covarSampMatrix(`n`, `x`)" => "[[3.5,0.2],[0.2,17.066666666666666]]";
        covar_samp_stable(col("n"), col("x")) => "covarSampStable(`n`, `x`)" => "0.2";
        cramers_v(col("k"), col("s")) => "cramersV(`k`, `s`)" => "1";
        cramers_v_bias_corrected(col("k"), col("s")) => "cramersVBiasCorrected(`k`, `s`)" => "0.7071067811865476";
        entropy(col("n")) => "entropy(`n`)" => "2.584962500721156";
        kolmogorov_smirnov_test(col("x"), col("k")) => "kolmogorovSmirnovTest(`x`, `k`)" => "(0.6666666666666666,0.6)";
        kurt_pop(col("n")) => "kurtPop(`n`)" => "1.7314285714285718";
        kurt_samp(col("n")) => "kurtSamp(`n`)" => "1.2023809523809523";
        largest_triangle_three_buckets(2, col("n"), col("x")) => "largestTriangleThreeBuckets(2)(`n`, `x`)" => "[(1,1.5),(6,6.5)]";
        mann_whitney_u_test(col("x"), col("k")) => "mannWhitneyUTest(`x`, `k`)" => "(1,0.1904302638255242)";
        mean_z_test(0.7, 0.45, 0.95, col("x"), col("k")) => "meanZTest(0.7, 0.45, 0.95)(`x`, `k`)" => "(-7.537346628814317,4.7963021041040214e-14,-5.880157175323168,-3.4531761580101654)";
        rank_corr(col("n"), col("x")) => "rankCorr(`n`, `x`)" => "0.4285714285714286";
        simple_linear_regression(col("n"), col("x")) => "simpleLinearRegression(`n`, `x`)" => "(0.05714285714285714,1.9666666666666668)";
        skew_pop(col("n")) => "skewPop(`n`)" => "0";
        skew_samp(col("n")) => "skewSamp(`n`)" => "0";
        stddev_pop(col("n")) => "stddevPop(`n`)" => "1.707825127659933";
        stddev_pop_stable(col("n")) => "stddevPopStable(`n`)" => "1.707825127659933";
        stddev_samp(col("n")) => "stddevSamp(`n`)" => "1.8708286933869707";
        stddev_samp_stable(col("n")) => "stddevSampStable(`n`)" => "1.8708286933869707";
        stochastic_linear_regression(col("x"), [col("n")]) => "stochasticLinearRegression(`x`, `n`)" => "[0,0]";
        stochastic_logistic_regression(col("x"), [col("n")]) => "stochasticLogisticRegression(`x`, `n`)" => "[0,0]";
        student_t_test(col("x"), col("k")) => "studentTTest(`x`, `k`)" => "(-1.5751230612964335,0.19034892486208296)";
        student_t_test_one_sample(col("x"), 3.5) => "studentTTestOneSample(`x`, 3.5)" => "(-0.7905694150420949,0.4650226382607572)";
        theils_u(col("k"), col("s")) => "theilsU(`k`, `s`)" => "1";
        var_pop(col("n")) => "varPop(`n`)" => "2.9166666666666665";
        var_pop_stable(col("n")) => "varPopStable(`n`)" => "2.9166666666666665";
        var_samp(col("n")) => "varSamp(`n`)" => "3.5";
        var_samp_stable(col("n")) => "varSampStable(`n`)" => "3.5";
        welch_t_test(col("x"), col("k")) => "welchTTest(`x`, `k`)" => "(-1.5751230612964335,0.22336342619591315)";
        exponential_moving_average(1, col("x"), col("n")) => "exponentialMovingAverage(1)(`x`, `n`)" => "2.7578125";
    });
    for (call, text, answer) in table {
        s.check(Query::select().expr(call).from("t"), &format!("SELECT {text} FROM `t`"), answer);
    }
}

#[test]
#[rustfmt::skip]
fn funnels() {
    let s = server();
    let table: Vec<(Expr, &str, &str)> = Vec::from(answers! {
        sequence_next_node("forward", "head", col("at"), col("s"), col("k").eq(0), [col("s").eq("a"), col("s").eq("b")]) => "sequenceNextNode('forward', 'head')(`at`, `s`, `k` = 0, `s` = 'a', `s` = 'b')" => "a";
    });
    for (call, text, answer) in table {
        let text = format!("SELECT {text} FROM `t` SETTINGS allow_experimental_funnel_functions = 1");
        s.check(Query::select().expr(call).from("t").setting("allow_experimental_funnel_functions", 1), &text, answer);
    }
}

#[test]
#[rustfmt::skip]
fn time_series() {
    let s = server();
    let table: Vec<(Expr, &str, &str)> = Vec::from(answers! {
        time_series_changes_to_grid(1704067200, 1704067206, 2, 4, col("at"), col("x")) => "timeSeriesChangesToGrid(1704067200, 1704067206, 2, 4)(`at`, `x`)" => "[NULL,1,3,3]";
        time_series_delta_to_grid(1704067200, 1704067206, 2, 4, col("at"), col("x")) => "timeSeriesDeltaToGrid(1704067200, 1704067206, 2, 4)(`at`, `x`)" => "[NULL,1.5,4,4]";
        time_series_deriv_to_grid(1704067200, 1704067206, 2, 4, col("at"), col("x")) => "timeSeriesDerivToGrid(1704067200, 1704067206, 2, 4)(`at`, `x`)" => "[NULL,1,1,-0.1]";
        time_series_group_array(col("at"), col("x")) => "timeSeriesGroupArray(`at`, `x`)" => "[('2024-01-01 00:00:01',1.5),('2024-01-01 00:00:02',2.5),('2024-01-01 00:00:03',3.5),('2024-01-01 00:00:04',4.5),('2024-01-01 00:00:05',-5.5),('2024-01-01 00:00:06',6.5)]";
        time_series_increase_to_grid(1704067200, 1704067206, 2, 4, col("at"), col("x")) => "timeSeriesIncreaseToGrid(1704067200, 1704067206, 2, 4)(`at`, `x`)" => "[NULL,1.5,4,10]";
        time_series_instant_delta_to_grid(1704067200, 1704067206, 2, 4, col("at"), col("x")) => "timeSeriesInstantDeltaToGrid(1704067200, 1704067206, 2, 4)(`at`, `x`)" => "[NULL,1,1,12]";
        time_series_instant_rate_to_grid(1704067200, 1704067206, 2, 4, col("at"), col("x")) => "timeSeriesInstantRateToGrid(1704067200, 1704067206, 2, 4)(`at`, `x`)" => "[NULL,1,1,12]";
        time_series_last_two_samples(col("at"), col("x")) => "timeSeriesLastTwoSamples(`at`, `x`)" => "[('2024-01-01 00:00:06',6.5),('2024-01-01 00:00:05',-5.5)]";
        time_series_predict_linear_to_grid(1704067200, 1704067206, 2, 4, 60, col("at"), col("x")) => "timeSeriesPredictLinearToGrid(1704067200, 1704067206, 2, 4, 60)(`at`, `x`)" => "[NULL,62.5,64.5,-3.9000000000000004]";
        time_series_rate_to_grid(1704067200, 1704067206, 2, 4, col("at"), col("x")) => "timeSeriesRateToGrid(1704067200, 1704067206, 2, 4)(`at`, `x`)" => "[NULL,0.375,1,2.5]";
        time_series_resample_to_grid_with_staleness(1704067200, 1704067206, 2, 4, col("at"), col("x")) => "timeSeriesResampleToGridWithStaleness(1704067200, 1704067206, 2, 4)(`at`, `x`)" => "[NULL,2.5,4.5,6.5]";
        time_series_resets_to_grid(1704067200, 1704067206, 2, 4, col("at"), col("x")) => "timeSeriesResetsToGrid(1704067200, 1704067206, 2, 4)(`at`, `x`)" => "[NULL,0,0,1]";
    });
    for (call, text, answer) in table {
        let text = format!("SELECT {text} FROM `t` SETTINGS allow_experimental_time_series_aggregate_functions = 1");
        s.check(Query::select().expr(call).from("t").setting("allow_experimental_time_series_aggregate_functions", 1), &text, answer);
    }
}
