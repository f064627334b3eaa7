//! One value of one row, which all forms of a table are made of.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::columns::{Column, Row, Value};

/// What separates the values of a list in CSV. No code and no id has it; where a name does, a backslash stands before it.
const SEPARATOR: char = '|';

/// A value.
pub(crate) enum Cell<'r> {
    None,
    Text(&'r str),
    Number(i64),
    Flag(bool),
    /// Days since 1970-01-01.
    Day(i32),
    Texts(Vec<&'r str>),
    Numbers(Vec<i64>),
}

/// The value of a column in a row.
pub(crate) fn cell<'r>(column: &Column, row: &Row<'r>) -> Cell<'r> {
    match column.value {
        Value::Text(of) => Cell::Text(of(row)),
        Value::TextIfAny(of) => of(row).map_or(Cell::None, Cell::Text),
        Value::Day(of) => of(row).and_then(days).map_or(Cell::None, Cell::Day),
        Value::Number(of) => Cell::Number(number(of(row))),
        Value::NumberIfAny(of) => of(row).map_or(Cell::None, |it| Cell::Number(number(it))),
        Value::Flag(of) => Cell::Flag(of(row)),
        Value::Texts(of) => Cell::Texts(of(row)),
        Value::Names(of) => Cell::Texts(row.names(of(row))),
        Value::Numbers(of) => Cell::Numbers(of(row).iter().copied().map(number).collect()),
    }
}

fn number(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The days from 1970-01-01 to a day in ISO 8601.
fn days(day: &str) -> Option<i32> {
    let epoch = Date::constant(1970, 1, 1);
    let day: Date = day.parse().ok()?;
    Some(day.since(epoch).ok()?.get_days())
}

fn date(days: i32) -> String {
    use jiff::ToSpan as _;
    let epoch = Date::constant(1970, 1, 1);
    let date = epoch.checked_add(days.days());
    date.map_or_else(|_| String::new(), |date| date.to_string())
}

impl Cell<'_> {
    /// As it stands in CSV: nothing for null, lists joined.
    pub(crate) fn csv(&self) -> String {
        match self {
            Cell::None => String::new(),
            Cell::Text(text) => (*text).to_owned(),
            Cell::Number(number) => number.to_string(),
            Cell::Flag(flag) => flag.to_string(),
            Cell::Day(days) => date(*days),
            Cell::Texts(texts) => {
                let escaped = texts
                    .iter()
                    .map(|text| text.replace('\\', "\\\\").replace(SEPARATOR, "\\|"));
                escaped.collect::<Vec<_>>().join("|")
            }
            Cell::Numbers(numbers) => {
                let numbers = numbers.iter().map(i64::to_string);
                numbers.collect::<Vec<_>>().join("|")
            }
        }
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::None => serializer.serialize_none(),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Number(number) => serializer.serialize_i64(*number),
            Cell::Flag(flag) => serializer.serialize_bool(*flag),
            Cell::Day(days) => serializer.serialize_str(&date(*days)),
            Cell::Texts(texts) => texts.serialize(serializer),
            Cell::Numbers(numbers) => numbers.serialize(serializer),
        }
    }
}
