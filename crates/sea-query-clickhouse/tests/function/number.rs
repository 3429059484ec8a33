//! Numbers, bits, bitmaps, distances and random values.

use sea_query::Expr;
use sea_query_clickhouse::func;

use crate::function::data_type;

#[test]
fn arithmetic() {
    answers! {
        func::arithmetic::abs(-0.5) => "abs(-0.5)" => "0.5";
        func::arithmetic::avg2(func::conversion::to_uint8(3), 1.0) => "avg2(toUInt8(3), 1.0)" => "2";
        func::arithmetic::byte_swap(54) => "byteSwap(54)" => "54";
        func::arithmetic::divide(25, 5) => "divide(25, 5)" => "5";
        func::arithmetic::divide_decimal(func::conversion::to_decimal256(-12, 0), func::conversion::to_decimal32(2.1, 1)).arg(10) => "divideDecimal(toDecimal256(-12, 0), toDecimal32(2.1, 1), 10)" => "-5.7142857142";
        func::arithmetic::divide_or_null(25, 0) => "divideOrNull(25, 0)" => "\\N";
        func::arithmetic::gcd(12, 18) => "gcd(12, 18)" => "6";
        func::arithmetic::if_not_finite(1.5, 2.5) => "ifNotFinite(1.5, 2.5)" => "1.5";
        func::arithmetic::int_div(func::conversion::to_float64(1), 0.001) => "intDiv(toFloat64(1), 0.001)" => "1000";
        func::arithmetic::int_div_or_null(1, 0) => "intDivOrNull(1, 0)" => "\\N";
        func::arithmetic::int_div_or_zero(1, 0) => "intDivOrZero(1, 0)" => "0";
        func::arithmetic::is_finite(1.5) => "isFinite(1.5)" => "1";
        func::arithmetic::is_infinite(1.5) => "isInfinite(1.5)" => "0";
        func::arithmetic::is_na_n(1.5) => "isNaN(1.5)" => "0";
        func::arithmetic::lcm(6, 8) => "lcm(6, 8)" => "24";
        func::arithmetic::max2(-1, 2) => "max2(-1, 2)" => "2";
        func::arithmetic::midpoint([Expr::val(1), Expr::from(func::conversion::to_uint8(3)), Expr::val(0.5)]) => "midpoint(1, toUInt8(3), 0.5)" => "1.5";
        func::arithmetic::min2(-1, 2) => "min2(-1, 2)" => "-1";
        func::arithmetic::minus(10, 5) => "minus(10, 5)" => "5";
        func::arithmetic::modulo(5, 2) => "modulo(5, 2)" => "1";
        func::arithmetic::modulo_or_null(5, 0) => "moduloOrNull(5, 0)" => "\\N";
        func::arithmetic::modulo_or_zero(5, 0) => "moduloOrZero(5, 0)" => "0";
        func::arithmetic::multiply(5, 5) => "multiply(5, 5)" => "25";
        func::arithmetic::multiply_decimal(func::conversion::to_decimal256(-12, 0), func::conversion::to_decimal32(-2.1, 1)).arg(1) => "multiplyDecimal(toDecimal256(-12, 0), toDecimal32(-2.1, 1), 1)" => "25.2";
        func::arithmetic::negate(10) => "negate(10)" => "-10";
        func::arithmetic::plus(5, 5) => "plus(5, 5)" => "10";
        func::arithmetic::positive_modulo(-1, 10) => "positiveModulo(-1, 10)" => "9";
        func::arithmetic::positive_modulo_or_null(5, 0) => "positiveModuloOrNull(5, 0)" => "\\N";
        func::arithmetic::sqr(5) => "sqr(5)" => "25";
    }
}

