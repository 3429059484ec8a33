//! JSON, maps and tuples.

use sea_query::Expr;
use sea_query_clickhouse::func;

use crate::function::data_type;

#[test]
fn json() {
    answers! {
        func::json::dynamic_element(func::conversion::cast(5, &data_type("Dynamic")), "String") => "dynamicElement(CAST(5, 'Dynamic'), 'String')" => "\\N";
        func::json::dynamic_type(func::conversion::cast("a", &data_type("Dynamic"))) => "dynamicType(CAST('a', 'Dynamic'))" => "String";
        func::json::is_dynamic_element_in_shared_data(func::conversion::cast("a", &data_type("Dynamic"))) => "isDynamicElementInSharedData(CAST('a', 'Dynamic'))" => "false";
        func::comparison::equals(func::json::is_valid_json("not JSON"), 0) => "equals(isValidJSON('not JSON'), 0)" => "1";
        func::json::json_exists("{\"hello\":1}", "$.hello") => "JSON_EXISTS('{\"hello\":1}', '$.hello')" => "1";
        func::json::json_query("{\"hello\":2}", "$.hello") => "JSON_QUERY('{\"hello\":2}', '$.hello')" => "[2]";
        func::json::json_value("{\"hello\":2}", "$.hello") => "JSON_VALUE('{\"hello\":2}', '$.hello')" => "2";
        func::json::json_all_paths(func::conversion::cast("{\"a\":{\"b\":5},\"c\":\"x\"}", &data_type("JSON"))) => "JSONAllPaths(CAST('{\"a\":{\"b\":5},\"c\":\"x\"}', 'JSON'))" => "['a.b','c']";
        func::json::json_all_paths_with_types(func::conversion::cast("{\"a\":{\"b\":5},\"c\":\"x\"}", &data_type("JSON"))) => "JSONAllPathsWithTypes(CAST('{\"a\":{\"b\":5},\"c\":\"x\"}', 'JSON'))" => "{'a.b':'Int64','c':'String'}";
        func::json::json_all_values(func::conversion::cast("{\"a\":{\"b\":5},\"c\":\"x\"}", &data_type("JSON"))) => "JSONAllValues(CAST('{\"a\":{\"b\":5},\"c\":\"x\"}', 'JSON'))" => "['5','x']";
        func::json::json_array_length("") => "JSONArrayLength('')" => "\\N";
        func::json::json_dynamic_paths(func::conversion::cast("{\"a\":{\"b\":5},\"c\":\"x\"}", &data_type("JSON"))) => "JSONDynamicPaths(CAST('{\"a\":{\"b\":5},\"c\":\"x\"}', 'JSON'))" => "['a.b','c']";
        func::json::json_dynamic_paths_with_types(func::conversion::cast("{\"a\":{\"b\":5},\"c\":\"x\"}", &data_type("JSON"))) => "JSONDynamicPathsWithTypes(CAST('{\"a\":{\"b\":5},\"c\":\"x\"}', 'JSON'))" => "{'a.b':'Int64','c':'String'}";
        func::json::json_extract("{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}", Vec::<Expr>::new(), &data_type("Tuple(String, Array(Float64))")) => "JSONExtract('{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}', 'Tuple(String, Array(Float64))')" => "('hello',[-100,200,300])";
        func::json::json_extract_array_raw("{\"a\": \"hello\", \"b\": [-100, 200.0, \"hello\"]}", ["b"]) => "JSONExtractArrayRaw('{\"a\": \"hello\", \"b\": [-100, 200.0, \"hello\"]}', 'b')" => "['-100','200','\"hello\"']";
        func::json::json_extract_array_raw_case_insensitive("{\"Items\": [1, 2, 3]}", ["ITEMS"]) => "JSONExtractArrayRawCaseInsensitive('{\"Items\": [1, 2, 3]}', 'ITEMS')" => "['1','2','3']";
        func::json::json_extract_bool("{\"passed\": true}", ["passed"]) => "JSONExtractBool('{\"passed\": true}', 'passed')" => "1";
        func::json::json_extract_bool_case_insensitive("{\"IsActive\": true}", ["isactive"]) => "JSONExtractBoolCaseInsensitive('{\"IsActive\": true}', 'isactive')" => "1";
        func::json::json_extract_case_insensitive("{\"Number\": 123}", ["number"], &data_type("Int32")) => "JSONExtractCaseInsensitive('{\"Number\": 123}', 'number', 'Int32')" => "123";
        func::json::json_extract_float("{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}", [Expr::val("b"), Expr::val(2)]) => "JSONExtractFloat('{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}', 'b', 2)" => "200";
        func::json::json_extract_float_case_insensitive("{\"Price\": 12.34}", ["PRICE"]) => "JSONExtractFloatCaseInsensitive('{\"Price\": 12.34}', 'PRICE')" => "12.34";
        func::json::json_extract_int("{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}", [Expr::val("b"), Expr::val(1)]) => "JSONExtractInt('{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}', 'b', 1)" => "-100";
        func::json::json_extract_int_case_insensitive("{\"Value\": 123}", ["value"]) => "JSONExtractIntCaseInsensitive('{\"Value\": 123}', 'value')" => "123";
        func::json::json_extract_keys("{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}", Vec::<Expr>::new()) => "JSONExtractKeys('{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}')" => "['a','b']";
        func::json::json_extract_keys_and_values("{\"x\": {\"a\": 5, \"b\": 7, \"c\": 11}}", ["x"], &data_type("Int8")) => "JSONExtractKeysAndValues('{\"x\": {\"a\": 5, \"b\": 7, \"c\": 11}}', 'x', 'Int8')" => "[('a',5),('b',7),('c',11)]";
        func::json::json_extract_keys_and_values_case_insensitive("{\"Name\": \"Alice\", \"AGE\": 30}", Vec::<Expr>::new(), &data_type("String")) => "JSONExtractKeysAndValuesCaseInsensitive('{\"Name\": \"Alice\", \"AGE\": 30}', 'String')" => "[('Name','Alice'),('AGE','30')]";
        func::json::json_extract_keys_and_values_raw("{\"a\": [-100, 200.0], \"b\": \"hello\"}", Vec::<Expr>::new()) => "JSONExtractKeysAndValuesRaw('{\"a\": [-100, 200.0], \"b\": \"hello\"}')" => "[('a','[-100,200]'),('b','\"hello\"')]";
        func::json::json_extract_keys_and_values_raw_case_insensitive("{\"Name\": \"Alice\", \"AGE\": 30}", Vec::<Expr>::new()) => "JSONExtractKeysAndValuesRawCaseInsensitive('{\"Name\": \"Alice\", \"AGE\": 30}')" => "[('Name','\"Alice\"'),('AGE','30')]";
        func::json::json_extract_keys_case_insensitive("{\"Name\": \"Alice\", \"AGE\": 30}", Vec::<Expr>::new()) => "JSONExtractKeysCaseInsensitive('{\"Name\": \"Alice\", \"AGE\": 30}')" => "['Name','AGE']";
        func::json::json_extract_raw("{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}", ["b"]) => "JSONExtractRaw('{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}', 'b')" => "[-100,200,300]";
        func::json::json_extract_raw_case_insensitive("{\"Object\": {\"key\": \"value\"}}", ["OBJECT"]) => "JSONExtractRawCaseInsensitive('{\"Object\": {\"key\": \"value\"}}', 'OBJECT')" => "{\"key\":\"value\"}";
        func::json::json_extract_string("{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}", ["a"]) => "JSONExtractString('{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}', 'a')" => "hello";
        func::json::json_extract_string_case_insensitive("{\"ABC\": \"def\"}", ["abc"]) => "JSONExtractStringCaseInsensitive('{\"ABC\": \"def\"}', 'abc')" => "def";
        func::json::json_extract_uint("{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}", [Expr::val("b"), Expr::val(-1)]) => "JSONExtractUInt('{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}', 'b', -1)" => "300";
        func::json::json_extract_uint_case_insensitive("{\"COUNT\": 789}", ["count"]) => "JSONExtractUIntCaseInsensitive('{\"COUNT\": 789}', 'count')" => "789";
        func::comparison::equals(func::json::json_has("{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}", ["b"]), 1) => "equals(JSONHas('{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}', 'b'), 1)" => "1";
        func::json::json_key("{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}", [1]) => "JSONKey('{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}', 1)" => "a";
        func::comparison::equals(func::json::json_length("{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}", Vec::<Expr>::new()), 2) => "equals(JSONLength('{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}'), 2)" => "1";
        func::json::json_merge_patch(["{\"a\":1}", "{\"name\": \"joey\"}", "{\"name\": \"tom\"}", "{\"name\": \"zoey\"}"]) => "JSONMergePatch('{\"a\":1}', '{\"name\": \"joey\"}', '{\"name\": \"tom\"}', '{\"name\": \"zoey\"}')" => "{\"a\":1,\"name\":\"zoey\"}";
        func::json::json_shared_data_paths(func::conversion::cast("{\"a\":{\"b\":5},\"c\":\"x\"}", &data_type("JSON"))) => "JSONSharedDataPaths(CAST('{\"a\":{\"b\":5},\"c\":\"x\"}', 'JSON'))" => "[]";
        func::json::json_shared_data_paths_with_types(func::conversion::cast("{\"a\":{\"b\":5},\"c\":\"x\"}", &data_type("JSON"))) => "JSONSharedDataPathsWithTypes(CAST('{\"a\":{\"b\":5},\"c\":\"x\"}', 'JSON'))" => "{}";
        func::comparison::equals(func::json::json_type("{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}", Vec::<Expr>::new()), "Object") => "equals(JSONType('{\"a\": \"hello\", \"b\": [-100, 200.0, 300]}'), 'Object')" => "1";
        func::json::pretty_print_json("{\"a\":1}").arg(8) => "prettyPrintJSON('{\"a\":1}', 8)" => "{\\n        \"a\": 1\\n}";
        func::json::simple_json_extract_bool("{\"a\":true,\"b\":-1.5,\"c\":7,\"d\":\"it\\u0027s\",\"e\":[1]}", "a") => "simpleJSONExtractBool('{\"a\":true,\"b\":-1.5,\"c\":7,\"d\":\"it\\\\u0027s\",\"e\":[1]}', 'a')" => "1";
        func::json::simple_json_extract_float("{\"a\":true,\"b\":-1.5,\"c\":7,\"d\":\"it\\u0027s\",\"e\":[1]}", "b") => "simpleJSONExtractFloat('{\"a\":true,\"b\":-1.5,\"c\":7,\"d\":\"it\\\\u0027s\",\"e\":[1]}', 'b')" => "-1.5";
        func::json::simple_json_extract_int("{\"a\":true,\"b\":-1.5,\"c\":7,\"d\":\"it\\u0027s\",\"e\":[1]}", "c") => "simpleJSONExtractInt('{\"a\":true,\"b\":-1.5,\"c\":7,\"d\":\"it\\\\u0027s\",\"e\":[1]}', 'c')" => "7";
        func::json::simple_json_extract_raw("{\"a\":true,\"b\":-1.5,\"c\":7,\"d\":\"it\\u0027s\",\"e\":[1]}", "e") => "simpleJSONExtractRaw('{\"a\":true,\"b\":-1.5,\"c\":7,\"d\":\"it\\\\u0027s\",\"e\":[1]}', 'e')" => "[1]";
        func::json::simple_json_extract_string("{\"a\":true,\"b\":-1.5,\"c\":7,\"d\":\"it\\u0027s\",\"e\":[1]}", "d") => "simpleJSONExtractString('{\"a\":true,\"b\":-1.5,\"c\":7,\"d\":\"it\\\\u0027s\",\"e\":[1]}', 'd')" => "it\\'s";
        func::json::simple_json_extract_uint("{\"a\":true,\"b\":-1.5,\"c\":7,\"d\":\"it\\u0027s\",\"e\":[1]}", "c") => "simpleJSONExtractUInt('{\"a\":true,\"b\":-1.5,\"c\":7,\"d\":\"it\\\\u0027s\",\"e\":[1]}', 'c')" => "7";
        func::json::simple_json_has("{\"a\":true,\"b\":-1.5,\"c\":7,\"d\":\"it\\u0027s\",\"e\":[1]}", "z") => "simpleJSONHas('{\"a\":true,\"b\":-1.5,\"c\":7,\"d\":\"it\\\\u0027s\",\"e\":[1]}', 'z')" => "0";
        func::json::to_json_string(func::map::map([(Expr::val("key1"), Expr::val(1)), (Expr::val("key2"), Expr::val(2))])) => "toJSONString(map('key1', 1, 'key2', 2))" => "{\"key1\":1,\"key2\":2}";
    }
}

