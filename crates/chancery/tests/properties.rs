//! Any bytes have a reading, and every claim of it stands in the text.

mod sound;

use std::sync::LazyLock;

use chancery::{Reader, Reading, Release};
use proptest::collection::vec;
use proptest::prelude::*;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::shipped().expect("the shipped data"));

/// Pieces of readouts and of what happens to them: put together in any order they reach further than bytes do.
const PIECES: &[&str] = &[
    "Foreign Minister Ingrid Haugen of Norway ",
    "The Foreign Secretary ",
    "the two ministers ",
    "They ",
    "both sides ",
    "Minister Kamau ",
    "his Chilean counterpart ",
    "the European Union ",
    "met ",
    "spoke by telephone with ",
    "hosted ",
    "will visit ",
    "for the third time ",
    "in Geneva on 6 May 2024",
    "stressed ",
    "discussed ",
    "agreed on ",
    "expressed concern about ",
    "called on Russia to ",
    "was raised by ",
    "thanked ",
    "noting that ",
    "made clear ",
    "did not agree to ",
    "the situation in Xinjiang",
    "human rights ",
    "provided that ",
    "if ",
    "and ",
    ", ",
    ". ",
    "\n\n",
    "\r\n",
    "• ",
    "1. ",
    "“",
    "” ",
    "’s ",
    "\" said ",
    "H.E. Mr. ",
    "(",
    ") ",
    "鈥檚 ",
    " 鈥� ",
    "星河娱乐app",
    "â€™s ",
    "&amp;rsquo;",
    "\u{0}",
    "\u{85}",
    "\u{200b}",
    "e\u{301}",
    "İ",
    "𝔉𝔬",
    "茅台 ",
    "\u{fffd}",
];

/// What is done to a sound reading.
type Spoil = fn(&mut Reading);

fn assert_sound(reading: &Reading) {
    assert_eq!(sound::violations(reading), Vec::<String>::new());
}

fn prose() -> impl Strategy<Value = String> {
    let pieces = vec(prop::sample::select(PIECES), 0..60);
    (pieces, any::<prop::sample::Index>(), any::<bool>()).prop_map(|(pieces, cut, whole)| {
        let mut text = pieces.concat();
        // Half of the texts end anywhere: what a rule looks for next may not be there.
        if !whole && !text.is_empty() {
            text.truncate(text.floor_char_boundary(cut.index(text.len())));
        }
        text
    })
}

fn told() -> impl Strategy<Value = (Option<String>, Option<jiff::civil::Date>, Option<String>)> {
    let publisher = prop::option::of(
        prop::sample::select(vec!["GB", "CN", "EU", "XX", ""]).prop_map(str::to_owned),
    );
    let date = prop::option::of(prop::sample::select(vec![
        jiff::civil::Date::MIN,
        jiff::civil::date(2024, 2, 29),
        jiff::civil::Date::MAX,
    ]));
    (publisher, date, prop::option::of(prose()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_have_a_sound_reading(bytes in vec(any::<u8>(), 0..400), (publisher, published, title) in told()) {
        let mut release = Release::from_bytes(bytes);
        (release.publisher, release.published, release.title) = (publisher, published, title);
        assert_sound(&READER.read(&release));
    }

    #[test]
    fn any_prose_has_a_sound_reading(text in prose(), (publisher, published, title) in told()) {
        let mut release = Release::from_text(text);
        (release.publisher, release.published, release.title) = (publisher, published, title);
        assert_sound(&READER.read(&release));
    }

    #[test]
    fn prose_in_bytes_of_another_encoding_has_a_sound_reading(text in prose(), cut in any::<prop::sample::Index>()) {
        let mut bytes = text.into_bytes();
        bytes.truncate(cut.index(bytes.len() + 1));
        let utf16: Vec<u8> = bytes.iter().flat_map(|byte| [*byte, 0]).collect();
        assert_sound(&READER.read(&Release::from_bytes(utf16)));
        assert_sound(&READER.read(&Release::from_bytes(bytes)));
    }

    #[test]
    fn a_record_is_the_same_again_and_survives_json(text in prose()) {
        let reading = READER.read(&Release::from_text(text.clone()));
        prop_assert_eq!(&reading, &READER.read(&Release::from_text(text)));
        let json = serde_json::to_string(&reading).expect("a record is JSON");
        prop_assert_eq!(reading, serde_json::from_str(&json).expect("JSON is a record"));
    }
}

#[test]
fn a_text_that_breaks_off_anywhere_has_a_sound_reading() {
    let text = "Foreign Minister Ingrid Haugen of Norway spoke by telephone with newly appointed senior officials of a \
        group of States, and she urged the third of them to “respect the law”.";
    for (end, _) in text.char_indices() {
        assert_sound(&READER.read(&Release::from_text(&text[..end])));
        let item = format!("• spoke by telephone with {}", &text[..end]);
        assert_sound(&READER.read(&Release::from_text(item)));
    }
    assert_sound(&READER.read(&Release::from_text("• spoke by telephone with stressed ")));
}

#[test]
fn what_does_not_hold_of_a_reading_is_told() {
    let text = "Foreign Minister Ingrid Haugen of Norway met Foreign Minister Wang Yi of China. She raised human rights.";
    let sound = READER.read(&Release::from_text(text));
    assert_sound(&sound);
    let spoilt: [(&str, Spoil); 6] = [
        ("is quoted", |reading| {
            reading.statements[0].cue.quote.push('!')
        }),
        ("is not in a text", |reading| {
            reading.entities[0].mentions[0].1 = 1000
        }),
        ("has the id", |reading| reading.statements[0].id = 7),
        ("is no entity", |reading| {
            reading.engagements[0].participants[0].entity = Some("person:nobody".to_owned());
        }),
        ("is of no side", |reading| {
            reading.statements[0].sides.clear()
        }),
        ("has no code", |reading| {
            reading.engagements[0].participants[0].side.clear()
        }),
    ];
    for (told, spoil) in spoilt {
        let mut reading = sound.clone();
        spoil(&mut reading);
        let violations = sound::violations(&reading);
        assert!(
            violations.iter().any(|line| line.contains(told)),
            "{told}: {violations:?}"
        );
    }
}