#[test]
fn bit() {
    answers! {
        func::bit::bit_and(6, 3) => "bitAnd(6, 3)" => "2";
        func::bit::bit_count(333) => "bitCount(333)" => "5";
        func::bit::bit_hamming_distance(111, 121) => "bitHammingDistance(111, 121)" => "3";
        func::bit::bit_not(func::conversion::to_int32(5)) => "bitNot(toInt32(5))" => "-6";
        func::bit::bit_or(6, 3) => "bitOr(6, 3)" => "7";
        func::bit::bit_rotate_left(func::conversion::to_uint8(99), 2) => "bitRotateLeft(toUInt8(99), 2)" => "141";
        func::bit::bit_rotate_right(func::conversion::to_uint8(99), 2) => "bitRotateRight(toUInt8(99), 2)" => "216";
        func::bit::bit_shift_left(func::conversion::to_uint8(99), 2) => "bitShiftLeft(toUInt8(99), 2)" => "140";
        func::bit::bit_shift_right(func::conversion::to_uint8(99), 2) => "bitShiftRight(toUInt8(99), 2)" => "24";
        func::encoding::bin(func::bit::bit_slice("Hello", 1).arg(8)) => "bin(bitSlice('Hello', 1, 8))" => "01001000";
        func::bit::bit_test(2, 1) => "bitTest(2, 1)" => "1";
        func::bit::bit_test_all(43, [0, 1, 3, 5]) => "bitTestAll(43, 0, 1, 3, 5)" => "1";
        func::bit::bit_test_any(43, [0, 2]) => "bitTestAny(43, 0, 2)" => "1";
        func::bit::bit_xor(6, 3) => "bitXor(6, 3)" => "5";
    }
}

