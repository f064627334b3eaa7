//! Timelines of a record in a real file: what changed is told, and nothing that did not.

use std::path::Path;

use chancery::{Reader, Reading, Release};
use chancery_record::{Change, ChangeKind, Error, Query, Record, Timeline};

/// A document in short: publisher, day, text.
type Doc<'a> = (&'a str, &'a str, &'a str);

fn record(folder: &Path, documents: &[Doc<'_>]) -> Result<Record, Error> {
    let reader = Reader::shipped().expect("the shipped data is checked");
    let readings: Vec<Reading> = documents
        .iter()
        .enumerate()
        .map(|(number, (publisher, day, text))| {
            let mut release = Release::from_text(*text);
            release.url = Some(format!("https://example.org/{number}"));
            release.publisher = Some((*publisher).to_owned());
            release.published = Some(day.parse().expect("a date"));
            reader.read(&release)
        })
        .collect();
    let mut record = Record::open(&folder.join("chancery.db"))?;
    record.add(&readings)?;
    Ok(record)
}

fn timeline(documents: &[Doc<'_>], query: &Query) -> Result<Timeline, Error> {
    let folder = tempfile::tempdir().expect("a folder");
    record(folder.path(), documents)?.timeline(query)
}

fn name(name: &str) -> Query {
    Query {
        name: Some(name.to_owned()),
        ..Query::default()
    }
}

fn told(timeline: &Timeline) -> Vec<(ChangeKind, String, Option<String>)> {
    let act = |change: &Change| (change.kind, change.at.act.clone());
    let changes = timeline.changes.iter();
    changes
        .map(|change| {
            let (kind, at) = act(change);
            (
                kind,
                at,
                change.before.as_ref().map(|before| before.act.clone()),
            )
        })
        .collect()
}

const RAISED: Doc<'_> = (
    "GB",
    "2021-03-01",
    "The Foreign Secretary met Chinese Foreign Minister Wang Yi in London. The Foreign Secretary raised the case of Jimmy Lai.",
);
const CALLED: Doc<'_> = (
    "GB",
    "2022-05-02",
    "The Foreign Secretary spoke by telephone with Chinese Foreign Minister Wang Yi. The Foreign Secretary called for the release of Jimmy Lai.",
);
const SILENT: [Doc<'_>; 3] = [
    (
        "GB",
        "2022-09-01",
        "The Foreign Secretary met Chinese Foreign Minister Wang Yi in London. The Foreign Secretary stressed the importance of trade. He welcomed the growth of tourism. He called for more flights. He thanked China for its hospitality.",
    ),
    (
        "GB",
        "2022-10-01",
        "The Foreign Secretary met Chinese Foreign Minister Wang Yi in Beijing. The Foreign Secretary stressed the importance of climate action. He welcomed the growth of wind power. He urged China to use less coal.",
    ),
    (
        "GB",
        "2022-11-01",
        "The Foreign Secretary spoke by telephone with Chinese Foreign Minister Wang Yi. The Foreign Secretary stressed the importance of health. He welcomed the new vaccines. He raised the needs of hospitals.",
    ),
];

#[test]
fn a_first_mention_and_a_stronger_act_are_told_with_both_sentences() -> Result<(), Error> {
    let timeline = timeline(&[RAISED, CALLED], &name("Jimmy Lai"))?;
    assert_eq!(timeline.entries.len(), 2);
    assert_eq!(timeline.points.len(), 2);
    assert_eq!(
        told(&timeline),
        [
            (ChangeKind::First, "raise".into(), None),
            (
                ChangeKind::Stronger,
                "call for".into(),
                Some("raise".into())
            ),
        ]
    );
    let change = &timeline.changes[1];
    assert!(change.at.evidence.quote.contains("called for the release"));
    let before = change.before.as_ref().expect("what it is compared with");
    assert!(before.evidence.quote.contains("raised the case"));
    assert_eq!(before.evidence.day.as_deref(), Some("2021-03-01"));
    assert_eq!(before.evidence.sentence, 2);
    Ok(())
}

#[test]
fn the_other_way_round_it_is_weaker_unless_it_is_denied_or_said_again() -> Result<(), Error> {
    let of = |text: &'static str| {
        let later = ("GB", "2023-01-01", text);
        let timeline = timeline(&[CALLED, later], &name("Jimmy Lai"))?;
        Ok::<_, Error>(
            told(&timeline)
                .into_iter()
                .any(|(kind, ..)| kind == ChangeKind::Weaker),
        )
    };
    assert!(of(
        "The Foreign Secretary met Chinese Foreign Minister Wang Yi in London. The Foreign Secretary raised the case of Jimmy Lai."
    )?);
    assert!(!of(
        "The Foreign Secretary met Chinese Foreign Minister Wang Yi in London. The Foreign Secretary again raised the case of Jimmy Lai."
    )?);
    assert!(!of(
        "The Foreign Secretary met Chinese Foreign Minister Wang Yi in London. The Foreign Secretary did not raise the case of Jimmy Lai."
    )?);
    assert!(!of(
        "The Foreign Secretary met Chinese Foreign Minister Wang Yi in London. The two ministers discussed the case of Jimmy Lai."
    )?);
    Ok(())
}

