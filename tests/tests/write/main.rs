//! What changes rows: INSERT ... SELECT, many rows at once, defaults, UPDATE and DELETE.

mod bulk;
mod change;
mod default;
mod select;