#[test]
fn map() {
    answers! {
        func::map::extract_key_value_pairs("a:1, b:2") => "extractKeyValuePairs('a:1, b:2')" => "{'a':'1','b':'2'}";
        func::map::extract_key_value_pairs_with_escaping("a:b").arg(":").arg(",") => "extractKeyValuePairsWithEscaping('a:b', ':', ',')" => "{'a':'b'}";
        func::map::map([(Expr::val("it's"), Expr::val(1)), (Expr::val("b"), Expr::val(-2))]) => "map('it\\'s', 1, 'b', -2)" => "{'it\\'s':1,'b':-2}";
        func::map::map_add([Expr::from(func::map::map([(Expr::val(1), Expr::val(1))])), Expr::from(func::map::map([(Expr::val(1), Expr::val(1))]))]) => "mapAdd(map(1, 1), map(1, 1))" => "{1:2}";
        func::map::map_all(func::lambda(["k", "v"], func::comparison::equals(Expr::col("v"), 1)), func::map::map([(Expr::val("k1"), Expr::val(1)), (Expr::val("k2"), Expr::val(2))])) => "mapAll((`k`, `v`) -> equals(`v`, 1), map('k1', 1, 'k2', 2))" => "0";
        func::map::map_apply(func::lambda(["k", "v"], func::tuple::tuple([Expr::col("k"), Expr::from(func::arithmetic::multiply(Expr::col("v"), 2))])), func::map::map([(Expr::val("k1"), Expr::val(1)), (Expr::val("k2"), Expr::val(2))])) => "mapApply((`k`, `v`) -> tuple(`k`, multiply(`v`, 2)), map('k1', 1, 'k2', 2))" => "{'k1':2,'k2':4}";
        func::map::map_concat([Expr::from(func::map::map([(Expr::val("k1"), Expr::val("v1"))])), Expr::from(func::map::map([(Expr::val("k2"), Expr::val("v2"))]))]) => "mapConcat(map('k1', 'v1'), map('k2', 'v2'))" => "{'k1':'v1','k2':'v2'}";
        func::map::map_contains_key(func::map::map([(Expr::val("k1"), Expr::val("v1")), (Expr::val("k2"), Expr::val("v2"))]), "k1") => "mapContainsKey(map('k1', 'v1', 'k2', 'v2'), 'k1')" => "1";
        func::map::map_contains_key_like(func::map::map([(Expr::val("abc"), Expr::val(1))]), "a%") => "mapContainsKeyLike(map('abc', 1), 'a%')" => "1";
        func::map::map_contains_value(func::map::map([(Expr::val("k1"), Expr::val("v1")), (Expr::val("k2"), Expr::val("v2"))]), "v1") => "mapContainsValue(map('k1', 'v1', 'k2', 'v2'), 'v1')" => "1";
        func::map::map_contains_value_like(func::map::map([(Expr::val("k"), Expr::val("abc"))]), "a%") => "mapContainsValueLike(map('k', 'abc'), 'a%')" => "1";
        func::map::map_exists(func::lambda(["k", "v"], func::comparison::equals(Expr::col("v"), 1)), func::map::map([(Expr::val("k1"), Expr::val(1)), (Expr::val("k2"), Expr::val(2))])) => "mapExists((`k`, `v`) -> equals(`v`, 1), map('k1', 1, 'k2', 2))" => "1";
        func::map::map_extract_key_like(func::map::map([(Expr::val("abc"), Expr::val(1)), (Expr::val("b"), Expr::val(2))]), "a%") => "mapExtractKeyLike(map('abc', 1, 'b', 2), 'a%')" => "{'abc':1}";
        func::map::map_extract_value_like(func::map::map([(Expr::val("k"), Expr::val("abc")), (Expr::val("l"), Expr::val("b"))]), "a%") => "mapExtractValueLike(map('k', 'abc', 'l', 'b'), 'a%')" => "{'k':'abc'}";
        func::map::map_filter(func::lambda(["k", "v"], func::comparison::greater(Expr::col("v"), 1)), func::map::map([(Expr::val("k1"), Expr::val(1)), (Expr::val("k2"), Expr::val(2))])) => "mapFilter((`k`, `v`) -> greater(`v`, 1), map('k1', 1, 'k2', 2))" => "{'k2':2}";
        func::map::map_from_arrays(func::array::array(["a", "b", "c"]), func::array::array([1, 2, 3])) => "mapFromArrays(array('a', 'b', 'c'), array(1, 2, 3))" => "{'a':1,'b':2,'c':3}";
        func::map::map_keys(func::map::map([(Expr::val("k1"), Expr::val("v1")), (Expr::val("k2"), Expr::val("v2"))])) => "mapKeys(map('k1', 'v1', 'k2', 'v2'))" => "['k1','k2']";
        func::map::map_partial_reverse_sort_by(func::lambda(["k", "v"], Expr::col("v")), 2, func::map::map([(Expr::val("k1"), Expr::val(3)), (Expr::val("k2"), Expr::val(1)), (Expr::val("k3"), Expr::val(2))])) => "mapPartialReverseSort((`k`, `v`) -> `v`, 2, map('k1', 3, 'k2', 1, 'k3', 2))" => "{'k1':3,'k3':2,'k2':1}";
        func::map::map_partial_sort_by(func::lambda(["k", "v"], Expr::col("v")), 2, func::map::map([(Expr::val("k1"), Expr::val(3)), (Expr::val("k2"), Expr::val(1)), (Expr::val("k3"), Expr::val(2))])) => "mapPartialSort((`k`, `v`) -> `v`, 2, map('k1', 3, 'k2', 1, 'k3', 2))" => "{'k2':1,'k3':2,'k1':3}";
        func::map::map_populate_series(func::map::map([(Expr::val(1), Expr::val(10)), (Expr::val(5), Expr::val(20))])).arg(6) => "mapPopulateSeries(map(1, 10, 5, 20), 6)" => "{1:10,2:0,3:0,4:0,5:20,6:0}";
        func::map::map_reverse_sort_by(func::lambda(["k", "v"], Expr::col("v")), func::map::map([(Expr::val("k1"), Expr::val(3)), (Expr::val("k2"), Expr::val(1)), (Expr::val("k3"), Expr::val(2))])) => "mapReverseSort((`k`, `v`) -> `v`, map('k1', 3, 'k2', 1, 'k3', 2))" => "{'k1':3,'k3':2,'k2':1}";
        func::map::map_sort_by(func::lambda(["k", "v"], Expr::col("v")), func::map::map([(Expr::val("k1"), Expr::val(3)), (Expr::val("k2"), Expr::val(1)), (Expr::val("k3"), Expr::val(2))])) => "mapSort((`k`, `v`) -> `v`, map('k1', 3, 'k2', 1, 'k3', 2))" => "{'k2':1,'k3':2,'k1':3}";
        func::map::map_subtract([Expr::from(func::map::map([(Expr::val(1), Expr::val(1))])), Expr::from(func::map::map([(Expr::val(1), Expr::val(1))]))]) => "mapSubtract(map(1, 1), map(1, 1))" => "{1:0}";
        func::map::map_update(func::map::map([(Expr::val("key1"), Expr::val(0)), (Expr::val("key3"), Expr::val(0))]), func::map::map([(Expr::val("key1"), Expr::val(10)), (Expr::val("key2"), Expr::val(10))])) => "mapUpdate(map('key1', 0, 'key3', 0), map('key1', 10, 'key2', 10))" => "{'key3':0,'key1':10,'key2':10}";
        func::map::map_values(func::map::map([(Expr::val("k1"), Expr::val("v1")), (Expr::val("k2"), Expr::val("v2"))])) => "mapValues(map('k1', 'v1', 'k2', 'v2'))" => "['v1','v2']";
    }
}

