//! Which crate may use which: the table in ARCHITECTURE.md against the manifests.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use super::{Problems, Workspace};

const DOCUMENT: &str = "ARCHITECTURE.md";

/// A crate's line in the table, and the crates that it may use.
struct Row {
    line: usize,
    may_use: BTreeSet<String>,
}

/// Every dependency within the workspace is allowed, every crate is in the table, and every row is a crate. What only
/// tests use is free.
pub(super) fn check(workspace: &Workspace) -> Result<Problems, Box<dyn Error>> {
    let table = table(&workspace.read(DOCUMENT)?);
    if table.is_empty() {
        return Ok(vec![format!(
            "{DOCUMENT}: there is no table of crates with a column `may use`"
        )]);
    }
    let manifests = manifests(workspace);
    let mut problems = Problems::new();
    for (name, uses) in &manifests {
        let Some(row) = table.get(name) else {
            problems.push(format!("{DOCUMENT}: the table has no row for `{name}`"));
            continue;
        };
        for used in uses.difference(&row.may_use) {
            problems.push(format!(
                "{DOCUMENT}:{}: `{name}` uses `{used}`, which its row does not allow",
                row.line
            ));
        }
        for unused in row
            .may_use
            .difference(uses)
            .filter(|used| !manifests.contains_key(*used))
        {
            problems.push(format!(
                "{DOCUMENT}:{}: `{unused}` is no crate of the workspace",
                row.line
            ));
        }
    }
    for (name, row) in table
        .iter()
        .filter(|(name, _)| !manifests.contains_key(*name))
    {
        problems.push(format!(
            "{DOCUMENT}:{}: `{name}` is no crate of the workspace",
            row.line
        ));
    }
    Ok(problems)
}

/// The rows of the table whose header ends in `may use`: the first cell names crates, the last what they may use.
fn table(document: &str) -> BTreeMap<String, Row> {
    let mut rows = BTreeMap::new();
    let mut inside = false;
    for (line, text) in (1..).zip(document.lines()) {
        let cells: Vec<&str> = text
            .trim()
            .trim_matches('|')
            .split('|')
            .map(str::trim)
            .collect();
        match (text.trim_start().starts_with('|'), cells.last()) {
            (false, _) => inside = false,
            (true, Some(&"may use")) => inside = true,
            (true, Some(last)) if inside && !last.starts_with("--") => {
                for name in code(cells[0]) {
                    rows.insert(
                        name,
                        Row {
                            line,
                            may_use: code(last).collect(),
                        },
                    );
                }
            }
            _ => {}
        }
    }
    rows
}

/// What stands between backticks.
fn code(cell: &str) -> impl Iterator<Item = String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned)
}

/// The crates of the workspace, each with those that it uses outside tests.
fn manifests(workspace: &Workspace) -> BTreeMap<String, BTreeSet<String>> {
    let own = workspace
        .packages()
        .filter(|package| package["source"].is_null());
    let own: Vec<_> = own
        .filter_map(|package| Some((package["name"].as_str()?, package)))
        .collect();
    let names: BTreeSet<&str> = own.iter().map(|(name, _)| *name).collect();
    let uses = |package: &serde_json::Value| {
        let dependencies = package["dependencies"].as_array().into_iter().flatten();
        let outside_tests =
            dependencies.filter(|dependency| dependency["kind"].as_str() != Some("dev"));
        let used = outside_tests.filter_map(|dependency| dependency["name"].as_str());
        used.filter(|used| names.contains(used))
            .map(str::to_owned)
            .collect()
    };
    own.iter()
        .map(|(name, package)| ((*name).to_owned(), uses(package)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read() {
        let document = "| a | b |\n|---|---|\n| `x` | – |\n\n| crate | holds | may use |\n|---|---|---|\n| `a`, `b` | `c` | – |\n| `c` | all | `a`, `b` |\n";
        let table = table(document);
        assert_eq!(table.keys().collect::<Vec<_>>(), ["a", "b", "c"]);
        assert!(table["a"].may_use.is_empty());
        assert_eq!(table["c"].may_use.len(), 2);
        assert_eq!(table["c"].line, 8);
    }
}
