//! Puts files of samples through Chancery and plsfix in one process: `compare FILE...`. For every file and tool a line
//! of JSON on standard output: the texts, how many came back exact, unchanged or wrong, their bytes, and the time.
//!
//! plsfix is asked to repair encodings and references only, like Chancery and, in `compare.py`, ftfy.

use chancery_restore::{Kind, Options, restore_text};
use plsfix::{TextFixerConfig, fix_text};
use std::error::Error;
use std::fs;
use std::time::{Duration, Instant};

/// Files without clean texts are there for the time alone; the quickest of so many passes counts.
const PASSES: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::default().only([Kind::Mojibake, Kind::Entity, Kind::Charset]);
    let config = encodings_only();
    // A text that a tool panics on counts as unchanged.
    std::panic::set_hook(Box::new(|_| {}));
    for path in std::env::args().skip(1) {
        let samples = samples(&path)?;
        run(&path, "chancery", &samples, |text| {
            restore_text(text, &options).text.into_owned()
        });
        run(&path, "plsfix", &samples, |text| {
            std::panic::catch_unwind(|| fix_text(text, Some(&config)))
                .unwrap_or_else(|_| text.to_owned())
        });
    }
    Ok(())
}

fn encodings_only() -> TextFixerConfig {
    TextFixerConfig {
        remove_terminal_escapes: false,
        fix_latin_ligatures: false,
        fix_character_width: false,
        uncurl_quotes: false,
        fix_line_breaks: false,
        remove_control_chars: false,
        normalization: None,
        ..TextFixerConfig::default()
    }
}

/// What the tools are given, and what they should make of it.
fn samples(path: &str) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let mut samples = Vec::new();
    for line in fs::read_to_string(path)?.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let cell = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        samples.push((cell("damaged"), cell("clean")));
    }
    Ok(samples)
}

fn run(path: &str, tool: &str, samples: &[(String, String)], fix: impl Fn(&str) -> String) {
    let mut best = Duration::MAX;
    let mut fixed = Vec::new();
    let passes = if samples.iter().all(|(_, clean)| clean.is_empty()) {
        PASSES
    } else {
        1
    };
    for _ in 0..passes {
        let started = Instant::now();
        fixed = samples.iter().map(|(damaged, _)| fix(damaged)).collect();
        best = best.min(started.elapsed());
    }
    let (mut exact, mut unchanged, mut wrong) = (0, 0, 0);
    for ((damaged, clean), fixed) in samples.iter().zip(&fixed) {
        match fixed {
            fixed if fixed == clean => exact += 1,
            fixed if fixed == damaged => unchanged += 1,
            _ => wrong += 1,
        }
    }
    let bytes: usize = samples.iter().map(|(damaged, _)| damaged.len()).sum();
    let row = serde_json::json!({
        "file": path, "tool": tool, "n": samples.len(), "exact": exact, "unchanged": unchanged, "wrong": wrong,
        "bytes": bytes, "seconds": best.as_secs_f64(),
    });
    println!("{row}");
}
