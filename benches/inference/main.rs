//! How often inference is right: lost bytes of English read as GBK, words replaced by foreign text, names left alone.
//!
//! `cargo bench -p chancery-benches --bench inference` measures on documents written for the project;
//! `CHANCERY_CORPUS=folder` adds the JSON lines of that folder, of which only those are used that were not counted for
//! the tables or chosen by. `-- words tuning` measures words by those that bounds are chosen by, `-- count FOLDER OTHERS OUT`
//! counts the tables anew from the rest and from the plain texts in the folder OTHERS.

mod count;
mod documents;
mod lossy;
mod names;
mod replaced;
mod sequence;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    if let [command, folder, others, out] = &arguments[..]
        && command == "count"
    {
        return match count::write(Path::new(folder), Path::new(others), Path::new(out)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error}");
                ExitCode::FAILURE
            }
        };
    }
    let only = arguments.first().map_or("", String::as_str);
    let errors = arguments.iter().any(|argument| argument == "errors");
    let tuning = arguments.iter().any(|argument| argument == "tuning");
    let documents = if tuning {
        documents::tuning()
    } else {
        documents::measuring()
    };
    if only.is_empty() || only == "lost" {
        lossy::measure(&documents, errors);
    }
    if only.is_empty() || only == "words" {
        replaced::measure(&documents, errors);
    }
    if only.is_empty() || only == "names" {
        names::measure(&documents, errors);
    }
    ExitCode::SUCCESS
}
