//! Walking over statements or engagements in the order of their days, by their index where the question has one.

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use crate::{Error, Record};

/// What is walked over: its table and the index of it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Over {
    /// Statements.
    Statements,
    /// Engagements.
    Engagements,
}

impl Over {
    fn index(self) -> &'static str {
        match self {
            Over::Statements => "words",
            Over::Engagements => "contacts",
        }
    }
}

/// A question to the tables. A row is `r`, its document `d`.
pub(crate) struct Walk {
    sql: String,
    values: Vec<Value>,
    /// The same asked of the index alone; empty where there is no question to it.
    index: String,
    index_values: Vec<Value>,
    /// The number of a row, as the index has it: it holds the day.
    number: &'static str,
}

impl Walk {
    /// Over what the index answers, or over all where nothing is asked of it; `columns` are what is wanted of each row.
    pub fn new(over: Over, columns: &str, index: &str) -> Self {
        let table = match over {
            Over::Statements => "statements",
            Over::Engagements => "engagements",
        };
        let words = over.index();
        if index.is_empty() {
            return Self {
                sql: format!(
                    "SELECT {columns} FROM {table} r CROSS JOIN documents d ON d.id = r.document WHERE d.current = 1"
                ),
                values: Vec::new(),
                index: String::new(),
                index_values: Vec::new(),
                number: "r.id",
            };
        }
        // The index first, in the order of its rows, which is that of the days: so it can be left at the limit.
        Self {
            sql: format!(
                "SELECT {columns} FROM {words} i CROSS JOIN {table} r ON r.id = i.rowid
                     CROSS JOIN documents d ON d.id = r.document WHERE {words} MATCH ?"
            ),
            values: vec![index.to_owned().into()],
            index: format!("SELECT i.rowid FROM {words} i WHERE {words} MATCH ?"),
            index_values: vec![index.to_owned().into()],
            number: "i.rowid",
        }
    }

    /// Over the numbers of what the index answers: their rows are not looked up.
    pub fn numbers(over: Over, index: &str) -> Self {
        if index.is_empty() {
            return Self::new(over, "r.id", index);
        }
        let words = over.index();
        Self {
            sql: format!("SELECT i.rowid FROM {words} i WHERE {words} MATCH ?"),
            values: vec![index.to_owned().into()],
            index: format!("SELECT i.rowid FROM {words} i WHERE {words} MATCH ?"),
            index_values: vec![index.to_owned().into()],
            number: "i.rowid",
        }
    }

    /// Only rows of which a condition holds.
    pub fn only(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
        self.values.extend(values);
    }

    /// Only rows whose number is at least this one.
    pub fn from(&mut self, number: i64) {
        self.only_number(">=", number);
    }

    /// Only rows whose number is below this one.
    pub fn below(&mut self, number: i64) {
        self.only_number("<", number);
    }

    fn only_number(&mut self, how: &str, number: i64) {
        self.only(&format!("{} {how} ?", self.number), [number.into()]);
        if !self.index.is_empty() {
            self.index.push_str(&format!(" AND i.rowid {how} ?"));
            self.index_values.push(number.into());
        }
    }

    /// Whether the index has no more than so many. Where words that are frequent are seldom together, it finds that out much
    /// sooner from the oldest row on, since it can skip rows in this direction only.
    pub fn is_few(&self, record: &Record, most: usize) -> Result<bool, Error> {
        if self.index.is_empty() {
            return Ok(false);
        }
        let sql = format!("{} ORDER BY i.rowid LIMIT 1 OFFSET ?", self.index);
        let most = Value::from(i64::try_from(most).unwrap_or(i64::MAX));
        let values = self.index_values.iter().cloned().chain([most]);
        let mut statement = record.connection.prepare_cached(&sql)?;
        Ok(statement.query(params_from_iter(values))?.next()?.is_none())
    }

    /// What is read of the rows, at most `limit` if that is not 0.
    pub fn take<T>(
        self,
        record: &Record,
        oldest_first: bool,
        limit: usize,
        read: impl Fn(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let few = limit > 0 && !oldest_first && self.is_few(record, limit)?;
        let mut found = Vec::new();
        self.each(record, oldest_first || few, limit, |row| {
            found.push(read(row)?);
            Ok(())
        })?;
        if few {
            found.reverse();
        }
        Ok(found)
    }

    /// Calls `each` with the newest rows, at most `limit`, in any order where there are no more than these.
    pub fn newest(
        self,
        record: &Record,
        limit: usize,
        each: impl FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let few = self.is_few(record, limit)?;
        self.each(record, few, limit, each)
    }

    /// The number of the newest row but so many, and whether there are older ones.
    pub fn newest_but(
        mut self,
        record: &Record,
        newer: usize,
    ) -> Result<Option<(i64, bool)>, Error> {
        self.sql
            .push_str(&format!(" ORDER BY {} DESC LIMIT 2 OFFSET ?", self.number));
        let newer = i64::try_from(newer).unwrap_or(i64::MAX);
        self.values.push(newer.into());
        let mut statement = record.connection.prepare_cached(&self.sql)?;
        let mut rows = statement.query(params_from_iter(self.values))?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let number = row.get(0)?;
        Ok(Some((number, rows.next()?.is_some())))
    }

    /// Calls `each` with the rows, at most `limit` if that is not 0.
    fn each(
        mut self,
        record: &Record,
        oldest_first: bool,
        limit: usize,
        mut each: impl FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let order = if oldest_first { "" } else { " DESC" };
        self.sql
            .push_str(&format!(" ORDER BY {}{order}", self.number));
        if limit > 0 {
            self.sql.push_str(" LIMIT ?");
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            self.values.push(limit.into());
        }
        let mut statement = record.connection.prepare_cached(&self.sql)?;
        let mut rows = statement.query(params_from_iter(self.values))?;
        while let Some(row) = rows.next()? {
            each(row)?;
        }
        Ok(())
    }
}