#[test]
fn bitmap() {
    answers! {
        func::bitmap::bitmap_to_array(func::bitmap::bitmap_and(func::bitmap::bitmap_build(func::array::array([1, 2, 3])), func::bitmap::bitmap_build(func::array::array([3, 4, 5])))) => "bitmapToArray(bitmapAnd(bitmapBuild(array(1, 2, 3)), bitmapBuild(array(3, 4, 5))))" => "[3]";
        func::bitmap::bitmap_and_cardinality(func::bitmap::bitmap_build(func::array::array([1, 2, 3])), func::bitmap::bitmap_build(func::array::array([3, 4, 5]))) => "bitmapAndCardinality(bitmapBuild(array(1, 2, 3)), bitmapBuild(array(3, 4, 5)))" => "1";
        func::bitmap::bitmap_to_array(func::bitmap::bitmap_andnot(func::bitmap::bitmap_build(func::array::array([1, 2, 3])), func::bitmap::bitmap_build(func::array::array([3, 4, 5])))) => "bitmapToArray(bitmapAndnot(bitmapBuild(array(1, 2, 3)), bitmapBuild(array(3, 4, 5))))" => "[1,2]";
        func::bitmap::bitmap_andnot_cardinality(func::bitmap::bitmap_build(func::array::array([1, 2, 3])), func::bitmap::bitmap_build(func::array::array([3, 4, 5]))) => "bitmapAndnotCardinality(bitmapBuild(array(1, 2, 3)), bitmapBuild(array(3, 4, 5)))" => "2";
        func::bitmap::bitmap_build(func::array::array([1, 2, 3, 4, 5])) => "bitmapBuild(array(1, 2, 3, 4, 5))" => "\\0";
        func::bitmap::bitmap_cardinality(func::bitmap::bitmap_build(func::array::array([1, 3, 3, 5, 7, 7]))) => "bitmapCardinality(bitmapBuild(array(1, 3, 3, 5, 7, 7)))" => "4";
        func::bitmap::bitmap_contains(func::bitmap::bitmap_build(func::array::array([1, 2, 3])), 2) => "bitmapContains(bitmapBuild(array(1, 2, 3)), 2)" => "1";
        func::bitmap::bitmap_has_all(func::bitmap::bitmap_build(func::array::array([1, 2, 3])), func::bitmap::bitmap_build(func::array::array([2, 3]))) => "bitmapHasAll(bitmapBuild(array(1, 2, 3)), bitmapBuild(array(2, 3)))" => "1";
        func::bitmap::bitmap_has_any(func::bitmap::bitmap_build(func::array::array([1, 2, 3])), func::bitmap::bitmap_build(func::array::array([3, 4, 5]))) => "bitmapHasAny(bitmapBuild(array(1, 2, 3)), bitmapBuild(array(3, 4, 5)))" => "1";
        func::bitmap::bitmap_max(func::bitmap::bitmap_build(func::array::array([1, 2, 3, 4, 5]))) => "bitmapMax(bitmapBuild(array(1, 2, 3, 4, 5)))" => "5";
        func::bitmap::bitmap_min(func::bitmap::bitmap_build(func::array::array([3, 5, 2, 6]))) => "bitmapMin(bitmapBuild(array(3, 5, 2, 6)))" => "2";
        func::bitmap::bitmap_to_array(func::bitmap::bitmap_or(func::bitmap::bitmap_build(func::array::array([1, 2, 3])), func::bitmap::bitmap_build(func::array::array([3, 4, 5])))) => "bitmapToArray(bitmapOr(bitmapBuild(array(1, 2, 3)), bitmapBuild(array(3, 4, 5))))" => "[1,2,3,4,5]";
        func::bitmap::bitmap_or_cardinality(func::bitmap::bitmap_build(func::array::array([1, 2, 3])), func::bitmap::bitmap_build(func::array::array([3, 4, 5]))) => "bitmapOrCardinality(bitmapBuild(array(1, 2, 3)), bitmapBuild(array(3, 4, 5)))" => "5";
        func::bitmap::bitmap_to_array(func::bitmap::bitmap_subset_in_range(func::bitmap::bitmap_build(func::array::array([1, 2, 3, 4, 5])), 2, 5)) => "bitmapToArray(bitmapSubsetInRange(bitmapBuild(array(1, 2, 3, 4, 5)), 2, 5))" => "[2,3,4]";
        func::bitmap::bitmap_to_array(func::bitmap::bitmap_subset_limit(func::bitmap::bitmap_build(func::array::array([1, 5, 3, 2, 8])), 3, 2)) => "bitmapToArray(bitmapSubsetLimit(bitmapBuild(array(1, 5, 3, 2, 8)), 3, 2))" => "[5,3]";
        func::bitmap::bitmap_to_array(func::bitmap::bitmap_build(func::array::array([1, 2, 3, 4, 5]))) => "bitmapToArray(bitmapBuild(array(1, 2, 3, 4, 5)))" => "[1,2,3,4,5]";
        func::bitmap::bitmap_to_array(func::bitmap::bitmap_transform(func::bitmap::bitmap_build(func::array::array([1, 2, 3, 4, 5])), func::array::array([2, 4]), func::array::array([20, 40]))) => "bitmapToArray(bitmapTransform(bitmapBuild(array(1, 2, 3, 4, 5)), array(2, 4), array(20, 40)))" => "[1,3,5,20,40]";
        func::bitmap::bitmap_to_array(func::bitmap::bitmap_xor(func::bitmap::bitmap_build(func::array::array([1, 2, 3])), func::bitmap::bitmap_build(func::array::array([3, 4, 5])))) => "bitmapToArray(bitmapXor(bitmapBuild(array(1, 2, 3)), bitmapBuild(array(3, 4, 5))))" => "[1,2,4,5]";
        func::bitmap::bitmap_xor_cardinality(func::bitmap::bitmap_build(func::array::array([1, 2, 3])), func::bitmap::bitmap_build(func::array::array([3, 4, 5]))) => "bitmapXorCardinality(bitmapBuild(array(1, 2, 3)), bitmapBuild(array(3, 4, 5)))" => "4";
        func::bitmap::bitmap_to_array(func::bitmap::sub_bitmap(func::bitmap::bitmap_build(func::array::array([1, 2, 3, 4, 5])), 2, 2)) => "bitmapToArray(subBitmap(bitmapBuild(array(1, 2, 3, 4, 5)), 2, 2))" => "[3,4]";
    }
}

