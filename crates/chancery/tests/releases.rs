//! What a whole release reads as, beyond what a case can say.

use chancery::{Reader, Release};

/// A lead that the text repeats is a summary: its meeting is told once, its acts are not counted twice.
#[test]
fn a_lead_that_is_told_again_is_a_summary() {
    let reader = Reader::shipped().expect("the shipped data");
    let mut release = Release::from_text(
        "Foreign Secretary's visit to Jakarta, March 2023\n\n\
         During his visit to Jakarta the Foreign Secretary welcomed closer cooperation on forests.\n\n\
         The Foreign Secretary has welcomed closer cooperation on forests during his visit to Jakarta.\n\
         He met Foreign Minister Retno Marsudi.\n",
    );
    release.publisher = Some("GB".to_owned());
    release.published = jiff::civil::Date::new(2023, 3, 31).ok();
    let reading = reader.read(&release);
    let kinds: Vec<&str> = reading.sentences.iter().map(|s| s.kind.as_str()).collect();
    assert_eq!(kinds, ["title", "summary", "body", "body"]);
    let cues: Vec<&str> = reading
        .statements
        .iter()
        .map(|s| s.cue.quote.as_str())
        .collect();
    assert_eq!(cues, ["welcomed"]);
    let contacts: Vec<&str> = reading
        .engagements
        .iter()
        .map(|e| e.kind.as_str())
        .collect();
    assert_eq!(contacts, ["visit", "meeting"]);
}

/// The same bytes have the same reading, whatever was read before them.
#[test]
fn readings_do_not_depend_on_what_was_read_before() {
    let reader = Reader::shipped().expect("the shipped data");
    let first =
        Release::from_text("President Macron met President Ruto. They discussed debt relief.");
    let other = Release::from_text(
        "Foreign Minister Wang Yi met with Foreign Minister Penny Wong. He raised trade.",
    );
    let before = reader.read(&first);
    reader.read(&other);
    assert_eq!(before, reader.read(&first));
}
