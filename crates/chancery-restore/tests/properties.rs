//! What holds for any input.

use chancery_restore::{Options, Restored, TextSpan, restore, restore_text};
use proptest::prelude::*;

/// Stretches of damage and of clean text, to be strung together at random.
const PARTS: &[&str] = &[
    "The minister",
    " said ",
    "鈥檚",
    "鈥�",
    " 鈥� ",
    "鈥淚",
    "â€™",
    "Ã©",
    "Ã ",
    "â€�",
    "&rsquo;",
    "&amp;#8217;",
    "\r\n",
    "\r",
    "\u{feff}",
    "\u{200b}",
    "\u{ad}",
    "\u{92}",
    "皇冠体育app",
    "皇冠体育appy",
    "茅台",
    "茅",
    "РµСЃС‚",
    "Рік",
    "тАЩ",
    "ΓÇÖ",
    "‚Äô",
    "習近平",
    "Łódź",
    "café",
    "\n",
    "\n\n",
    "?",
    "鈥?",
    "浣犲ソ",
    "Ãƒ",
    "Â©",
    "�",
    "€",
    "&",
    "amp;",
    "#13;",
    "\u{1b}[31m",
    "😀",
];

fn check(restored: &Restored, bytes: &[u8]) -> Result<(), TestCaseError> {
    prop_assert_eq!(restored.undo(), bytes);
    let raw = restored.raw();
    let mut at = (0, 0);
    for repair in &restored.repairs {
        prop_assert!(repair.span.start >= at.0 && repair.raw_span.start >= at.1);
        prop_assert_eq!(&restored.text[repair.span.range()], &repair.after);
        prop_assert_eq!(&raw[repair.raw_span.range()], &repair.before);
        prop_assert_ne!(&repair.before, &repair.after);
        prop_assert_eq!(
            &restored.text[at.0..repair.span.start],
            &raw[at.1..repair.raw_span.start]
        );
        prop_assert!(!repair.reason.is_empty());
        at = (repair.span.end, repair.raw_span.end);
    }
    prop_assert_eq!(&restored.text[at.0..], &raw[at.1..]);
    let again = restore_text(&restored.text, &Options::default());
    prop_assert!(
        again.repairs.is_empty(),
        "restored twice: {:?} -> {:?}",
        restored.text,
        again.repairs
    );
    let whole = restored.to_raw(TextSpan::new(0, restored.text.len()));
    prop_assert!(whole.end <= raw.len());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        check(&restore(&bytes, &Options::default()), &bytes)?;
    }

    #[test]
    fn any_bytes_declared(bytes in proptest::collection::vec(any::<u8>(), 0..80), label in "(gbk|big5|shift_jis|euc-jp|iso-2022-jp|utf-16le|utf-8|windows-1252|x-user-defined|nonsense)") {
        prop_assert_eq!(restore(&bytes, &Options::default().with_declared(label)).undo(), bytes);
    }

    #[test]
    fn any_text(text in "\\PC{0,80}") {
        check(&restore_text(&text, &Options::default()), text.as_bytes())?;
    }

    #[test]
    fn any_mixture(parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..14)) {
        let text = parts.concat();
        check(&restore_text(&text, &Options::default()), text.as_bytes())?;
    }

    #[test]
    fn plain_text_is_untouched(text in "[A-Za-z0-9 ,.;:!?'\"()\\n-]{0,200}") {
        prop_assert!(restore(text.as_bytes(), &Options::default()).is_clean());
    }
}
