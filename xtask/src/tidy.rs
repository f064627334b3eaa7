//! `tidy`: what the compiler and the linter do not check.
//!
//! Each check is a function from the workspace to its problems; all run, and all problems are told.

mod data;
mod documents;
mod layers;
mod licences;
mod sources;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use walkdir::WalkDir;

/// What is looked at.
struct Workspace {
    root: PathBuf,
    /// What `cargo metadata` says, dependencies included.
    metadata: Value,
}

/// What is wrong, with its place: `ARCHITECTURE.md:12: …`.
type Problems = Vec<String>;

type Check = fn(&Workspace) -> Result<Problems, Box<dyn Error>>;

const CHECKS: &[(&str, Check)] = &[
    (
        "crates use only what ARCHITECTURE.md lets them",
        layers::check,
    ),
    ("paths in documents exist", documents::check),
    ("data loads", data::check),
    ("sources are short and finished", sources::check),
    (
        "licences of dependencies are allowed by deny.toml",
        licences::check,
    ),
];

/// Runs every check.
pub fn run() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .ok_or("xtask stands in the workspace")?
        .to_owned();
    let workspace = Workspace {
        metadata: metadata(&root)?,
        root,
    };
    let mut count = 0;
    for (name, check) in CHECKS {
        let problems = check(&workspace)?;
        println!(
            "{} {name}",
            if problems.is_empty() {
                "ok     "
            } else {
                "PROBLEM"
            }
        );
        for problem in &problems {
            println!("        {problem}");
        }
        count += problems.len();
    }
    if count == 0 {
        Ok(())
    } else {
        Err(format!("{count} problems").into())
    }
}

fn metadata(root: &Path) -> Result<Value, Box<dyn Error>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root)
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

impl Workspace {
    /// The files with one of these endings, relative to the root, by name; not what is built or fetched.
    fn files(&self, endings: &[&str]) -> Vec<PathBuf> {
        let own = |entry: &walkdir::DirEntry| {
            let name = entry.file_name().to_string_lossy();
            entry.depth() == 0 || !["target", ".git", "node_modules"].contains(&name.as_ref())
        };
        let files = WalkDir::new(&self.root)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(own)
            .flatten();
        let named = |path: &Path| {
            endings
                .iter()
                .any(|ending| path.to_string_lossy().ends_with(ending))
        };
        files
            .filter(|entry| entry.file_type().is_file() && named(entry.path()))
            .filter_map(|entry| {
                entry
                    .path()
                    .strip_prefix(&self.root)
                    .map(Path::to_owned)
                    .ok()
            })
            .collect()
    }

    fn read(&self, path: impl AsRef<Path>) -> Result<String, Box<dyn Error>> {
        let path = path.as_ref();
        std::fs::read_to_string(self.root.join(path))
            .map_err(|error| format!("{}: {error}", path.display()).into())
    }

    /// The packages of the metadata.
    fn packages(&self) -> impl Iterator<Item = &Value> {
        self.metadata["packages"].as_array().into_iter().flatten()
    }
}
