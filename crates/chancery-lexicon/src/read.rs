//! From the cells of a row to the fields of a record.

use crate::error::{At, Problems};
use crate::table::{Row, Table};
use crate::vocabulary::Vocabulary;

/// What a row of one of the tables says.
pub(crate) trait Record: Sized {
    /// The columns the table has; each must be there, in any order.
    const COLUMNS: &'static [&'static str];
    /// Reads one row; `None` if nothing can be made of it (and a problem was noted).
    fn read(row: &mut Reader<'_, '_>) -> Option<Self>;
}

/// The records of one table, each with the line it came from.
pub(crate) struct Sheet<'t, T> {
    pub(crate) path: &'t str,
    pub(crate) records: Vec<T>,
    pub(crate) lines: Vec<usize>,
}

impl<'t, T> Sheet<'t, T> {
    /// The records with their places.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (At<'t>, &T)> {
        let path = self.path;
        self.lines
            .iter()
            .zip(&self.records)
            .map(move |(&line, record)| (At { path, line }, record))
    }
}

/// Reads a table whose columns are known.
pub(crate) fn sheet<'t, T: Record>(
    table: Option<&'t Table>,
    problems: &mut Problems,
) -> Sheet<'t, T> {
    let mut sheet = Sheet {
        path: "",
        records: Vec::new(),
        lines: Vec::new(),
    };
    let Some(table) = table else { return sheet };
    sheet.path = table.path();
    if !columns_fit(table, T::COLUMNS, problems) {
        return sheet;
    }
    let place = |name: &&'static str| {
        let place = table.columns().iter().position(|column| column == name);
        place.map(|place| (*name, place))
    };
    let order: Vec<(&'static str, usize)> = T::COLUMNS.iter().filter_map(place).collect();
    sheet.records.reserve(table.len());
    sheet.lines.reserve(table.len());
    for row in table.rows() {
        let mut reader = Reader {
            row,
            order: &order,
            next: 0,
            problems,
        };
        // Who says so is part of every row.
        if reader.optional("source").is_empty() {
            reader.problem("source", "empty");
        }
        if let Some(record) = T::read(&mut reader) {
            sheet.records.push(record);
            sheet.lines.push(row.line());
        }
    }
    sheet
}

/// Whether a table has exactly the columns it should have.
fn columns_fit(table: &Table, expected: &[&str], problems: &mut Problems) -> bool {
    // A file without so much as a header is one that nobody has begun to write.
    if table.columns().is_empty() {
        return false;
    }
    let at = table.header();
    let missing = expected
        .iter()
        .filter(|name| !table.columns().iter().any(|column| column == *name));
    let unknown = table
        .columns()
        .iter()
        .filter(|column| !expected.contains(&column.as_str()));
    let mut fit = true;
    for name in missing {
        fit = false;
        problems.line(at, format!("no column {name}"));
    }
    for name in unknown {
        fit = false;
        problems.line(at, format!("no such column: {name}"));
    }
    fit
}

/// Reads the cells of one row and notes what is wrong with them.
pub(crate) struct Reader<'t, 'p> {
    row: Row<'t>,
    /// The columns as the record names them, each with its place in the table.
    order: &'p [(&'static str, usize)],
    /// The place in `order` of the column that is likely to be asked for next.
    next: usize,
    problems: &'p mut Problems,
}

