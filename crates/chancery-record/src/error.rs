//! What can go wrong with a record.

use std::path::PathBuf;

/// Why a record cannot be opened, written or asked; the message says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such file, or it cannot be read.
    #[error("{}: there is no record that can be read — add documents first (chancery add), or name another file with --record", .0.display())]
    Open(PathBuf),
    /// A file cannot be made or opened to be written.
    #[error("{}: no record can be kept there — name a file with --record in a folder that is there and can be written", .0.display())]
    Make(PathBuf),
    /// The file is another program's database, or none.
    #[error("{}: is not a record of Chancery — name another file with --record", .0.display())]
    Foreign(PathBuf),
    /// The file is there and nothing was written into it yet.
    #[error("{}: holds nothing yet — add documents: chancery add", .0.display())]
    Empty(PathBuf),
    /// The file was written by a newer version.
    #[error("{}: has the schema {found}, this program knows {known} — use a newer chancery; nothing was changed", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The newest schema that is known here.
        known: i64,
    },
    /// The file was written by an older version and is only to be read.
    #[error("{}: has the older schema {found} — chancery add brings it up to date, with any document or none", path.display())]
    Older {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i64,
    },
    /// The file is damaged.
    #[error("the record is damaged ({0}) — restore a copy, or add the documents to a new record")]
    Corrupt(rusqlite::Error),
    /// The file or its folder cannot be written.
    #[error(
        "the record cannot be written ({0}) — check the permissions of the file and of its folder"
    )]
    ReadOnly(rusqlite::Error),
    /// There is no room.
    #[error("the disk is full ({0}) — make room and add again: what was reported as added is kept")]
    Full(rusqlite::Error),
    /// The disk or its file system refuses.
    #[error(
        "the record cannot be read or written ({0}) — check the disk, its quota and the limits on files, and add again: \
         what was reported as added is kept"
    )]
    Disk(rusqlite::Error),
    /// Another process keeps the file locked.
    #[error("the record is in use by another process ({0}) — try again")]
    Busy(rusqlite::Error),
    /// A reading in the file is not what it should be.
    #[error("document {document}: its reading cannot be understood ({why}) — run chancery check")]
    Reading {
        /// The document's number.
        document: i64,
        /// Why.
        why: String,
    },
    /// The knowledge that the program carries cannot be used.
    #[error("the knowledge that the program carries cannot be used ({0}) — report this")]
    Knowledge(#[from] chancery_lexicon::Error),
    /// A question asks for something that has no meaning; the text says what may be meant.
    #[error("{0}")]
    Unknown(String),
    /// A framework says something that has no meaning; one line for each.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Framework(Vec<Misstated>),
    /// Any other failure of the database.
    #[error("the record could not be used ({0})")]
    Database(rusqlite::Error),
}

/// One thing that is wrong in a framework.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct Misstated {
    /// The file, as it was named.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Corrupt(error),
            Some(Code::ReadOnly | Code::PermissionDenied | Code::CannotOpen) => {
                Self::ReadOnly(error)
            }
            Some(Code::DiskFull) => Self::Full(error),
            Some(Code::SystemIoFailure) => Self::Disk(error),
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy(error),
            _ => Self::Database(error),
        }
    }
}
