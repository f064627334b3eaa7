//! The file: opening it, its schema, what it holds.

use std::path::Path;
use std::time::Duration;

use chancery_lexicon::{GivenNames, Lexicon};
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use serde::Serialize;

use crate::stored::Unpacker;
use crate::{Entry, Error, add, counts, stored};

/// The tables, but for those of counts.
const SCHEMA: &str = include_str!("schema.sql");
/// The number of the newest schema.
const NEWEST: i64 = 3;

/// Documents by day, of all publishers and of one.
const INDEXES: &str = "
    CREATE INDEX IF NOT EXISTS documents_by_day ON documents (published DESC, id DESC) WHERE current = 1;
    CREATE INDEX IF NOT EXISTS documents_of_publisher ON documents (publisher, published DESC, id DESC) WHERE current = 1;
";
/// Marks the file as a record: `ChnC`.
const APPLICATION: i64 = 0x4368_6e43;
/// How long another writer is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// Kilobytes of pages that a writer keeps at hand.
const WRITING_CACHE: i64 = 65_536;
/// Pages that the log may have before they are put in their places.
const LOG_PAGES: i64 = 8_192;

/// An open record.
#[derive(Debug)]
pub struct Record {
    pub(crate) connection: Connection,
    pub(crate) given_names: GivenNames,
    pub(crate) unpacker: Unpacker,
}

/// What a record holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Documents, each in its newest revision.
    pub documents: u64,
    /// Older revisions of them.
    pub older_revisions: u64,
    /// Statements of the newest revisions.
    pub statements: u64,
    /// Engagements of the newest revisions.
    pub engagements: u64,
    /// Different people, offices, countries and others.
    pub entities: u64,
    /// The first day of a release.
    pub first: Option<String>,
    /// The last one.
    pub last: Option<String>,
    /// Documents by publisher, the most first.
    pub publishers: Vec<(Option<String>, u64)>,
    /// The size of the file in bytes.
    pub bytes: u64,
}

