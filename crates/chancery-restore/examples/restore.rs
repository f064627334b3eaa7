//! Restores a file, or standard input, and lists the repairs: `cargo run -p chancery-restore --example restore -- [FILE] [REGION]`.

use chancery_restore::{Options, restore};
use std::io::{Read, Write};

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut bytes = Vec::new();
    match arguments.next().as_deref() {
        None | Some("-") => {
            std::io::stdin().read_to_end(&mut bytes)?;
        }
        Some(path) => bytes = std::fs::read(path)?,
    }
    let mut options = Options::default();
    if let Some(region) = arguments.next() {
        options = options.with_region(region);
    }
    let restored = restore(&bytes, &options);
    for repair in &restored.repairs {
        eprintln!(
            "{repair}  [{}; {}; {}]",
            repair.certainty,
            repair.channel.as_deref().unwrap_or("-"),
            repair.reason
        );
    }
    std::io::stdout().write_all(restored.text.as_bytes())
}
