//! Checks a folder of tables and prints every problem, one a line; the exit status is 1 if there are any.
//!
//! `cargo run -p chancery-lexicon --example check_data -- data/`

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;
use std::{env, fs, io};

use chancery_lexicon::Lexicon;

fn main() -> io::Result<ExitCode> {
    let folder = env::args().nth(1).unwrap_or_else(|| "data".to_owned());
    let mut files = Vec::new();
    collect(Path::new(&folder), "", &mut files)?;
    files.sort();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();

    let start = Instant::now();
    let loaded = Lexicon::load(&files);
    let took = start.elapsed();
    match loaded {
        Ok(lexicon) => {
            summary(&lexicon);
            println!("{} files, no problem, loaded in {took:.1?}", files.len());
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            println!("{error}");
            println!("{} problems", error.problems().len());
            Ok(ExitCode::FAILURE)
        }
    }
}

fn summary(lexicon: &Lexicon) {
    let tenures: usize = lexicon
        .persons
        .iter()
        .map(|person| person.tenures.len())
        .sum();
    let counts = [
        ("countries", lexicon.countries.len()),
        ("subdivisions", lexicon.subdivisions.len()),
        ("organisations", lexicon.organisations.len()),
        ("places", lexicon.places.len()),
        ("instruments", lexicon.instruments.len()),
        ("groups", lexicon.groups.len()),
        ("offices", lexicon.offices.len()),
        ("persons", lexicon.persons.len()),
        ("tenures", tenures),
        ("cases", lexicon.cases.len()),
        ("domains", lexicon.publishers.len()),
        ("acts", lexicon.acts.len()),
        ("complement rules", lexicon.complements.len()),
        ("topic terms", lexicon.topics.len()),
        ("classes", lexicon.classes.names().count()),
        ("triggers", lexicon.triggers.len()),
    ];
    for (what, count) in counts {
        println!("{count:7} {what}");
    }
}

/// Reads all `.tsv` files below a folder, with their paths relative to it.
fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, String)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), files)?;
        } else if name.ends_with(".tsv") && !name.starts_with('.') {
            let text = fs::read_to_string(entry.path())
                .map_err(|error| io::Error::new(error.kind(), format!("{path}: {error}")))?;
            files.push((path, text));
        }
    }
    Ok(())
}
