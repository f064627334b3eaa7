//! The tables under `data/`.

use std::error::Error;

use chancery_lexicon::Lexicon;

use super::{Problems, Workspace};

/// The tables on disk load; and as each row names its source, none is empty there.
pub(super) fn check(workspace: &Workspace) -> Result<Problems, Box<dyn Error>> {
    let files = workspace.files(&[".tsv"]);
    let files = files.iter().filter(|path| path.starts_with("data"));
    let tables = files.map(|path| Ok((path.display().to_string(), workspace.read(path)?)));
    let tables: Vec<(String, String)> = tables.collect::<Result<_, Box<dyn Error>>>()?;
    let mut problems: Problems = tables
        .iter()
        .flat_map(|(path, table)| sourceless(path, table))
        .collect();
    let tables: Vec<(&str, &str)> = tables
        .iter()
        .map(|(path, table)| (path.as_str(), table.as_str()))
        .collect();
    if let Err(error) = Lexicon::load(&tables) {
        problems.extend(error.problems().iter().map(ToString::to_string));
    }
    Ok(problems)
}

/// Rows of a table that has a column `source` which leave it empty; a table without one.
fn sourceless(path: &str, table: &str) -> Problems {
    let mut lines = (1..)
        .zip(table.lines())
        .filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    let Some((number, header)) = lines.next() else {
        return vec![format!("{path}: has no header")];
    };
    let Some(column) = header.split('\t').position(|name| name == "source") else {
        return vec![format!("{path}:{number}: has no column `source`")];
    };
    let empty = lines.filter(|(_, row)| {
        row.split('\t')
            .nth(column)
            .is_none_or(|source| source.trim().is_empty())
    });
    empty
        .map(|(number, _)| format!("{path}:{number}: names no source"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_without_a_source_are_told() {
        assert_eq!(
            sourceless("a.tsv", "# note\nname\tsource\nx\town\ny\t\n"),
            ["a.tsv:4: names no source"]
        );
        assert_eq!(sourceless("a.tsv", "name\nx\n").len(), 1);
    }
}
