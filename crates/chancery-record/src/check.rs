//! Whether a record is what it should be.

use chancery::Reading;
use chancery::reading::Quote;
use serde::Serialize;

use crate::{Error, Record};

/// What was checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// Documents, all revisions.
    pub documents: u64,
    /// Quotes that were compared with their texts.
    pub quotes: u64,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The document's number, if it is of one.
    pub document: Option<i64>,
    /// What it is.
    pub message: String,
}

impl Record {
    /// Checks the file, the keys between its tables, and that every quote stands where its span says.
    pub fn check(&self) -> Result<Checked, Error> {
        let mut checked = Checked::default();
        self.check_file(&mut checked)?;
        let mut documents = self.connection.prepare(
            "SELECT d.id, d.reading, (SELECT count(*) FROM statements s WHERE s.document = d.id),
                 (SELECT count(*) FROM engagements e WHERE e.document = d.id)
             FROM documents d ORDER BY d.id",
        )?;
        let mut rows = documents.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let json: String = row.get(1)?;
            checked.documents += 1;
            match serde_json::from_str::<Reading>(&json) {
                Ok(reading) => {
                    checked.check_quotes(id, &reading);
                    let rows = (row.get::<_, i64>(2)?, row.get::<_, i64>(3)?);
                    let read = (
                        reading.statements.len() as i64,
                        reading.engagements.len() as i64,
                    );
                    if rows != read {
                        checked.fault(Some(id), format!("{read:?} statements and engagements were read, {rows:?} are in the tables"));
                    }
                }
                Err(error) => checked.fault(
                    Some(id),
                    format!("its reading cannot be understood: {error}"),
                ),
            }
        }
        Ok(checked)
    }

    fn check_file(&self, checked: &mut Checked) -> Result<(), Error> {
        let mut integrity = self.connection.prepare("PRAGMA integrity_check")?;
        let mut lines = integrity.query([])?;
        while let Some(row) = lines.next()? {
            let line: String = row.get(0)?;
            if line != "ok" {
                checked.fault(None, line);
            }
        }
        let mut keys = self.connection.prepare("PRAGMA foreign_key_check")?;
        let mut broken = keys.query([])?;
        while let Some(row) = broken.next()? {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            checked.fault(None, format!("a row of {table} has no {parent}"));
        }
        let unfindable: i64 = self.connection.query_row(
            "SELECT (SELECT count(*) FROM statements s JOIN documents d ON d.id = s.document WHERE d.current = 1)
                 - (SELECT count(*) FROM words)",
            [],
            |row| row.get(0),
        )?;
        if unfindable != 0 {
            checked.fault(
                None,
                format!("{unfindable} statements are missing from the index of words"),
            );
        }
        let twice: i64 = self.connection.query_row(
            "SELECT count(*) FROM (SELECT 1 FROM documents WHERE current = 1 GROUP BY source HAVING count(*) > 1)",
            [],
            |row| row.get(0),
        )?;
        if twice != 0 {
            checked.fault(None, format!("{twice} sources have two newest revisions"));
        }
        Ok(())
    }
}

impl Checked {
    fn fault(&mut self, document: Option<i64>, message: String) {
        self.faults.push(Fault { document, message });
    }

    fn check_quotes(&mut self, document: i64, reading: &Reading) {
        let text: Vec<char> = reading.document.text.chars().collect();
        let of_statements = reading.statements.iter().flat_map(|statement| {
            let always = [&statement.cue, &statement.evidence];
            let perhaps = [statement.content.as_ref(), statement.condition.as_ref()];
            always.into_iter().chain(perhaps.into_iter().flatten())
        });
        let of_engagements = reading
            .engagements
            .iter()
            .map(|engagement| &engagement.evidence);
        let quotes: Vec<&Quote> = of_statements.chain(of_engagements).collect();
        for quote in quotes {
            self.quotes += 1;
            let stands = text.get(quote.span.0..quote.span.1);
            if !stands.is_some_and(|stands| stands.iter().copied().eq(quote.quote.chars())) {
                self.fault(
                    Some(document),
                    format!("{:?} does not stand at {:?}", quote.quote, quote.span),
                );
            }
        }
    }
}
