//! A text that is a type prints, and what it prints is that type again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sea_query_clickhouse::types::DataType;

fuzz_target!(|text: &str| {
    let Ok(data_type) = text.parse::<DataType>() else {
        return;
    };
    let printed = data_type.to_string();
    match printed.parse::<DataType>() {
        Ok(again) => {
            assert_eq!(again, data_type, "{text:?} is printed as {printed:?}");
            assert_eq!(again.to_string(), printed);
        }
        Err(error) => panic!("{text:?} is printed as {printed:?}: {error}"),
    }
});
