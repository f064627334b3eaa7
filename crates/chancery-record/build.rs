//! Lists the frameworks under `data/` so that each becomes part of the library: a new file needs no change in Rust.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs, io};

/// The folder of the frameworks, seen from this crate's manifest.
const FRAMEWORKS: &str = "../../data/frameworks";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={FRAMEWORKS}");
    println!("cargo::rerun-if-changed=build.rs");
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut names = Vec::new();
    for entry in fs::read_dir(manifest.join(FRAMEWORKS))? {
        // Editors leave hidden files beside the ones they hold open.
        if let Ok(file) = entry?.file_name().into_string()
            && let Some(name) = file.strip_suffix(".toml")
            && !file.starts_with('.')
        {
            names.push(name.to_owned());
        }
    }
    names.sort();
    let mut code = String::from("&[\n");
    for name in &names {
        let file = format!("/{FRAMEWORKS}/{name}.toml");
        let _ = writeln!(
            code,
            "    ({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {file:?}))),"
        );
    }
    code.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("frameworks.rs"), code)
}