#[test]
fn sides_counterparts_and_houses_are_not_compared_with_each_other() -> Result<(), Error> {
    let documents = [
        CALLED,
        (
            "GB",
            "2023-01-01",
            "The Foreign Secretary met US Secretary of State Antony Blinken in London. The Foreign Secretary raised the case of Jimmy Lai.",
        ),
        (
            "US",
            "2023-02-01",
            "Secretary of State Antony Blinken met Chinese Foreign Minister Wang Yi in Washington. Secretary Blinken raised the case of Jimmy Lai.",
        ),
        (
            "CN",
            "2023-03-01",
            "Foreign Minister Wang Yi met British Foreign Secretary James Cleverly in Beijing. Foreign Secretary Cleverly raised the case of Jimmy Lai.",
        ),
    ];
    let timeline = timeline(&documents, &name("Jimmy Lai"))?;
    assert_eq!(timeline.entries.len(), 4, "each account has its statement");
    let kinds: Vec<ChangeKind> = timeline.changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::First; 4], "nobody's words are weaker");
    let by_other: Vec<bool> = timeline
        .entries
        .iter()
        .map(|entry| entry.told_by_other)
        .collect();
    assert_eq!(by_other, [false, false, false, true]);
    Ok(())
}

#[test]
fn a_first_mention_is_told_of_those_to_whom_it_is_the_first() -> Result<(), Error> {
    let documents = [
        RAISED,
        (
            "GB",
            "2024-06-01",
            "The Foreign Secretary met Chinese Foreign Minister Wang Yi and Japanese Foreign Minister Kamikawa Yoko in Seoul. The Foreign Secretary raised the case of Jimmy Lai.",
        ),
    ];
    let timeline = timeline(&documents, &name("Jimmy Lai"))?;
    let changes = timeline.changes.iter();
    let first = changes.filter(|change| change.kind == ChangeKind::First);
    let to: Vec<&[String]> = first.map(|change| change.to.as_slice()).collect();
    assert_eq!(to, [["CN".to_owned()], ["JP".to_owned()]]);
    Ok(())
}

#[test]
fn dropped_needs_two_mentions_and_three_accounts_that_are_silent() -> Result<(), Error> {
    let dropped = |documents: &[Doc<'_>]| {
        let timeline = timeline(documents, &name("Jimmy Lai"))?;
        let mut changes = timeline.changes.into_iter();
        Ok::<_, Error>(changes.find(|change| change.kind == ChangeKind::Dropped))
    };
    let [one, two, three] = SILENT;
    let change = dropped(&[RAISED, CALLED, one, two, three])?.expect("it is dropped");
    assert_eq!(change.silent.len(), 3);
    assert_eq!(change.mentions, 2);
    assert!(
        change.at.evidence.quote.contains("called for"),
        "the last mention is cited"
    );
    assert!(
        dropped(&[RAISED, CALLED, one, two])?.is_none(),
        "two accounts"
    );
    assert!(
        dropped(&[CALLED, one, two, three])?.is_none(),
        "one mention"
    );
    let short = (
        "GB",
        "2022-11-01",
        "The Foreign Secretary spoke by telephone with Chinese Foreign Minister Wang Yi. The Foreign Secretary stressed the importance of health.",
    );
    assert!(
        dropped(&[RAISED, CALLED, one, two, short])?.is_none(),
        "a short account"
    );
    let named = (
        "GB",
        "2022-12-01",
        "The Foreign Secretary met Chinese Foreign Minister Wang Yi in London. Mr Jimmy Lai remains in prison.",
    );
    assert!(
        dropped(&[RAISED, CALLED, one, two, three, named])?.is_none(),
        "named where nobody speaks of him"
    );
    Ok(())
}

#[test]
fn a_topic_is_dropped_only_if_it_was_regular() -> Result<(), Error> {
    let meeting = |day: &'static str, words: &str| {
        let text = format!(
            "External Affairs Minister S. Jaishankar met Russian Foreign Minister Sergey Lavrov in New Delhi. EAM stressed the \
             importance of trade. EAM welcomed the growth of tourism. EAM thanked Minister Lavrov for his visit.{words}"
        );
        ("IN", day, text)
    };
    let health = " EAM stressed the need for better hospitals.";
    let dropped = |texts: &[(&'static str, &'static str, String)]| {
        let documents: Vec<Doc<'_>> = texts
            .iter()
            .map(|(by, day, text)| (*by, *day, text.as_str()))
            .collect();
        let query = Query {
            topics: vec!["health".into()],
            ..Query::default()
        };
        let timeline = timeline(&documents, &query)?;
        let mut changes = timeline.changes.iter();
        Ok::<_, Error>(changes.any(|change| change.kind == ChangeKind::Dropped))
    };
    let silent = ["2023-01-01", "2023-02-01", "2023-03-01"].map(|day| meeting(day, ""));
    let regular = ["2022-01-01", "2022-02-01", "2022-03-01"].map(|day| meeting(day, health));
    assert!(dropped(&[&regular[..], &silent].concat())?);
    assert!(
        !dropped(&[&regular[..2], &silent].concat())?,
        "two releases"
    );
    let seldom = [
        "2021-01-01",
        "2021-02-01",
        "2021-03-01",
        "2021-04-01",
        "2021-05-01",
        "2021-06-01",
        "2021-07-01",
    ];
    let seldom = seldom.map(|day| meeting(day, ""));
    let first = [meeting("2020-12-01", health)];
    let named = [&first[..], &seldom, &regular[..2], &silent].concat();
    assert!(!dropped(&named)?, "three of ten accounts");
    Ok(())
}

