//! All readings of a record, one after the other.

use chancery::Reading;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::{DocumentKey, Error, Query, Record};

/// A reading that a query asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Selected {
    /// The reading, whole.
    pub reading: Reading,
    /// The ids of its statements that the query asks for, ascending; all of them if it asks for no statements in
    /// particular.
    pub statements: Vec<usize>,
}

impl Record {
    /// Calls `visit` with the newest revision of each document of which a query asks for something, the oldest day of
    /// release first, then by URL or name: documents that were added in another order come in the same. A query that asks
    /// for no more than days has every document of these days, whether it holds statements or not. `sort` and `limit` are
    /// not looked at.
    ///
    /// One reading is in memory at a time. What others add meanwhile is not seen.
    ///
    /// # Errors
    /// What `visit` fails with, or why the record cannot be read.
    pub fn for_each_reading<E: From<Error>>(
        &self,
        query: &Query,
        mut visit: impl FnMut(Selected) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some(index) = self.index_query(query)? else {
            return Ok(());
        };
        let all = index.is_empty();
        let (sql, values) = documents(index, query);
        let mut documents = self.connection.prepare(&sql).map_err(Error::from)?;
        let rows = documents.query(params_from_iter(values));
        let mut rows = rows.map_err(Error::from)?;
        let mut open: Option<(i64, Vec<usize>)> = None;
        // The statement that stays open keeps the record as it was when the visit began.
        while let Some(row) = rows.next().map_err(Error::from)? {
            let document: i64 = row.get(0).map_err(Error::from)?;
            let statement: Option<i64> = row.get(1).map_err(Error::from)?;
            let statement = statement.and_then(|number| usize::try_from(number).ok());
            match &mut open {
                Some((last, statements)) if *last == document => statements.extend(statement),
                _ => {
                    let last = open.replace((document, statement.into_iter().collect()));
                    self.visit(last, all, &mut visit)?;
                }
            }
        }
        self.visit(open, all, &mut visit)
    }

    fn visit<E: From<Error>>(
        &self,
        document: Option<(i64, Vec<usize>)>,
        all: bool,
        visit: &mut impl FnMut(Selected) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some((id, mut statements)) = document else {
            return Ok(());
        };
        let Some(reading) = self.document(&DocumentKey::Number(id))? else {
            return Ok(());
        };
        if all {
            statements = reading.statements.iter().map(|said| said.id).collect();
        }
        visit(Selected {
            reading,
            statements,
        })
    }
}

/// Documents with their statements that are asked for, or once each with none where all are.
fn documents(index: String, query: &Query) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = Vec::new();
    let mut sql = String::from(if index.is_empty() {
        "SELECT d.id, NULL AS number FROM documents d WHERE d.current = 1"
    } else {
        values.push(index.into());
        "SELECT d.id, s.number FROM words w JOIN statements s ON s.id = w.rowid
             JOIN documents d ON d.id = s.document WHERE words MATCH ?"
    });
    for (day, condition) in [
        (&query.since, " AND d.published >= ?"),
        (&query.until, " AND d.published <= ?"),
    ] {
        if let Some(day) = day {
            sql.push_str(condition);
            values.push(day.clone().into());
        }
    }
    sql.push_str(" ORDER BY d.published, d.key, d.id, number");
    (sql, values)
}
