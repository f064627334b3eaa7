//! Lists the tables under `data/` so that each becomes part of the library: a new file needs no change in Rust.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The folder of the data, seen from this crate's manifest.
const DATA: &str = "../../data";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={DATA}");
    println!("cargo::rerun-if-changed=build.rs");
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let root = manifest.join(DATA);
    let mut tables = Vec::new();
    if root.is_dir() {
        collect(&root, "", &mut tables)?;
    }
    tables.sort();

    let mut code = String::from("&[\n");
    for table in &tables {
        let file = format!("/{DATA}/{table}");
        let _ = writeln!(
            code,
            "    ({table:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {file:?}))),"
        );
    }
    code.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("shipped.rs"), code)
}

/// Adds the paths of all `.tsv` files below `folder`, relative to the data folder, with `/` between their parts.
fn collect(folder: &Path, prefix: &str, tables: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        // Editors leave hidden files beside the ones they hold open.
        if name.starts_with('.') {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), tables)?;
        } else if name.ends_with(".tsv") {
            tables.push(path);
        }
    }
    Ok(())
}
