//! Undoing the repairs gives the input back, and repairs say what stands in the text.
#![no_main]

use chancery_restore::{Options, restore};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let restored = restore(bytes, &Options::default());
    assert_eq!(restored.undo(), bytes);
    for repair in &restored.repairs {
        assert_eq!(restored.text[repair.span.range()], repair.after);
    }
});