#[test]
fn mathematical() {
    answers! {
        func::mathematical::acos(0.5) => "acos(0.5)" => "1.0471975511965974";
        func::mathematical::acosh(1) => "acosh(1)" => "0";
        func::mathematical::asin(-2) => "asin(-2)" => "nan";
        func::mathematical::asinh(0) => "asinh(0)" => "0";
        func::mathematical::atan(1) => "atan(1)" => "0.7853981633974483";
        func::mathematical::atan2(1, 1) => "atan2(1, 1)" => "0.7853981633974483";
        func::mathematical::atanh(0) => "atanh(0)" => "0";
        func::mathematical::cbrt(8) => "cbrt(8)" => "2";
        func::mathematical::cos(0) => "cos(0)" => "1";
        func::mathematical::cosh(0) => "cosh(0)" => "1";
        func::mathematical::degrees(1.5) => "degrees(1.5)" => "85.94366926962348";
        func::mathematical::e() => "e()" => "2.718281828459045";
        func::mathematical::erf(func::arithmetic::divide(3, func::mathematical::sqrt(2))) => "erf(divide(3, sqrt(2)))" => "0.9973002039367398";
        func::mathematical::erfc(0) => "erfc(0)" => "1";
        func::rounding::round(func::mathematical::exp(-1)).arg(4) => "round(exp(-1), 4)" => "0.3679";
        func::mathematical::exp10(2) => "exp10(2)" => "100";
        func::mathematical::exp2(3) => "exp2(3)" => "8";
        func::mathematical::factorial(5) => "factorial(5)" => "120";
        func::mathematical::hypot(1, 1) => "hypot(1, 1)" => "1.4142135623730951";
        func::mathematical::int_exp10(2) => "intExp10(2)" => "100";
        func::mathematical::int_exp2(3) => "intExp2(3)" => "8";
        func::mathematical::is_prime(17) => "isPrime(17)" => "1";
        func::mathematical::is_probable_prime(17) => "isProbablePrime(17)" => "1";
        func::mathematical::lgamma(5) => "lgamma(5)" => "3.1780538303479458";
        func::mathematical::log(10) => "log(10)" => "2.302585092994046";
        func::mathematical::log10(100) => "log10(100)" => "2";
        func::mathematical::log1p(0) => "log1p(0)" => "0";
        func::mathematical::log2(8) => "log2(8)" => "3";
        func::mathematical::pi() => "pi()" => "3.141592653589793";
        func::mathematical::pow(2, 3) => "pow(2, 3)" => "8";
        func::mathematical::proportions_z_test(10, 11, 100, 101, 0.95, "unpooled") => "proportionsZTest(10, 11, 100, 101, 0.95, 'unpooled')" => "(-0.20656724435948853,0.8363478437079654,-0.09345975390115283,0.07563797172293502)";
        func::mathematical::radians(180) => "radians(180)" => "3.141592653589793";
        func::mathematical::sigmoid(0) => "sigmoid(0)" => "0.5";
        func::mathematical::sign(0) => "sign(0)" => "0";
        func::mathematical::sin(1.23) => "sin(1.23)" => "0.9424888019316975";
        func::mathematical::sinh(0) => "sinh(0)" => "0";
        func::mathematical::sqrt(16) => "sqrt(16)" => "4";
        func::mathematical::tan(0) => "tan(0)" => "0";
        func::mathematical::tanh(0) => "tanh(0)" => "0";
        func::mathematical::tgamma(5) => "tgamma(5)" => "24";
        func::mathematical::width_bucket(10.15, -8.6, 23, 10) => "widthBucket(10.15, -8.6, 23, 10)" => "6";
    }
}

#[test]
fn rounding() {
    answers! {
        func::rounding::ceil(123.45).arg(1) => "ceil(123.45, 1)" => "123.5";
        func::rounding::floor(123.45).arg(1) => "floor(123.45, 1)" => "123.4";
        func::rounding::round(-2.5) => "round(-2.5)" => "-2";
        func::rounding::round_age(20) => "roundAge(20)" => "18";
        func::rounding::round_bankers(2.5) => "roundBankers(2.5)" => "2";
        func::rounding::round_down(5, func::array::array([1, 4, 9])) => "roundDown(5, array(1, 4, 9))" => "4";
        func::rounding::round_duration(100) => "roundDuration(100)" => "60";
        func::rounding::round_to_exp2(100) => "roundToExp2(100)" => "64";
        func::rounding::trunc(123.499).arg(1) => "trunc(123.499, 1)" => "123.4";
    }
}