impl Record {
    /// Opens a record to write; makes it if there is none.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let connection = Connection::open(path).map_err(|_| Error::Make(path.to_path_buf()))?;
        connection.busy_timeout(PATIENCE)?;
        let mut record = Self {
            connection,
            given_names: Lexicon::shipped_given_names()?,
            unpacker: Unpacker::default(),
        };
        record.migrate(path)?;
        // Of a record that was made without them, a reader has all answers, only later.
        record.connection.execute_batch(INDEXES)?;
        // The log survives the process; the file is never half written.
        record
            .connection
            .pragma_update(None, "journal_mode", "wal")?;
        record
            .connection
            .pragma_update(None, "synchronous", "normal")?;
        record
            .connection
            .pragma_update(None, "foreign_keys", true)?;
        // Rows of many days are written at once: their pages should be at hand.
        record
            .connection
            .pragma_update(None, "cache_size", -WRITING_CACHE)?;
        record
            .connection
            .pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
        Ok(record)
    }

    /// Opens a record to read only. A file on a medium that cannot be written is read as it stands.
    pub fn read(path: &Path) -> Result<Self, Error> {
        match Self::read_as(path, "") {
            // The log needs a file beside the record. Where none can be made, nobody writes.
            Err(Error::ReadOnly(_)) => Self::read_as(path, "&immutable=1"),
            other => other,
        }
    }

    fn read_as(path: &Path, options: &str) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_URI;
        let uri = format!("file:{}?mode=ro{options}", uri_path(path));
        let connection =
            Connection::open_with_flags(uri, flags).map_err(|_| Error::Open(path.to_path_buf()))?;
        connection.busy_timeout(PATIENCE)?;
        let record = Self {
            connection,
            given_names: GivenNames::default(),
            unpacker: Unpacker::default(),
        };
        match record.schema(path)? {
            0 => Err(Error::Empty(path.to_path_buf())),
            NEWEST => Ok(record),
            found => Err(Error::Older {
                path: path.to_path_buf(),
                found,
            }),
        }
    }

    /// The schema of the file; 0 if it is empty.
    fn schema(&self, path: &Path) -> Result<i64, Error> {
        let pragma = |name: &str| {
            self.connection
                .pragma_query_value(None, name, |row| row.get::<_, i64>(0))
        };
        let application = pragma("application_id");
        let application = application.map_err(|error| match Error::from(error) {
            Error::Corrupt(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) =>
            {
                Error::Foreign(path.to_path_buf())
            }
            other => other,
        })?;
        let found = pragma("user_version")?;
        let tables = "SELECT count(*) FROM sqlite_schema";
        let empty = self
            .connection
            .query_row(tables, [], |row| row.get::<_, i64>(0))?
            == 0;
        if application != APPLICATION && !empty {
            return Err(Error::Foreign(path.to_path_buf()));
        }
        if found > NEWEST {
            return Err(Error::Newer {
                path: path.to_path_buf(),
                found,
                known: NEWEST,
            });
        }
        Ok(found)
    }

    fn migrate(&mut self, path: &Path) -> Result<(), Error> {
        if self.schema(path)? == NEWEST {
            return Ok(());
        }
        // Another process may be doing the same: it is waited for, then asked again.
        let writing = TransactionBehavior::Immediate;
        let transaction = self.connection.transaction_with_behavior(writing)?;
        let done: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        match done {
            0 => make(&transaction)?,
            1 => from_schema_1(&transaction, &self.given_names)?,
            // Schema 2 kept no counts.
            2 => counts::count_all(&transaction)?,
            _ => {}
        }
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", NEWEST)?;
        transaction.commit()?;
        Ok(())
    }

    /// Counts what is in the record.
    pub fn status(&self) -> Result<Status, Error> {
        let count = |sql: &str| {
            let count = self
                .connection
                .query_row(sql, [], |row| row.get::<_, i64>(0));
            count.map(|count| u64::try_from(count).unwrap_or(0))
        };
        let of_newest = |table: &str| {
            format!(
                "SELECT count(*) FROM {table} t JOIN documents d ON d.id = t.document WHERE d.current = 1"
            )
        };
        let days = "SELECT min(published), max(published) FROM documents WHERE current = 1";
        let (first, last) = self
            .connection
            .query_row(days, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut publishers = self.connection.prepare(
            "SELECT publisher, count(*) AS n FROM documents WHERE current = 1 GROUP BY publisher ORDER BY n DESC, publisher",
        )?;
        let publishers = publishers.query_map([], |row| {
            Ok((
                row.get(0)?,
                u64::try_from(row.get::<_, i64>(1)?).unwrap_or(0),
            ))
        })?;
        Ok(Status {
            documents: count("SELECT count(*) FROM documents WHERE current = 1")?,
            older_revisions: count("SELECT count(*) FROM documents WHERE current = 0")?,
            statements: count(&of_newest("statements"))?,
            engagements: count(&of_newest("engagements"))?,
            entities: count("SELECT count(*) FROM entities")?,
            first,
            last,
            publishers: publishers.collect::<Result<_, _>>()?,
            bytes: count(
                "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
            )?,
        })
    }
}

/// The tables of an empty record.
fn make(transaction: &Transaction<'_>) -> Result<(), Error> {
    transaction.execute_batch(SCHEMA)?;
    transaction.execute_batch(counts::TABLES)?;
    Ok(())
}

/// Schema 1 kept readings as plain JSON: they are taken out and added anew, old revisions first.
fn from_schema_1(transaction: &Transaction<'_>, forms: &GivenNames) -> Result<(), Error> {
    transaction.execute_batch(
        "PRAGMA defer_foreign_keys = 1;
         CREATE TEMP TABLE old (id INTEGER PRIMARY KEY, reading TEXT NOT NULL);
         INSERT INTO old SELECT id, reading FROM documents;
         DROP TABLE words; DROP TABLE participants; DROP TABLE engagements; DROP TABLE statements;
         DROP TABLE mentions; DROP TABLE entities; DROP TABLE documents;",
    )?;
    make(transaction)?;
    let mut old = transaction.prepare("SELECT id, reading FROM old ORDER BY id")?;
    let mut rows = old.query([])?;
    while let Some(row) = rows.next()? {
        let json: String = row.get(1)?;
        let reading = stored::part(row.get(0)?, &json)?;
        add::write(transaction, &[Entry::new(&reading)?], forms)?;
    }
    transaction.execute_batch("DROP TABLE old")?;
    Ok(())
}

/// A path as part of a URI: what has a meaning there is escaped.
fn uri_path(path: &Path) -> String {
    let path = path.to_string_lossy();
    path.chars().fold(String::new(), |mut uri, c| {
        match c {
            '%' | '?' | '#' => uri.push_str(&format!("%{:02X}", u32::from(c))),
            _ => uri.push(c),
        }
        uri
    })
}
