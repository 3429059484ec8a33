//! The Rust type of a field for the type of a column.

use sea_query_clickhouse::DataType;

use super::{
    DateTimeCrate, EntityGenerator,
    name::{Names, camel, raw},
};

/// Makes the types of the fields of an entity, and the enums and structs that they are.
pub(super) struct Fields<'a> {
    pub(super) options: &'a EntityGenerator,
    /// What the names of enums and structs begin with.
    pub(super) entity: String,
    pub(super) names: Names,
    /// The code of the enums and structs.
    pub(super) definitions: Vec<String>,
    /// Whether `types` of the crate is named.
    pub(super) has_types: bool,
}

/// The type of a field.
#[derive(Clone, Debug)]
pub(super) struct FieldType {
    pub(super) code: String,
    /// What the attribute of the field says of the type, where the Rust type says less.
    pub(super) attribute: Option<String>,
    /// Whether the field can be part of a primary key of SeaORM.
    pub(super) is_key: bool,
}

/// Why there is no Rust type.
pub(super) type Reason = String;

impl Fields<'_> {
    /// The type of the field of a column.
    pub(super) fn field(&mut self, column: &str, data_type: &DataType) -> Result<FieldType, Reason> {
        let (core, is_low, is_nullable) = core(data_type);
        let code = self.whole(column, core)?;
        let says = !is_said(core);
        let attribute = match (is_low, says) {
            (false, false) => None,
            (true, false) => Some("low_cardinality".to_owned()),
            (false, true) => Some(format!("type = {:?}", core.to_string())),
            (true, true) => Some(format!("type = {:?}", core.clone().low_cardinality().to_string())),
        };
        let code = match is_nullable {
            true => format!("Option<{code}>"),
            false => code,
        };
        let is_key = !is_nullable
            && !matches!(
                core,
                DataType::Array(_)
                    | DataType::Map(..)
                    | DataType::Tuple(_)
                    | DataType::Nested(_)
                    | DataType::Json
                    | DataType::JsonWith(_)
                    | DataType::Variant(_)
                    | DataType::Dynamic(_)
                    | DataType::AggregateFunction(_)
                    | DataType::QBit(..)
            );
        Ok(FieldType {
            code,
            attribute,
            is_key,
        })
    }

    /// What only a whole field can be.
    fn whole(&mut self, column: &str, data_type: &DataType) -> Result<String, Reason> {
        match data_type {
            DataType::SimpleAggregateFunction(function) => match function.arguments() {
                [argument] => {
                    let (inner, _, is_nullable) = core(argument);
                    let code = self.whole(column, inner)?;
                    Ok(if is_nullable {
                        format!("Option<{code}>")
                    } else {
                        code
                    })
                }
                _ => Err(unknown(data_type)),
            },
            DataType::Enum8(names) => Ok(self.enumeration(column, names.iter().map(|(name, _)| name))),
            DataType::Enum16(names) => Ok(self.enumeration(column, names.iter().map(|(name, _)| name))),
            DataType::Array(element) if is_of_vec(element) => {
                Ok(format!("Vec<{}>", self.element(column, element)?))
            }
            DataType::Nested(elements) => {
                let elements: Vec<_> = elements
                    .iter()
                    .map(|(name, data_type)| (name.as_str(), data_type))
                    .collect();
                Ok(format!("Vec<{}>", self.tuple(column, &elements)?))
            }
            DataType::QBit(element, ..) if **element == DataType::Float32 => Ok("Vec<f32>".to_owned()),
            DataType::QBit(element, ..) if **element == DataType::Float64 => Ok("Vec<f64>".to_owned()),
            other => self.element(column, other),
        }
    }

    /// What an element of an array, map, tuple or variant can be too.
    fn element(&mut self, column: &str, data_type: &DataType) -> Result<String, Reason> {
        let plain = |name: &str| Ok(name.to_owned());
        let is_time = self.options.date_time_crate == DateTimeCrate::Time;
        match data_type {
            DataType::Int8 => plain("i8"),
            DataType::Int16 => plain("i16"),
            DataType::Int32 => plain("i32"),
            DataType::Int64 => plain("i64"),
            DataType::UInt8 => plain("u8"),
            DataType::UInt16 => plain("u16"),
            DataType::UInt32 => plain("u32"),
            DataType::UInt64 => plain("u64"),
            DataType::Float32 => plain("f32"),
            DataType::Float64 => plain("f64"),
            DataType::Bool => plain("bool"),
            DataType::String | DataType::FixedString(_) | DataType::Enum8(_) | DataType::Enum16(_) => {
                plain("String")
            }
            DataType::Date | DataType::Date32 if is_time => plain("TimeDate"),
            DataType::Date | DataType::Date32 => plain("Date"),
            DataType::DateTime(_) | DataType::DateTime64(..) if is_time => plain("TimeDateTimeWithTimeZone"),
            DataType::DateTime(_) | DataType::DateTime64(..) => plain("DateTimeUtc"),
            DataType::Time | DataType::Time64(_) if is_time => plain("TimeTime"),
            DataType::Time | DataType::Time64(_) => plain("Time"),
            DataType::Uuid => plain("Uuid"),
            // More digits than a `Decimal` holds.
            DataType::Decimal(0..=28, _) => plain("Decimal"),
            DataType::Decimal(..) => plain("BigDecimal"),
            DataType::Json | DataType::JsonWith(_) => plain("Json"),
            DataType::Nullable(inner) => Ok(format!("Option<{}>", self.element(column, inner)?)),
            DataType::LowCardinality(inner) => self.element(column, inner),
            DataType::SimpleAggregateFunction(function) => match function.arguments() {
                [argument] => self.element(column, argument),
                _ => Err(unknown(data_type)),
            },
            DataType::Array(element) => {
                let element = self.element(column, element)?;
                Ok(self.of_types(&format!("Array<{element}>")))
            }
            DataType::Map(key, value) => {
                let (key, value) = (self.element(column, key)?, self.element(column, value)?);
                Ok(self.of_types(&format!("Map<{key}, {value}>")))
            }
            DataType::Tuple(elements) => {
                let named: Option<Vec<_>> = elements
                    .iter()
                    .map(|(name, element)| Some((name.as_deref()?, element)))
                    .collect();
                match named {
                    Some(named) if !named.is_empty() => self.tuple(column, &named),
                    _ if (1..=12).contains(&elements.len()) => {
                        let elements: Vec<_> = elements
                            .iter()
                            .map(|(_, element)| self.element(column, element))
                            .collect::<Result<_, _>>()?;
                        Ok(match elements.as_slice() {
                            [one] => self.of_types(&format!("Tuple<({one},)>")),
                            several => self.of_types(&format!("Tuple<({})>", several.join(", "))),
                        })
                    }
                    _ => Err(format!("{data_type} has not 1 to 12 elements")),
                }
            }
            DataType::Nested(elements) => {
                let elements: Vec<_> = elements
                    .iter()
                    .map(|(name, data_type)| (name.as_str(), data_type))
                    .collect();
                Ok(format!("Vec<{}>", self.tuple(column, &elements)?))
            }
            DataType::Variant(types) => self.variant(column, types),
            DataType::AggregateFunction(_) => Ok(self.of_types("AggregateState")),
            DataType::Dynamic(_) => Ok(self.of_types("Dynamic")),
            DataType::Int128
            | DataType::Int256
            | DataType::UInt128
            | DataType::UInt256
            | DataType::BFloat16
            | DataType::IPv4
            | DataType::IPv6
            | DataType::Point
            | DataType::Ring
            | DataType::LineString
            | DataType::MultiLineString
            | DataType::Polygon
            | DataType::MultiPolygon
            | DataType::Geometry
            | DataType::Interval(_) => Ok(self.of_types(&data_type.to_string())),
            other => Err(unknown(other)),
        }
    }

    fn of_types(&mut self, name: &str) -> String {
        self.has_types = true;
        format!("types::{name}")
    }

    fn type_name(&mut self, column: &str) -> String {
        self.names.of_type(&format!("{}_{column}", self.entity))
    }

    /// An enum of SeaORM over the names of an Enum. It makes variants of the names themselves, which may be the same or
    /// no name of Rust; then the field is a String.
    fn enumeration<'n>(&mut self, column: &str, names: impl Iterator<Item = &'n String>) -> String {
        let names: Vec<_> = names.collect();
        let mut variants: Vec<_> = names.iter().map(|text| variant_of_sea_orm(text)).collect();
        variants.sort();
        let has_twins = variants.windows(2).any(|pair| pair[0] == pair[1]);
        if has_twins || variants.iter().any(|variant| variant == "Self") {
            return "String".to_owned();
        }
        let name = self.type_name(column);
        let mut variants = Names::default();
        let mut code = self.options.enum_attributes();
        code.push_str(&format!(
            "#[sea_orm(rs_type = \"String\", db_type = \"Enum\", enum_name = {:?})]\npub enum {name} {{\n",
            name
        ));
        for text in names {
            let variant = variants.variant(text, "Value");
            code.push_str(&format!(
                "    #[sea_orm(string_value = {text:?})]\n    {variant},\n"
            ));
        }
        code.push_str("}\n");
        self.definitions.push(code);
        name
    }

    /// A struct that is a tuple with names.
    fn tuple(&mut self, column: &str, elements: &[(&str, &DataType)]) -> Result<String, Reason> {
        let name = self.type_name(column);
        let mut fields = Names::default();
        let mut code = self.options.struct_attributes("ClickHouseTuple");
        code.push_str(&format!("pub struct {name} {{\n"));
        for (element, data_type) in elements {
            let field = fields.value(element, "element");
            let of_field = self.element(&format!("{column}_{field}"), data_type)?;
            if field != *element {
                code.push_str(&format!("    #[clickhouse(rename = {element:?})]\n"));
            }
            code.push_str(&format!("    pub {}: {of_field},\n", raw(&field)));
        }
        code.push_str("}\n");
        self.definitions.push(code);
        Ok(name)
    }

    /// An enum that is a Variant.
    fn variant(&mut self, column: &str, types: &[DataType]) -> Result<String, Reason> {
        let name = self.type_name(column);
        let mut variants = Names::default();
        let mut code = self.options.struct_attributes("ClickHouseVariant");
        code.push_str(&format!("pub enum {name} {{\n"));
        for data_type in types {
            let variant = variants.variant(&data_type.to_string(), "Value");
            let of_variant = self.element(&format!("{column}_{}", camel(&variant)), data_type)?;
            code.push_str(&format!("    {variant}({of_variant}),\n"));
        }
        code.push_str("}\n");
        self.definitions.push(code);
        Ok(name)
    }
}

