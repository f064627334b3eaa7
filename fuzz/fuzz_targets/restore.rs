//! Undoing the repairs gives the input back, repairs say what stands in the text, and nothing is left to repair.
#![no_main]

use chancery_restore::{Options, restore, restore_text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let restored = restore(bytes, &Options::default());
    assert_eq!(restored.undo(), bytes);
    for repair in &restored.repairs {
        assert_eq!(restored.text[repair.span.range()], repair.after);
    }
    let again = restore_text(&restored.text, &Options::default());
    assert!(
        again.is_clean(),
        "restored twice: {:?} -> {:?}",
        restored.text,
        again.repairs
    );
});
