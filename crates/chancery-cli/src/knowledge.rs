//! The knowledge that was asked for, and the reader with it.

use std::io;
use std::path::Path;

use chancery::Reader;
use chancery_lexicon::Lexicon;

use crate::Failure;

/// The reader with what the program carries, or with the tables in a folder.
pub fn reader(data: Option<&Path>) -> Result<Reader, Failure> {
    match data {
        None => Reader::shipped().map_err(|error| Failure::Told(error.to_string())),
        Some(_) => lexicon(data).map(Reader::new),
    }
}

/// The lexicon that the program carries, or the one in a folder.
pub fn lexicon(data: Option<&Path>) -> Result<Lexicon, Failure> {
    let Some(folder) = data else {
        return Lexicon::shipped().map_err(|error| Failure::Told(error.to_string()));
    };
    let mut tables = Vec::new();
    collect(folder, "", &mut tables).map_err(|error| {
        Failure::Told(format!(
            "{}: cannot be read ({error}) — name a folder of tables such as the project's data/",
            folder.display()
        ))
    })?;
    let tables: Vec<(&str, &str)> = tables
        .iter()
        .map(|(name, table)| (name.as_str(), table.as_str()))
        .collect();
    Lexicon::load(&tables).map_err(|error| Failure::Told(format!("{}: {error}", folder.display())))
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