#[test]
fn tuple() {
    answers! {
        func::tuple::dot_product(func::tuple::tuple([1, 2]), func::tuple::tuple([3, 4])) => "dotProduct(tuple(1, 2), tuple(3, 4))" => "11";
        func::tuple::flatten_tuple(func::conversion::cast(func::tuple::tuple([Expr::val(1), Expr::from(func::tuple::tuple([2, 3]))]), &data_type("Tuple(a UInt8, b Tuple(c UInt8, d UInt8))"))) => "flattenTuple(CAST(tuple(1, tuple(2, 3)), 'Tuple(a UInt8, b Tuple(c UInt8, d UInt8))'))" => "(1,2,3)";
        func::tuple::tuple([1, 2]) => "tuple(1, 2)" => "(1,2)";
        func::tuple::tuple_concat([Expr::from(func::tuple::tuple([Expr::val(1), Expr::val("a")])), Expr::from(func::tuple::tuple([2, 3]))]) => "tupleConcat(tuple(1, 'a'), tuple(2, 3))" => "(1,'a',2,3)";
        func::tuple::tuple_divide(func::tuple::tuple([1, 2]), func::tuple::tuple([2, 3])) => "tupleDivide(tuple(1, 2), tuple(2, 3))" => "(0.5,0.6666666666666666)";
        func::tuple::tuple_divide_by_number(func::tuple::tuple([1, 2]), 0.5) => "tupleDivideByNumber(tuple(1, 2), 0.5)" => "(2,4)";
        func::tuple::tuple_element(func::tuple::tuple([Expr::val(1), Expr::val("hello")]), 2) => "tupleElement(tuple(1, 'hello'), 2)" => "hello";
        func::tuple::tuple_hamming_distance(func::tuple::tuple([1, 2, 3]), func::tuple::tuple([3, 2, 1])) => "tupleHammingDistance(tuple(1, 2, 3), tuple(3, 2, 1))" => "2";
        func::tuple::tuple_int_div(func::tuple::tuple([15, 10, 5]), func::tuple::tuple([5, 5, 5])) => "tupleIntDiv(tuple(15, 10, 5), tuple(5, 5, 5))" => "(3,2,1)";
        func::tuple::tuple_int_div_by_number(func::tuple::tuple([15, 10, 5]), 5) => "tupleIntDivByNumber(tuple(15, 10, 5), 5)" => "(3,2,1)";
        func::tuple::tuple_int_div_or_zero(func::tuple::tuple([5, 10, 15]), func::tuple::tuple([0, 0, 0])) => "tupleIntDivOrZero(tuple(5, 10, 15), tuple(0, 0, 0))" => "(0,0,0)";
        func::tuple::tuple_int_div_or_zero_by_number(func::tuple::tuple([15, 10, 5]), 5) => "tupleIntDivOrZeroByNumber(tuple(15, 10, 5), 5)" => "(3,2,1)";
        func::tuple::tuple_minus(func::tuple::tuple([1, 2]), func::tuple::tuple([2, 3])) => "tupleMinus(tuple(1, 2), tuple(2, 3))" => "(-1,-1)";
        func::tuple::tuple_modulo(func::tuple::tuple([15, 10, 5]), func::tuple::tuple([5, 3, 2])) => "tupleModulo(tuple(15, 10, 5), tuple(5, 3, 2))" => "(0,1,1)";
        func::tuple::tuple_modulo_by_number(func::tuple::tuple([15, 10, 5]), 2) => "tupleModuloByNumber(tuple(15, 10, 5), 2)" => "(1,0,1)";
        func::tuple::tuple_multiply(func::tuple::tuple([1, 2]), func::tuple::tuple([2, 3])) => "tupleMultiply(tuple(1, 2), tuple(2, 3))" => "(2,6)";
        func::tuple::tuple_multiply_by_number(func::tuple::tuple([1, 2]), -2.1) => "tupleMultiplyByNumber(tuple(1, 2), -2.1)" => "(-2.1,-4.2)";
        func::tuple::tuple_names(func::conversion::cast(func::tuple::tuple([Expr::val(1), Expr::val("x")]), &data_type("Tuple(a UInt8, b String)"))) => "tupleNames(CAST(tuple(1, 'x'), 'Tuple(a UInt8, b String)'))" => "['a','b']";
        func::tuple::tuple_negate(func::tuple::tuple([1, 2])) => "tupleNegate(tuple(1, 2))" => "(-1,-2)";
        func::tuple::tuple_plus(func::tuple::tuple([1, 2]), func::tuple::tuple([2, 3])) => "tuplePlus(tuple(1, 2), tuple(2, 3))" => "(3,5)";
        func::tuple::tuple_positive_modulo_by_number(func::tuple::tuple([15, 10, 5]), 2) => "tuplePositiveModuloByNumber(tuple(15, 10, 5), 2)" => "(1,0,1)";
        func::tuple::tuple_to_name_value_pairs(func::tuple::tuple([3, 2, 1])) => "tupleToNameValuePairs(tuple(3, 2, 1))" => "[('1',3),('2',2),('3',1)]";
    }
}
