//! Chores of the workspace: `cargo run -p xtask -- COMMAND`.

mod documents;
mod score;
mod sound;
mod tidy;
mod train_characters;
mod train_tagger;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo run -p xtask -- COMMAND
  tidy                          check what the compiler does not: layers, documents, data, files, licences
  score ANNOTATION.json DOCUMENTS… [--errors N] [--json]
                                read the documents and compare the readings with their annotation (with --release)
  sound DOCUMENTS…              read the documents on one and on two threads; check and time the readings (with --release)
  train-characters --texts DIR --out DIR
                                train the models of characters and languages of the restoration (with --release)
  train-tagger --ud DIR --out FILE [--extra FILE]
                                train the weights of the part-of-speech tagger (with --release)";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match args.first().map(String::as_str) {
        Some("score") => score::run(&args[1..]),
        Some("sound") => sound::run(&args[1..]),
        Some("tidy") => tidy::run(),
        Some("train-characters") => train_characters::run(&args[1..]).map_err(Into::into),
        Some("train-tagger") => train_tagger::run(&args[1..]),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
