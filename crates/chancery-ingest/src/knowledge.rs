//! The lexicon of a folder of tables.

use std::io;
use std::path::Path;

use chancery_lexicon::Lexicon;

use crate::error::Reason;
use crate::{Error, Origin};

/// The lexicon of the tables below a folder, which stand in it as in the project's `data/`.
///
/// # Errors
/// The folder cannot be read, or a table of it is wrong: then file and line are told.
pub fn lexicon(folder: &Path) -> Result<Lexicon, Error> {
    let origin = || Origin::file(folder);
    let mut tables = Vec::new();
    collect(folder, "", &mut tables)
        .map_err(|error| Error::new(origin(), Reason::NoTables(error)))?;
    let tables: Vec<(&str, &str)> = tables
        .iter()
        .map(|(name, table)| (name.as_str(), table.as_str()))
        .collect();
    Lexicon::load(&tables)
        .map_err(|error| Error::new(origin(), Reason::WrongTables(error.to_string())))
}

/// The tables below a folder with their names, `en/acts.tsv`, in the order of these.
fn collect(folder: &Path, prefix: &str, tables: &mut Vec<(String, String)>) -> io::Result<()> {
    let mut entries = folder.read_dir()?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), tables)?;
        } else if name.ends_with(".tsv") {
            tables.push((name, std::fs::read_to_string(entry.path())?));
        }
    }
    Ok(())
}
