//! Paths that documents name.

use std::error::Error;
use std::path::Path;

use super::{Problems, Workspace};

/// Every link to a file, and every path between backticks that begins in a folder of the workspace, leads somewhere.
pub(super) fn check(workspace: &Workspace) -> Result<Problems, Box<dyn Error>> {
    let mut problems = Problems::new();
    for document in workspace
        .files(&[".md"])
        .iter()
        .filter(|path| !path.starts_with("cases"))
    {
        let text = workspace.read(document)?;
        let folder = document.parent().unwrap_or(Path::new(""));
        for (number, line) in (1..).zip(text.lines()) {
            let named = named(line).filter(|path| {
                !exists(&workspace.root, path) && begins_here(&workspace.root, path)
            });
            let linked = linked(line).filter(|path| !exists(&workspace.root.join(folder), path));
            for path in named.chain(linked) {
                problems.push(format!(
                    "{}:{number}: `{path}` is not there",
                    document.display()
                ));
            }
        }
    }
    Ok(problems)
}

/// What looks like a path between backticks: no white space, at least one `/`, no address.
fn named(line: &str) -> impl Iterator<Item = &str> {
    let code = line
        .split('`')
        .skip(1)
        .step_by(2)
        .flat_map(str::split_whitespace);
    code.filter(|word| word.contains('/') && !word.contains("://") && word.chars().all(is_of_path))
}

fn is_of_path(c: char) -> bool {
    c.is_alphanumeric() || "/._-*".contains(c)
}

/// Targets of links `[…](target)` within the project.
fn linked(line: &str) -> impl Iterator<Item = &str> {
    let targets = line
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    let files = targets.filter(|target| !target.contains("://") && !target.starts_with(['#', '<']));
    files.map(|target| target.split('#').next().unwrap_or(target))
}

fn begins_here(root: &Path, path: &str) -> bool {
    path.split('/').next().is_some_and(|first| {
        !first.is_empty() && !first.starts_with("..") && root.join(first).is_dir()
    })
}

/// Whether a path leads somewhere; a pattern does if the folder before its first star is there.
fn exists(folder: &Path, path: &str) -> bool {
    let fixed: Vec<&str> = path
        .split('/')
        .take_while(|part| !part.contains('*'))
        .collect();
    // What is built is not there before it is built.
    path.starts_with("target/") || folder.join(fixed.join("/")).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_found_and_prose_is_not() {
        let line = "See `data/en/acts.tsv`, `cargo run -- read examples/a.txt`, [x](docs/y.md#z), [w](https://a.b/c) and `and/or …`.";
        assert_eq!(
            named(line).collect::<Vec<_>>(),
            ["data/en/acts.tsv", "examples/a.txt", "and/or"]
        );
        assert_eq!(linked(line).collect::<Vec<_>>(), ["docs/y.md"]);
    }
}
