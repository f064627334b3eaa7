//! Whether a record is what it should be.

use chancery::Reading;
use chancery::reading::Quote;
use serde::Serialize;

use crate::counts::Counts;
use crate::{Error, Record, stored};

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
    /// Checks the file, the keys between its tables, that every quote stands where its span says, and the counts.
    pub fn check(&self) -> Result<Checked, Error> {
        let mut checked = Checked::default();
        self.check_file(&mut checked)?;
        let mut documents = self
            .connection
            .prepare("SELECT id, reading, current FROM documents ORDER BY id")?;
        let mut counts = Counts::default();
        let mut rows = documents.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let packed: Vec<u8> = row.get(1)?;
            checked.documents += 1;
            match self.unpacker.unpack(id, &packed) {
                Ok(reading) => {
                    if row.get(2)? {
                        counts.add(&Counts::of(&reading), 1);
                    }
                    checked.check_quotes(id, &reading);
                    self.check_rows(id, "statements", &reading.statements, &mut checked)?;
                    self.check_rows(id, "engagements", &reading.engagements, &mut checked)?;
                }
                Err(error) => checked.fault(Some(id), error.to_string()),
            }
        }
        if Counts::kept(&self.connection)? != counts {
            let message = "the counts of topics, sides and contacts do not say what was read";
            checked.fault(None, message.to_owned());
        }
        Ok(checked)
    }

    /// Whether the rows that searches answer from say what was read.
    fn check_rows<T: Serialize>(
        &self,
        document: i64,
        table: &str,
        read: &[T],
        checked: &mut Checked,
    ) -> Result<(), Error> {
        let sql = format!("SELECT json FROM {table} WHERE document = ?1 ORDER BY number");
        let mut kept = self.connection.prepare_cached(&sql)?;
        let kept = kept.query_map([document], |row| row.get::<_, String>(0))?;
        let kept: Vec<String> = kept.collect::<Result<_, _>>()?;
        let read: Result<Vec<String>, _> = read.iter().map(serde_json::to_string).collect();
        if read.map_err(|error| stored::unreadable(document, &error))? != kept {
            checked.fault(
                Some(document),
                format!("the table of {table} does not say what was read"),
            );
        }
        Ok(())
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
        for (table, index) in [("statements", "words"), ("engagements", "contacts")] {
            let sql = format!(
                "SELECT (SELECT count(*) FROM {table} t JOIN documents d ON d.id = t.document WHERE d.current = 1)
                     - (SELECT count(*) FROM {index})"
            );
            let unfindable: i64 = self.connection.query_row(&sql, [], |row| row.get(0))?;
            if unfindable != 0 {
                checked.fault(
                    None,
                    format!("{unfindable} {table} are missing from their index"),
                );
            }
        }
        let twice: i64 = self.connection.query_row(
            "SELECT count(*) FROM (SELECT 1 FROM documents WHERE current = 1 GROUP BY key HAVING count(*) > 1)",
            [],
            |row| row.get(0),
        )?;
        if twice != 0 {
            checked.fault(None, format!("{twice} documents have two newest revisions"));
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
