//! Prints the sentences of a text file (or of standard input), or its tokens with `--tags`.

use std::io::Read;

use chancery_text::{Tagger, analyse};

fn main() -> std::io::Result<()> {
    let tags = std::env::args().any(|arg| arg == "--tags");
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let tagger = Tagger::shipped();
    for document in text.split('\u{c}') {
        let analysis = analyse(document, &tagger);
        for sentence in &analysis.sentences {
            let quoted = if sentence.inside_quote { "\"" } else { "" };
            println!(
                "{} {:?}{quoted}: {}",
                sentence.paragraph,
                sentence.kind,
                analysis.slice(sentence.span)
            );
            if tags {
                let words: Vec<_> = sentence
                    .tokens
                    .clone()
                    .map(|i| format!("{}/{}", analysis.word(i), analysis.tokens[i].tag.name()))
                    .collect();
                println!("    {}", words.join(" "));
            }
        }
        println!();
    }
    Ok(())
}