/// The variant that SeaORM makes of a name of an Enum.
fn variant_of_sea_orm(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|letter| match letter.is_alphanumeric() {
            true => letter.to_string(),
            false => format!("{:#X}", u32::from(letter)),
        })
        .collect();
    camel(&escaped)
}

/// The type without Nullable and LowCardinality, and whether it has them.
fn core(data_type: &DataType) -> (&DataType, bool, bool) {
    match data_type {
        DataType::Nullable(inner) => (inner, false, true),
        DataType::LowCardinality(inner) => match &**inner {
            DataType::Nullable(inner) => (inner, true, true),
            inner => (inner, true, false),
        },
        // Both have NULL without being Nullable.
        DataType::Variant(_) | DataType::Dynamic(_) => (data_type, false, true),
        other => (other, false, false),
    }
}

/// Whether the Rust type alone declares this type.
fn is_said(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Int8
            | DataType::Int16
            | DataType::Int32
            | DataType::Int64
            | DataType::Int128
            | DataType::Int256
            | DataType::UInt8
            | DataType::UInt16
            | DataType::UInt32
            | DataType::UInt64
            | DataType::UInt128
            | DataType::UInt256
            | DataType::Float32
            | DataType::Float64
            | DataType::BFloat16
            | DataType::Bool
            | DataType::String
            | DataType::Uuid
            | DataType::IPv4
            | DataType::IPv6
            | DataType::Point
            | DataType::Ring
            | DataType::LineString
            | DataType::MultiLineString
            | DataType::Polygon
            | DataType::MultiPolygon
            | DataType::Geometry
            | DataType::Interval(_)
    )
}

/// Whether SeaORM has a `Vec` of it.
fn is_of_vec(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Int32
            | DataType::Int64
            | DataType::Float32
            | DataType::Float64
            | DataType::Bool
            | DataType::String
            | DataType::Uuid
    )
}

fn unknown(data_type: &DataType) -> Reason {
    format!("there is no field for the type {data_type}")
}