#[test]
fn random() {
    answers! {
        func::array::length(func::random::fuzz_bits("abc", 0.5)) => "length(fuzzBits('abc', 0.5))" => "3";
        func::null::is_not_null(func::random::rand()) => "isNotNull(rand())" => "1";
        func::null::is_not_null(func::random::rand64()) => "isNotNull(rand64())" => "1";
        func::null::is_not_null(func::random::rand_bernoulli(0.5)) => "isNotNull(randBernoulli(0.5))" => "1";
        func::null::is_not_null(func::random::rand_binomial(10, 0.5)) => "isNotNull(randBinomial(10, 0.5))" => "1";
        func::comparison::less(func::random::rand_canonical(), 1) => "less(randCanonical(), 1)" => "1";
        func::null::is_not_null(func::random::rand_chi_squared(5)) => "isNotNull(randChiSquared(5))" => "1";
        func::null::is_not_null(func::random::rand_constant()) => "isNotNull(randConstant())" => "1";
        func::null::is_not_null(func::random::rand_exponential(1.5)) => "isNotNull(randExponential(1.5))" => "1";
        func::null::is_not_null(func::random::rand_fisher_f(10, 20)) => "isNotNull(randFisherF(10, 20))" => "1";
        func::null::is_not_null(func::random::rand_log_normal(0.5, 1.5)) => "isNotNull(randLogNormal(0.5, 1.5))" => "1";
        func::null::is_not_null(func::random::rand_negative_binomial(10, 0.5)) => "isNotNull(randNegativeBinomial(10, 0.5))" => "1";
        func::null::is_not_null(func::random::rand_normal(0.5, 1.5)) => "isNotNull(randNormal(0.5, 1.5))" => "1";
        func::array::length(func::random::random_fixed_string(5)) => "length(randomFixedString(5))" => "5";
        func::array::length(func::random::random_printable_ascii(5)) => "length(randomPrintableASCII(5))" => "5";
        func::array::length(func::random::random_string(5)) => "length(randomString(5))" => "5";
        func::string::length_utf8(func::random::random_string_utf8(5)) => "lengthUTF8(randomStringUTF8(5))" => "5";
        func::null::is_not_null(func::random::rand_poisson(5)) => "isNotNull(randPoisson(5))" => "1";
        func::null::is_not_null(func::random::rand_student_t(5)) => "isNotNull(randStudentT(5))" => "1";
        func::null::is_not_null(func::random::rand_uniform(0.5, 1.5)) => "isNotNull(randUniform(0.5, 1.5))" => "1";
    }
}

