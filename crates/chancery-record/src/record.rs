//! The file: opening it, its schema, what it holds.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use serde::Serialize;

use crate::Error;

/// The migrations, in order: the schema of a file is how many of them it has had.
const MIGRATIONS: [&str; 1] = [include_str!("schema.sql")];
/// The newest schema.
const NEWEST: i64 = MIGRATIONS.len() as i64;
/// Marks the file as a record: `ChnC`.
const APPLICATION: i64 = 0x4368_6e43;
/// How long another writer is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// An open record.
#[derive(Debug)]
pub struct Record {
    pub(crate) connection: Connection,
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
        let connection = Connection::open(path).map_err(|source| open_error(path, source))?;
        connection.busy_timeout(PATIENCE)?;
        let mut record = Self { connection };
        record.migrate(path)?;
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
        Ok(record)
    }

    /// Opens a record to read only.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection =
            Connection::open_with_flags(path, flags).map_err(|source| open_error(path, source))?;
        connection.busy_timeout(PATIENCE)?;
        let record = Self { connection };
        match record.schema(path)? {
            0 => Err(Error::Foreign(path.to_path_buf())),
            _ => Ok(record),
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
            Error::Corrupt(_) => Error::Foreign(path.to_path_buf()),
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
        for migration in MIGRATIONS.iter().skip(usize::try_from(done).unwrap_or(0)) {
            transaction.execute_batch(migration)?;
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

fn open_error(path: &Path, source: rusqlite::Error) -> Error {
    Error::Open {
        path: PathBuf::from(path),
        source,
    }
}
