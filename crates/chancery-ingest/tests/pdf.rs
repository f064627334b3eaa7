//! PDFs that were made of one self-written readout in several ways give its text back. `tests/pdf/README.md` says how.

use std::path::{Path, PathBuf};

use chancery::{Body, Release};
use chancery_ingest::{Given, Input, Sources};

const TITLE: &str = "Foreign Minister’s talks in Lisbon, 3 March 2024";
/// The paragraphs, which each file has three times or five.
const PARAGRAPHS: [&str; 5] = [
    "Foreign Minister Ana Prates met Norwegian Foreign Minister Ingrid Haugen in Lisbon on 3 March 2024. The two ministers \
     discussed fisheries, the official opening of the Office for Offshore Affairs, and efficient flows of traffic at the \
     Finnish–Norwegian frontier.",
    "Minister Prates raised the detention of journalists and called for their immediate release. She expressed concern about \
     the difficult humanitarian situation in the Wadi Tal region, and stressed that international humanitarian law must be \
     respected by all parties.",
    "The two ministers agreed to resume the long-standing negotiations on fisheries, and to hold high-level consultations \
     before the summer. “We are determined to find a solution that serves both our peoples,” Minister Haugen said.",
    "AVAILABLE TO YOU: the Foreign Minister will travel to Tórshavn, Kraków and Čačak in April. VAT, Tokyo, WAVE and To-day \
     are kerned words.",
    "Minister Haugen welcomed the progress made on the environmental agreement and reaffirmed Norway’s commitment to the \
     sustainable administration of marine resources, including those in the Norwegian Sea. She thanked Minister Prates for \
     her hospitality and invited her to visit Bergen in the autumn.",
];

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/pdf")
        .join(name)
}

fn read(path: PathBuf) -> Result<Release, String> {
    let mut items = Sources::new([Input::Path(path)]);
    let item = items.next().expect("an item").expect("it is opened");
    item.release(&Given::default()).map_err(|error| {
        let line = error.to_string();
        line.rsplit('/').next().unwrap_or_default().to_owned()
    })
}

fn paragraphs(release: &Release) -> Vec<String> {
    match &release.body {
        Body::Text(text) => text.trim_end().split("\n\n").map(str::to_owned).collect(),
        Body::Bytes(_) => Vec::new(),
    }
}

#[test]
fn the_text_comes_back_word_for_word_however_it_was_set() {
    for (name, times) in [
        ("divided.pdf", 3),
        ("two-columns.pdf", 3),
        ("title-in-column.pdf", 3),
        ("indented.pdf", 3),
        ("letterhead.pdf", 5),
        ("encrypted.pdf", 3),
        ("broken-table.pdf", 3),
    ] {
        let release = read(path(name)).unwrap_or_else(|error| panic!("{error}"));
        let found = paragraphs(&release);
        assert_eq!(found[0], TITLE, "{name}");
        // One calls itself “untitled”, which its pages do not say.
        let title = (name != "letterhead.pdf").then_some(TITLE);
        assert_eq!(release.title.as_deref(), title, "{name}");
        let expected = PARAGRAPHS.iter().cycle().take(5 * times);
        for (found, expected) in found[1..].iter().zip(expected) {
            // The fonts that no file has to carry do not have these letters.
            let expected = match name {
                "letterhead.pdf" => expected.replace('Č', "C").replace('č', "c"),
                _ => (*expected).to_owned(),
            };
            assert_eq!(*found, expected, "{name}");
        }
        assert_eq!(found.len(), 5 * times + 1, "{name}");
    }
}

#[test]
fn words_are_whole_where_each_letter_is_set_alone() {
    let release = read(path("kerned.pdf")).unwrap_or_else(|error| panic!("{error}"));
    let found = paragraphs(&release);
    assert_eq!(found.len(), 4);
    assert_eq!(found[1], PARAGRAPHS[1]);
    assert!(
        found[3].ends_with("VAT, Tokyo, WAVE and To-day are kerned words."),
        "{}",
        found[3]
    );
}

#[test]
fn the_day_is_believed_where_the_text_names_it() {
    let day = |name: &str| read(path(name)).ok().and_then(|release| release.published);
    assert_eq!(
        day("two-columns.pdf").map(|day| day.to_string()).as_deref(),
        Some("2024-03-03")
    );
    assert_eq!(
        day("letterhead.pdf"),
        None,
        "the day on which the file was made is another one"
    );
}

#[test]
fn what_cannot_be_read_says_why_and_what_to_do() {
    for (name, told) in [
        (
            "scanned.pdf",
            "scanned.pdf: is a PDF without a text layer — run OCR first, e.g. ocrmypdf",
        ),
        (
            "locked.pdf",
            "locked.pdf: is a PDF that opens with a password only — save it without, e.g. with qpdf --decrypt",
        ),
    ] {
        assert_eq!(read(path(name)).err().as_deref(), Some(told));
    }
}

#[test]
fn damage_is_told_or_read_and_never_a_panic() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = std::fs::read(path("divided.pdf")).expect("the file");
    let file = folder.path().join("damaged.pdf");
    let outcome = |bytes: &[u8]| {
        std::fs::write(&file, bytes).expect("a file");
        read(file.clone())
    };
    let cut = outcome(&whole[..whole.len() / 2]).expect_err("the objects are gone");
    assert_eq!(
        cut,
        "damaged.pdf: is a damaged PDF — get it again, or repair it, e.g. with mutool clean"
    );
    assert!(outcome(b"%PDF-1.7\n").is_err());
    for at in (9..whole.len()).step_by(97) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        let end = damaged.len().min(at + 3);
        damaged[at + 1..end].reverse();
        if let Err(line) = outcome(&damaged) {
            assert!(line.contains(" — "), "{line}");
        }
    }
}

#[test]
fn what_would_be_drawn_without_end_is_refused() {
    // Forms that draw ten forms each, twelve deep.
    let stream = |dictionary: &str, body: &str| {
        format!(
            "<<{dictionary}/Length {}>>\nstream\n{body}\nendstream",
            body.len()
        )
    };
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>".to_owned(),
        stream("", "/F Do"),
    ];
    for next in 6..18 {
        let resources = format!("/Resources<</XObject<</F {next} 0 R>>>>");
        let form = format!("/Type/XObject/Subtype/Form/BBox[0 0 500 500]{resources}");
        objects.push(stream(&form, &"/F Do ".repeat(10)));
    }
    objects.push(stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 500 500]",
        "0 0 m 5 5 l S",
    ));
    let mut file = String::from("%PDF-1.7\n");
    for (number, object) in (1..).zip(&objects) {
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    file.push_str("trailer\n<</Root 1 0 R/Size 19>>\n%%EOF");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("forms.pdf");
    std::fs::write(&path, file).expect("a file");
    let told =
        "forms.pdf: is a PDF that draws or unpacks more than any readout holds — give its text";
    assert_eq!(read(path).err().as_deref(), Some(told));
}