#[test]
fn distance() {
    answers! {
        func::distance::cosine_distance(func::tuple::tuple([1, 2]), func::tuple::tuple([2, 3])) => "cosineDistance(tuple(1, 2), tuple(2, 3))" => "0.007722123286332261";
        func::rounding::round(func::distance::cosine_distance_transposed(func::conversion::cast(func::array::array([1, 2]), &data_type("QBit(Float32, 2)")), func::conversion::cast(func::array::array([1, 2]), &data_type("Array(Float32)")), 16)).arg(3) => "round(cosineDistanceTransposed(CAST(array(1, 2), 'QBit(Float32, 2)'), CAST(array(1, 2), 'Array(Float32)'), 16), 3)" => "0";
        func::rounding::round(func::conversion::to_float32(func::distance::dequantize_int8_to_bfloat16(func::distance::quantize_bfloat16_to_int8(func::conversion::cast(0.5, &data_type("BFloat16")))))).arg(4) => "round(toFloat32(dequantizeInt8ToBFloat16(quantizeBFloat16ToInt8(CAST(0.5, 'BFloat16')))), 4)" => "0.4961";
        func::distance::dot_product_transposed(func::conversion::cast(func::array::array([1, 2]), &data_type("QBit(Float32, 2)")), func::conversion::cast(func::array::array([1, 2]), &data_type("Array(Float32)")), 16) => "dotProductTransposed(CAST(array(1, 2), 'QBit(Float32, 2)'), CAST(array(1, 2), 'Array(Float32)'), 16)" => "5.01953125";
        func::distance::l1_distance(func::tuple::tuple([1, 2]), func::tuple::tuple([2, 3])) => "L1Distance(tuple(1, 2), tuple(2, 3))" => "2";
        func::distance::l1_norm(func::tuple::tuple([1, 2])) => "L1Norm(tuple(1, 2))" => "3";
        func::distance::l1_normalize(func::tuple::tuple([1, 2])) => "L1Normalize(tuple(1, 2))" => "(0.3333333333333333,0.6666666666666666)";
        func::distance::l2_distance(func::tuple::tuple([1, 2]), func::tuple::tuple([2, 3])) => "L2Distance(tuple(1, 2), tuple(2, 3))" => "1.4142135623730951";
        func::distance::l2_distance_transposed(func::conversion::cast(func::array::array([1, 2]), &data_type("QBit(Float32, 2)")), func::array::array([1.0, 2.0]), 16) => "L2DistanceTransposed(CAST(array(1, 2), 'QBit(Float32, 2)'), array(1.0, 2.0), 16)" => "0.008734640537108554";
        func::distance::l2_norm(func::tuple::tuple([1, 2])) => "L2Norm(tuple(1, 2))" => "2.23606797749979";
        func::distance::l2_normalize(func::tuple::tuple([3, 4])) => "L2Normalize(tuple(3, 4))" => "(0.6,0.8)";
        func::distance::l2_squared_distance(func::array::array([1, 2, 3]), func::array::array([0, 0, 0])) => "L2SquaredDistance(array(1, 2, 3), array(0, 0, 0))" => "14";
        func::distance::l2_squared_norm(func::tuple::tuple([1, 2])) => "L2SquaredNorm(tuple(1, 2))" => "5";
        func::distance::linf_distance(func::tuple::tuple([1, 2]), func::tuple::tuple([2, 3])) => "LinfDistance(tuple(1, 2), tuple(2, 3))" => "1";
        func::distance::linf_norm(func::tuple::tuple([1, -2])) => "LinfNorm(tuple(1, -2))" => "2";
        func::distance::linf_normalize(func::tuple::tuple([3, 4])) => "LinfNormalize(tuple(3, 4))" => "(0.75,1)";
        func::distance::lp_distance(func::tuple::tuple([1, 2]), func::tuple::tuple([2, 3]), 3) => "LpDistance(tuple(1, 2), tuple(2, 3), 3)" => "1.2599210498948732";
        func::distance::lp_norm(func::tuple::tuple([1, -2]), 2) => "LpNorm(tuple(1, -2), 2)" => "2.23606797749979";
        func::distance::lp_normalize(func::tuple::tuple([3, 4]), 5) => "LpNormalize(tuple(3, 4), 5)" => "(0.7187302630182624,0.9583070173576831)";
        func::distance::quantize_bfloat16_to_int8(func::conversion::cast(2.0, &data_type("BFloat16"))) => "quantizeBFloat16ToInt8(CAST(2.0, 'BFloat16'))" => "116";
    }
}

#[test]
fn financial() {
    answers! {
        func::financial::financial_internal_rate_of_return(func::array::array([-100, 39, 59, 55, 20])) => "financialInternalRateOfReturn(array(-100, 39, 59, 55, 20))" => "0.2809484211599611";
        func::rounding::round(func::financial::financial_internal_rate_of_return_extended(func::array::array([100000, -110000]), func::array::array([Expr::from(func::conversion::to_date("2020-01-01")), Expr::from(func::conversion::to_date("2021-01-01"))])).arg(0.1).arg("ACT_365_25")).arg(6) => "round(financialInternalRateOfReturnExtended(array(100000, -110000), array(toDate('2020-01-01'), toDate('2021-01-01')), 0.1, 'ACT_365_25'), 6)" => "0.099785";
        func::financial::financial_net_present_value(0.08, func::array::array([-40000.0, 5000.0, 8000.0, 12000.0, 30000.0])) => "financialNetPresentValue(0.08, array(-40000.0, 5000.0, 8000.0, 12000.0, 30000.0))" => "3065.2226681795255";
        func::financial::financial_net_present_value_extended(0.1, func::array::array([-10000.0, 5750.0, 4250.0, 3250.0]), func::array::array([Expr::from(func::conversion::to_date("2020-01-01")), Expr::from(func::conversion::to_date("2020-03-01")), Expr::from(func::conversion::to_date("2020-10-30")), Expr::from(func::conversion::to_date("2021-02-15"))])) => "financialNetPresentValueExtended(0.1, array(-10000.0, 5750.0, 4250.0, 3250.0), array(toDate('2020-01-01'), toDate('2020-03-01'), toDate('2020-10-30'), toDate('2021-02-15')))" => "2506.579458169746";
    }
}