impl<'t> Reader<'t, '_> {
    /// Notes a problem with a cell of this row.
    pub(crate) fn problem(&mut self, column: &str, message: impl Into<String>) {
        self.problems.cell(self.row.at(), column, message);
    }

    /// The cell in a column. Records are read in the order of their columns, so the next is mostly the one.
    fn cell(&mut self, column: &str) -> &'t str {
        let named = |entry: &(&str, usize)| entry.0 == column;
        if !self.order.get(self.next).is_some_and(named) {
            self.next = self
                .order
                .iter()
                .position(named)
                .unwrap_or(self.order.len());
        }
        let Some(&(_, place)) = self.order.get(self.next) else {
            return "";
        };
        self.next += 1;
        self.row.cell(place)
    }

    /// The one value of a cell that may be empty.
    pub(crate) fn optional(&mut self, column: &str) -> &'t str {
        let cell = self.cell(column);
        if cell.bytes().any(|byte| byte == b'|') {
            self.problem(
                column,
                format!("several values where there can be one: {cell}"),
            );
        }
        cell
    }

    /// The value of a cell that must not be empty.
    pub(crate) fn text(&mut self, column: &str) -> String {
        let cell = self.optional(column);
        if cell.is_empty() {
            self.problem(column, "empty");
        }
        cell.to_owned()
    }

    /// The values of a cell, none if it is empty.
    pub(crate) fn list(&mut self, column: &str) -> Vec<String> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return Vec::new();
        }
        let bars = cell.bytes().filter(|&byte| byte == b'|').count();
        let mut values: Vec<String> = Vec::with_capacity(bars + 1);
        let mut rest = cell;
        for _ in 0..=bars {
            let bar = rest.bytes().position(|byte| byte == b'|');
            let (value, after) = match bar {
                // One space stands on either side of each bar.
                Some(bar) => (
                    rest[..bar].strip_suffix(' '),
                    rest[bar + 1..].strip_prefix(' '),
                ),
                None => (Some(rest), Some("")),
            };
            let (Some(value), Some(after)) = (value.filter(|value| !value.is_empty()), after)
            else {
                self.problem(
                    column,
                    format!("values are separated by “ | ”, not as in {cell:?}"),
                );
                break;
            };
            if values.iter().any(|earlier| earlier == value) {
                self.problem(column, format!("given twice: {value}"));
            } else {
                values.push(value.to_owned());
            }
            rest = after;
        }
        values
    }

    /// The values of a cell that must hold at least one.
    pub(crate) fn some(&mut self, column: &str) -> Vec<String> {
        let values = self.list(column);
        if values.is_empty() {
            self.problem(column, "empty");
        }
        values
    }

    /// An identifier: lower-case letters and digits in groups that hyphens join.
    pub(crate) fn id(&mut self, column: &str) -> String {
        let id = self.text(column);
        let part = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        if !id.is_empty() && !id.split('-').all(part) {
            self.problem(
                column,
                format!("an id is of lower-case ASCII letters, digits and single hyphens: {id}"),
            );
        }
        id
    }

    /// The member of a closed set that a cell names.
    pub(crate) fn one_of<T: Vocabulary>(&mut self, column: &str) -> Option<T> {
        let word = self.text(column);
        if word.is_empty() {
            None
        } else {
            self.member(column, &word)
        }
    }

    /// The member of a closed set that a cell names, if it is not empty.
    pub(crate) fn maybe_one_of<T: Vocabulary>(&mut self, column: &str) -> Option<T> {
        let word = self.optional(column);
        if word.is_empty() {
            None
        } else {
            self.member(column, word)
        }
    }

    /// The members of a closed set that a cell names.
    pub(crate) fn any_of<T: Vocabulary>(&mut self, column: &str) -> Vec<T> {
        let words = self.list(column);
        words
            .iter()
            .filter_map(|word| self.member(column, word))
            .collect()
    }

    fn member<T: Vocabulary>(&mut self, column: &str, word: &str) -> Option<T> {
        let found = T::EVERY
            .iter()
            .copied()
            .find(|member| member.word() == word);
        if found.is_none() {
            let known: Vec<&str> = T::EVERY.iter().map(|member| member.word()).collect();
            self.problem(
                column,
                format!("no such {}: {word} (one of {})", T::WHAT, known.join(", ")),
            );
        }
        found
    }

    /// A number from 1 to 5.
    pub(crate) fn degree(&mut self, column: &str) -> u8 {
        let cell = self.text(column);
        match cell.parse() {
            Ok(degree @ 1..=5) => degree,
            _ => {
                if !cell.is_empty() {
                    self.problem(column, format!("not a number from 1 to 5: {cell}"));
                }
                1
            }
        }
    }
}
