//! Any bytes have a reading, and every claim of it stands in the text.
#![no_main]

#[path = "../../crates/chancery/tests/sound/mod.rs"]
mod sound;

use std::sync::LazyLock;

use chancery::{Reader, Release};
use libfuzzer_sys::fuzz_target;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::shipped().expect("the shipped data"));

fuzz_target!(|bytes: &[u8]| {
    let reading = READER.read(&Release::from_bytes(bytes));
    assert_eq!(sound::violations(&reading), Vec::<String>::new());
});