#[test]
fn nothing_after_the_last_day_is_used_and_a_later_start_makes_no_first() -> Result<(), Error> {
    let [one, two, three] = SILENT;
    let documents = [RAISED, CALLED, one, two, three];
    let until = Query {
        until: Some("2022-10-15".into()),
        ..name("Jimmy Lai")
    };
    let before_the_third = timeline(&documents, &until)?;
    assert!(
        told(&before_the_third)
            .iter()
            .all(|(kind, ..)| *kind != ChangeKind::Dropped)
    );
    let since = Query {
        since: Some("2022-01-01".into()),
        ..name("Jimmy Lai")
    };
    let later = timeline(&documents, &since)?;
    assert_eq!(later.entries.len(), 1);
    let kinds: Vec<ChangeKind> = later.changes.iter().map(|change| change.kind).collect();
    assert_eq!(
        kinds,
        [ChangeKind::Stronger, ChangeKind::Dropped],
        "compared with what was left out"
    );
    Ok(())
}

#[test]
fn on_a_wide_matter_only_what_says_nearly_the_same_is_compared() -> Result<(), Error> {
    let documents = [
        (
            "JP",
            "2022-01-10",
            "Foreign Minister Hayashi Yoshimasa met Indian Minister of External Affairs S. Jaishankar in Tokyo. Minister Hayashi expressed concern about the harassment of fishing vessels near the islands.",
        ),
        (
            "JP",
            "2023-01-10",
            "Foreign Minister Hayashi Yoshimasa met Indian Minister of External Affairs S. Jaishankar in Delhi. Minister Hayashi condemned the harassment of fishing vessels near the islands. He raised the export of semiconductors to neighbouring markets.",
        ),
    ];
    let query = Query {
        by: vec!["JP".into()],
        ..Query::default()
    };
    let timeline = timeline(&documents, &query)?;
    // The first account makes no topic new; semiconductors are, and are not compared with fishing.
    assert_eq!(
        told(&timeline),
        [
            (
                ChangeKind::Stronger,
                "condemn".to_owned(),
                Some("express concern".to_owned())
            ),
            (ChangeKind::First, "raise".to_owned(), None),
        ]
    );
    Ok(())
}

#[test]
fn the_same_act_in_other_words_tells_the_words() -> Result<(), Error> {
    let of = |words: &str| -> String {
        format!(
            "The High Representative met Serbian President Aleksandar Vucic in Brussels. The EU called for the {words} release of the arrested police officers in northern Kosovo."
        )
    };
    let (first, second) = (of("prompt"), of("prompt and unconditional"));
    let documents = [
        ("EU", "2023-06-01", first.as_str()),
        ("EU", "2023-08-01", second.as_str()),
    ];
    let query = Query {
        by: vec!["EU".into()],
        ..Query::default()
    };
    let timeline = timeline(&documents, &query)?;
    let reworded = timeline
        .changes
        .iter()
        .find(|change| change.kind == ChangeKind::Reworded)
        .expect("it is reworded");
    assert_eq!(reworded.added, ["and unconditional"]);
    assert!(reworded.removed.is_empty());
    Ok(())
}

#[test]
fn nothing_found_is_an_empty_timeline() -> Result<(), Error> {
    assert_eq!(timeline(&[RAISED], &name("Nobody"))?, Timeline::default());
    Ok(())
}

#[test]
fn from_a_beginning_on_it_is_as_if_the_record_began_there() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let record = record(folder.path(), &[RAISED, CALLED])?;
    let query = name("Jimmy Lai");
    let whole = record.timeline(&query)?;
    assert_eq!((whole.entries.len(), whole.changes.len()), (2, 2));
    let begun = record.timeline_from(&query, Some("2022-01-01"))?;
    let days: Vec<_> = begun.entries.iter().map(|one| one.day.as_deref()).collect();
    assert_eq!(days, [Some("2022-05-02")]);
    assert_eq!(
        told(&begun),
        [],
        "neither a first mention nor a stronger act"
    );
    Ok(())
}