#[test]
fn numeric_indexed_vector() {
    answers! {
        func::numeric_indexed_vector::numeric_indexed_vector_all_value_sum(func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([1, 2, 3]), func::array::array([10, 20, 30])))) => "numericIndexedVectorAllValueSum(numericIndexedVectorBuild(mapFromArrays(array(1, 2, 3), array(10, 20, 30))))" => "60";
        func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([1, 2, 3]), func::array::array([10, 20, 30]))) => "numericIndexedVectorBuild(mapFromArrays(array(1, 2, 3), array(10, 20, 30)))" => "\\b\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0";
        func::numeric_indexed_vector::numeric_indexed_vector_cardinality(func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([1, 2, 3]), func::array::array([10, 20, 30])))) => "numericIndexedVectorCardinality(numericIndexedVectorBuild(mapFromArrays(array(1, 2, 3), array(10, 20, 30))))" => "3";
        func::numeric_indexed_vector::numeric_indexed_vector_get_value(func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([1, 2, 3]), func::array::array([10, 20, 30]))), 3) => "numericIndexedVectorGetValue(numericIndexedVectorBuild(mapFromArrays(array(1, 2, 3), array(10, 20, 30))), 3)" => "30";
        func::numeric_indexed_vector::numeric_indexed_vector_to_map(func::numeric_indexed_vector::numeric_indexed_vector_pointwise_add(func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([1, 2, 3]), func::array::array([10, 20, 30]))), func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([2, 3, 4]), func::array::array([10, 30, 40]))))) => "numericIndexedVectorToMap(numericIndexedVectorPointwiseAdd(numericIndexedVectorBuild(mapFromArrays(array(1, 2, 3), array(10, 20, 30))), numericIndexedVectorBuild(mapFromArrays(array(2, 3, 4), array(10, 30, 40)))))" => "{1:10,2:30,3:60,4:40}";
        func::numeric_indexed_vector::numeric_indexed_vector_to_map(func::numeric_indexed_vector::numeric_indexed_vector_pointwise_divide(func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([1, 2, 3]), func::array::array([10, 20, 30]))), func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([2, 3, 4]), func::array::array([10, 30, 40]))))) => "numericIndexedVectorToMap(numericIndexedVectorPointwiseDivide(numericIndexedVectorBuild(mapFromArrays(array(1, 2, 3), array(10, 20, 30))), numericIndexedVectorBuild(mapFromArrays(array(2, 3, 4), array(10, 30, 40)))))" => "{1:0,2:2,3:1,4:0}";
        func::numeric_indexed_vector::numeric_indexed_vector_to_map(func::numeric_indexed_vector::numeric_indexed_vector_pointwise_equal(func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([1, 2, 3]), func::array::array([10, 20, 30]))), func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([2, 3, 4]), func::array::array([10, 30, 40]))))) => "numericIndexedVectorToMap(numericIndexedVectorPointwiseEqual(numericIndexedVectorBuild(mapFromArrays(array(1, 2, 3), array(10, 20, 30))), numericIndexedVectorBuild(mapFromArrays(array(2, 3, 4), array(10, 30, 40)))))" => "{3:1}";
        func::numeric_indexed_vector::numeric_indexed_vector_to_map(func::numeric_indexed_vector::numeric_indexed_vector_pointwise_greater(func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([1, 2, 3]), func::array::array([10, 20, 30]))), func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([2, 3, 4]), func::array::array([10, 30, 40]))))) => "numericIndexedVectorToMap(numericIndexedVectorPointwiseGreater(numericIndexedVectorBuild(mapFromArrays(array(1, 2, 3), array(10, 20, 30))), numericIndexedVectorBuild(mapFromArrays(array(2, 3, 4), array(10, 30, 40)))))" => "{1:1,2:1}";
        func::numeric_indexed_vector::numeric_indexed_vector_to_map(func::numeric_indexed_vector::numeric_indexed_vector_pointwise_greater_equal(func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([1, 2, 3]), func::array::array([10, 20, 30]))), func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([2, 3, 4]), func::array::array([10, 30, 40]))))) => "numericIndexedVectorToMap(numericIndexedVectorPointwiseGreaterEqual(numericIndexedVectorBuild(mapFromArrays(array(1, 2, 3), array(10, 20, 30))), numericIndexedVectorBuild(mapFromArrays(array(2, 3, 4), array(10, 30, 40)))))" => "{1:1,2:1,3:1}";
        func::numeric_indexed_vector::numeric_indexed_vector_to_map(func::numeric_indexed_vector::numeric_indexed_vector_pointwise_less(func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([1, 2, 3]), func::array::array([10, 20, 30]))), func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([2, 3, 4]), func::array::array([10, 30, 40]))))) => "numericIndexedVectorToMap(numericIndexedVectorPointwiseLess(numericIndexedVectorBuild(mapFromArrays(array(1, 2, 3), array(10, 20, 30))), numericIndexedVectorBuild(mapFromArrays(array(2, 3, 4), array(10, 30, 40)))))" => "{4:1}";
        func::numeric_indexed_vector::numeric_indexed_vector_to_map(func::numeric_indexed_vector::numeric_indexed_vector_pointwise_less_equal(func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([1, 2, 3]), func::array::array([10, 20, 30]))), func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([2, 3, 4]), func::array::array([10, 30, 40]))))) => "numericIndexedVectorToMap(numericIndexedVectorPointwiseLessEqual(numericIndexedVectorBuild(mapFromArrays(array(1, 2, 3), array(10, 20, 30))), numericIndexedVectorBuild(mapFromArrays(array(2, 3, 4), array(10, 30, 40)))))" => "{3:1,4:1}";
        func::numeric_indexed_vector::numeric_indexed_vector_to_map(func::numeric_indexed_vector::numeric_indexed_vector_pointwise_multiply(func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([1, 2, 3]), func::array::array([10, 20, 30]))), func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([2, 3, 4]), func::array::array([10, 30, 40]))))) => "numericIndexedVectorToMap(numericIndexedVectorPointwiseMultiply(numericIndexedVectorBuild(mapFromArrays(array(1, 2, 3), array(10, 20, 30))), numericIndexedVectorBuild(mapFromArrays(array(2, 3, 4), array(10, 30, 40)))))" => "{1:0,2:200,3:132,4:0}";
        func::numeric_indexed_vector::numeric_indexed_vector_to_map(func::numeric_indexed_vector::numeric_indexed_vector_pointwise_not_equal(func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([1, 2, 3]), func::array::array([10, 20, 30]))), func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([2, 3, 4]), func::array::array([10, 30, 40]))))) => "numericIndexedVectorToMap(numericIndexedVectorPointwiseNotEqual(numericIndexedVectorBuild(mapFromArrays(array(1, 2, 3), array(10, 20, 30))), numericIndexedVectorBuild(mapFromArrays(array(2, 3, 4), array(10, 30, 40)))))" => "{1:1,2:1,4:1}";
        func::numeric_indexed_vector::numeric_indexed_vector_to_map(func::numeric_indexed_vector::numeric_indexed_vector_pointwise_subtract(func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([1, 2, 3]), func::array::array([10, 20, 30]))), func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([2, 3, 4]), func::array::array([10, 30, 40]))))) => "numericIndexedVectorToMap(numericIndexedVectorPointwiseSubtract(numericIndexedVectorBuild(mapFromArrays(array(1, 2, 3), array(10, 20, 30))), numericIndexedVectorBuild(mapFromArrays(array(2, 3, 4), array(10, 30, 40)))))" => "{1:10,2:10,3:0,4:216}";
        func::array::length(func::numeric_indexed_vector::numeric_indexed_vector_short_debug_string(func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([1, 2]), func::array::array([10, 20]))))) => "length(numericIndexedVectorShortDebugString(numericIndexedVectorBuild(mapFromArrays(array(1, 2), array(10, 20)))))" => "315";
        func::numeric_indexed_vector::numeric_indexed_vector_to_map(func::numeric_indexed_vector::numeric_indexed_vector_build(func::map::map_from_arrays(func::array::array([1, 2, 3]), func::array::array([10, 20, 30])))) => "numericIndexedVectorToMap(numericIndexedVectorBuild(mapFromArrays(array(1, 2, 3), array(10, 20, 30))))" => "{1:10,2:20,3:30}";
    }
}
