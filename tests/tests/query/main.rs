//! What queries mean: windows, groups, absent rows, PREWHERE, functions, changes.

mod absence;
mod aggregate;
mod function;
mod group;
mod prewhere;
mod qualify;
mod window;
