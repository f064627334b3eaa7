//! Tab-separated tables: a header line that names the columns, then rows of as many cells.
//!
//! There is no quoting: a cell holds neither a tab nor a line end. This is why no general CSV reader is used; what
//! matters here is that every problem is reported with its line and column.

use std::ops::Range;

use crate::error::{At, Problems};

/// What separates the values of a cell that has several.
const SEPARATOR: &str = " | ";

/// A table as it stands in its file: rows of text cells, addressed by the name of their column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    path: String,
    text: String,
    columns: Vec<String>,
    /// The line of the header, counted from 1.
    header: usize,
    /// The line of each row, counted from 1.
    lines: Vec<usize>,
    /// The cells of all rows, as places in `text`; each row has as many as there are columns.
    cells: Vec<Range<usize>>,
}

/// One row of a [`Table`].
#[derive(Clone, Copy, Debug)]
pub struct Row<'t> {
    table: &'t Table,
    index: usize,
}

impl Table {
    /// The file, relative to the data folder: `en/triggers.tsv`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The names of the columns, in the order of the file.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The rows, in the order of the file.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        (0..self.len()).map(|index| Row { table: self, index })
    }

    /// The place of the header.
    pub(crate) fn header(&self) -> At<'_> {
        At {
            path: &self.path,
            line: self.header,
        }
    }

    /// Reads a table; rows that are not well formed are reported and left out.
    pub(crate) fn parse(path: &str, text: &str, problems: &mut Problems) -> Table {
        let mut table = Table {
            path: path.to_owned(),
            text: text.to_owned(),
            ..Table::default()
        };
        let mut start = 0;
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let at = At {
                path,
                line: index + 1,
            };
            let offset = start;
            start += line.len();
            let line = line.strip_suffix('\n').unwrap_or(line);
            let line = line.strip_suffix('\r').unwrap_or(line);
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            if table.columns.is_empty() {
                table.columns = header(line, at, problems);
                table.header = at.line;
                // Rows are seldom shorter than this.
                table.cells.reserve(text.len() / 100 * table.columns.len());
            } else {
                table.push_row(line, offset, at, problems);
            }
        }
        table
    }

    fn push_row(&mut self, line: &str, offset: usize, at: At<'_>, problems: &mut Problems) {
        let before = self.cells.len();
        let mut start = 0;
        for (end, byte) in line.bytes().enumerate() {
            if byte == b'\t' {
                self.cells.push(offset + start..offset + end);
                start = end + 1;
            }
        }
        self.cells.push(offset + start..offset + line.len());
        let (cells, columns) = (self.cells.len() - before, self.columns.len());
        if cells != columns {
            self.cells.truncate(before);
            return problems.line(at, format!("{cells} cells, where the header has {columns}"));
        }
        self.lines.push(at.line);
        if suspect(line) {
            for (cell, column) in line.split('\t').zip(&self.columns) {
                if let Some(message) = unclean(cell) {
                    problems.cell(at, column, message);
                }
            }
        }
    }
}

impl<'t> Row<'t> {
    /// The line of the file, counted from 1.
    pub fn line(&self) -> usize {
        self.table.lines[self.index]
    }

    /// The cell in a column; empty if it is empty or there is no such column.
    pub fn get(&self, column: &str) -> &'t str {
        let columns = &self.table.columns;
        match columns.iter().position(|name| name == column) {
            Some(place) => self.cell(place),
            None => "",
        }
    }

    /// The cell at a place of the row, counted from 0; there must be one.
    pub(crate) fn cell(&self, place: usize) -> &'t str {
        let cell = &self.table.cells[self.index * self.table.columns.len() + place];
        &self.table.text[cell.clone()]
    }

    /// The values of a cell that may hold several, separated by ` | `; none if the cell is empty.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'t str> + use<'t> {
        let cell = self.get(column);
        cell.split(SEPARATOR).filter(|value| !value.is_empty())
    }

    pub(crate) fn at(&self) -> At<'t> {
        At {
            path: &self.table.path,
            line: self.line(),
        }
    }
}

/// The columns that a header line names.
fn header(line: &str, at: At<'_>, problems: &mut Problems) -> Vec<String> {
    let line = line.strip_prefix('\u{feff}').unwrap_or(line);
    let mut columns: Vec<String> = Vec::new();
    for name in line.split('\t') {
        if name.trim() != name || name.is_empty() {
            problems.line(at, format!("the header has a column {name:?}"));
        } else if columns.iter().any(|column| column == name) {
            problems.line(at, format!("the header names the column {name} twice"));
        }
        columns.push(name.to_owned());
    }
    columns
}

/// Whether a cell of a line may be unclean: a quick look that spares most lines the thorough one. It has no early
/// way out, so that it compiles to vector instructions.
fn suspect(line: &str) -> bool {
    let bytes = line.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else {
        return false;
    };
    // The bytes with which the characters begin that `unclean` looks for.
    let wrong =
        |byte: u8| (byte < b' ' && byte != b'\t') | matches!(byte, 0x7f | 0xc2 | 0xe2 | 0xef);
    let gap = |byte: u8| (byte == b' ') | (byte == b'\t');
    let pairs = bytes.iter().zip(&bytes[1..]);
    let spaced = pairs.fold(false, |found, (&one, &two)| {
        found | (gap(one) & gap(two) & !((one == b'\t') & (two == b'\t')))
    });
    let wrong = bytes.iter().fold(false, |found, &byte| found | wrong(byte));
    spaced | wrong | (*first == b' ') | (*last == b' ')
}

/// What is wrong with the characters of a cell, whatever it means.
fn unclean(cell: &str) -> Option<String> {
    if cell.starts_with(' ') || cell.ends_with(' ') || cell.contains("  ") {
        return Some(format!("a space too many in {cell:?}"));
    }
    let wrong =
        |c: char| c.is_control() || matches!(c, '\u{a0}' | '\u{200b}' | '\u{feff}' | '\u{fffd}');
    let found = cell.chars().find(|&c| wrong(c))?;
    Some(format!(
        "the character U+{:04X} in {cell:?}",
        u32::from(found)
    ))
}
