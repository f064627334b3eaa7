//! Times the phases on a text file: `cargo run --release -p chancery-text --example speed -- FILE`.

use std::time::Instant;

use chancery_text::{Tagger, analyse, tokenize};

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_default();
    let text = std::fs::read_to_string(path)?;
    let documents: Vec<&str> = text.split('\u{c}').collect();
    let tagger = Tagger::shipped();
    for _ in 0..5 {
        let start = Instant::now();
        let tokens: usize = documents
            .iter()
            .map(|document| tokenize(document).len())
            .sum();
        let tokenized = start.elapsed();
        let start = Instant::now();
        let sentences: usize = documents
            .iter()
            .map(|document| analyse(document, &tagger).sentences.len())
            .sum();
        let analysed = start.elapsed();
        let megabytes = text.len() as f64 / 1e6 / analysed.as_secs_f64();
        println!(
            "{tokens} tokens in {tokenized:.1?}; {sentences} sentences with tags in {analysed:.1?}, {megabytes:.1} MB/s"
        );
    }
    Ok(())
}
