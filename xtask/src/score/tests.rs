//! A made-up readout, its annotation, and readings of it that are right and wrong; and annotations of one's own.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use chancery::Reading;
use serde_json::{Value, json};

use super::annotation::Annotated;
use super::compare::{Comparison, compare};
use super::figures::{Figure, Ratio};
use super::folded::Folded;

const TEXT: &str = "Foreign Minister Nordmann met Minister Kamau.\n\nShe stressed open seas.  He raised the tariffs.";

fn annotated() -> Annotated {
    serde_json::from_value(json!({
        "doc": "NO-MFA-1",
        "engagements": [{"kind": "meeting", "parties": [["NO", "Kari Nordmann"], ["KE", null]], "date": "2024-05-07",
            "quote": "met Minister Kamau"}],
        "statements": [
            {"sentence": "She stressed open seas. He", "cue": "stressed", "family": "stress", "sides": ["NO"], "to": ["KE"],
                "joint": false, "content": "open seas", "topics": ["sovereignty-and-territory"], "about": []},
            {"sentence": "He raised the tariffs", "cue": "raised", "family": "raise", "sides": ["KE"], "to": ["NO"],
                "joint": false, "content": "the tariffs", "topics": ["trade-and-investment"], "about": ["NO"]},
        ],
    }))
    .expect("an annotation")
}

fn statement(cue: &str, family: &str, side: &str, to: &[&str]) -> Value {
    let start = TEXT.find(cue).expect("a cue of the text");
    let quote = json!({"quote": cue, "span": [start, start + cue.len()]});
    json!({
        "id": 0, "family": family, "act": family, "strength": 3, "cue": quote, "speakers": [], "sides": [side],
        "joint": false, "reiterated": false, "negated": false, "addressees": [], "addressee_sides": to,
        "reported_by": "NO", "content": null, "condition": null, "topics": ["trade-and-investment"], "about": [],
        "names": [], "engagements": [], "evidence": quote, "plover": null, "cameo": null,
    })
}

fn reading(kind: &str, statements: &[Value]) -> Reading {
    serde_json::from_value(json!({
        "schema": "chancery/1",
        "document": {"id": "NO-MFA-1", "source": null, "title": null, "publisher": "NO", "published": null,
            "language": "en", "text": TEXT},
        "repairs": [], "sentences": [], "diagnostics": [], "statements": statements,
        "entities": [{"id": "person:nordmann", "type": "person", "name": "Nordmann", "country": "NO", "mentions": []}],
        "engagements": [{
            "id": 0, "kind": kind, "date": {"from": "2024-05-01", "to": "2024-05-31", "precision": "month"},
            "participants": [{"entity": "person:nordmann", "side": "NO", "role": null}, {"entity": null, "side": "KE", "role": null}],
            "place": null, "country": null, "ordinal": null, "within": null, "announced": false,
            "evidence": {"quote": "met", "span": [26, 29]},
        }],
    }))
    .expect("a reading")
}

fn ratio(comparison: &Comparison, figure: Figure) -> [usize; 3] {
    let Ratio {
        right,
        read,
        annotated,
    } = comparison.tally.figure(figure);
    [right, read, annotated]
}

#[test]
fn each_figure_asks_more_than_the_one_before() {
    let statements = [
        statement("stressed", "stress", "NO", &["KE"]),
        statement("raised the", "raise", "KE", &[]),
        statement("met", "discuss", "NO", &[]),
    ];
    let found = compare(&annotated(), Some(&reading("meeting", &statements)));
    assert_eq!(ratio(&found, Figure::Cue), [2, 3, 2]);
    assert_eq!(ratio(&found, Figure::Strict), [2, 3, 2]);
    assert_eq!(ratio(&found, Figure::Record), [1, 3, 2]);
    assert_eq!(ratio(&found, Figure::Topics), [1, 2, 2]);
    assert_eq!(ratio(&found, Figure::About), [0, 0, 1]);
    assert_eq!(ratio(&found, Figure::Engagement), [1, 1, 1]);
    assert_eq!(ratio(&found, Figure::People), [1, 1, 1]);
    let f1 = found.tally.figure(Figure::Cue).f1();
    assert!((f1 - 0.8).abs() < 1e-9, "2/3 and 2/2 make {f1}");
    let told: Vec<&str> = found
        .errors
        .iter()
        .map(|[_, what, ..]| what.as_str())
        .collect();
    assert_eq!(told, ["extra"]);
}

#[test]
fn what_is_missed_wrong_or_extra_is_told() {
    let statements = [statement("raised", "state", "KE", &["NO"])];
    let found = compare(&annotated(), Some(&reading("call", &statements)));
    assert_eq!(ratio(&found, Figure::Cue), [1, 1, 2]);
    assert_eq!(ratio(&found, Figure::Strict), [0, 1, 2]);
    let told: Vec<&str> = found
        .errors
        .iter()
        .map(|[_, what, ..]| what.as_str())
        .collect();
    assert_eq!(
        told,
        ["missed", "wrong", "engagement missed", "engagement extra"]
    );
}

#[test]
fn a_document_without_a_reading_counts_as_missed() {
    let found = compare(&annotated(), None);
    assert_eq!(found.tally.unread, 1);
    assert_eq!(ratio(&found, Figure::Cue), [0, 0, 2]);
    assert_eq!(ratio(&found, Figure::Engagement), [0, 0, 1]);
    assert_eq!(annotated().group(), "NO-MFA");
}

/// Documents are in another edition than the one that was annotated if their text, as restored, does not have its cues.
#[test]
fn cues_of_an_annotation_of_ones_own_stand_in_the_restored_text() {
    let variables = ["CHANCERY_ANNOTATION", "CHANCERY_DOCUMENTS"];
    let [Some(annotation), Some(documents)] = variables.map(std::env::var_os) else {
        // Past the harness, which keeps back what a test that passes prints.
        let line = format!(
            "skipped: {} name no annotated readouts\n",
            variables.join(" and ")
        );
        let _ = std::io::stderr().write_all(line.as_bytes());
        return;
    };
    let readings = super::readings(&[PathBuf::from(documents)]).expect("documents");
    for annotated in super::annotated(Path::new(&annotation)).expect("an annotation") {
        let reading = &readings[&annotated.doc];
        let text = Folded::new(&reading.document.text);
        for statement in &annotated.statements {
            let found = text.cue(&statement.sentence, &statement.cue);
            assert!(found.is_some(), "{}: {statement:?}", annotated.doc);
        }
    }
}
