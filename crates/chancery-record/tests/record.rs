//! A record in a real file: what is added is found, once; what is wrong is refused.

use std::path::Path;

use chancery::{Reader, Reading, Release};
use chancery_record::{Added, ContactQuery, DocumentKey, Error, Query, Record, Sort};

const LISBON: &str = "Foreign Minister Ana Prates met Norwegian Foreign Minister Ingrid Haugen in Lisbon on 3 March 2024. \
She raised the detention of journalists and called for their release. The two ministers agreed to resume the talks on \
fisheries.";
const OSLO: &str = "Foreign Minister Ingrid Haugen of Norway spoke by telephone with Portuguese Foreign Minister Ana Prates \
on 9 April 2024. She welcomed the progress on fisheries and stressed the importance of human rights.";

fn reader() -> Reader {
    Reader::shipped().expect("the shipped data is checked")
}

fn reading(reader: &Reader, url: &str, publisher: &str, day: &str, text: &str) -> Reading {
    let mut release = Release::from_text(text);
    release.url = Some(url.to_owned());
    release.publisher = Some(publisher.to_owned());
    release.published = Some(day.parse().expect("a date"));
    reader.read(&release)
}

fn both(reader: &Reader) -> [Reading; 2] {
    [
        reading(reader, "https://pt.example/1", "PT", "2024-03-04", LISBON),
        reading(reader, "https://no.example/1", "NO", "2024-04-10", OSLO),
    ]
}

fn record(folder: &Path) -> Record {
    std::fs::create_dir_all(folder).expect("a folder");
    Record::open(&folder.join("chancery.db")).expect("a new record")
}

#[test]
fn what_is_added_is_found_by_words_and_by_what_was_read() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let reader = reader();
    let mut record = record(folder.path());
    record.add(&both(&reader))?;
    let acts = |query: Query| -> Result<Vec<String>, Error> {
        let found = record.search(&query)?;
        Ok(found.into_iter().map(|hit| hit.statement.act).collect())
    };
    let words = |words: &str| Query {
        words: Some(words.to_owned()),
        sort: Sort::Oldest,
        ..Query::default()
    };
    // Two statements of one sentence are found by any word of it.
    assert_eq!(acts(words("fisheries"))?, ["agree", "welcome", "stress"]);
    assert_eq!(
        acts(words("\"human rights\""))?.len(),
        2,
        "both statements of the sentence"
    );
    assert!(acts(words("\"rights human\""))?.is_empty());
    let of_norway = Query {
        by: vec!["NO".into()],
        ..words("fisheries")
    };
    assert!(acts(of_norway)?.contains(&"welcome".to_owned()));
    let since = Query {
        since: Some("2024-04-01".into()),
        ..words("fisheries")
    };
    assert_eq!(acts(since)?, ["welcome", "stress"]);
    let speaker = Query {
        speaker: Some("haugen".into()),
        families: vec!["welcome".into()],
        ..Query::default()
    };
    assert_eq!(acts(speaker)?, ["welcome"]);
    let nobody = Query {
        speaker: Some("Nobody".into()),
        ..Query::default()
    };
    assert!(acts(nobody)?.is_empty());
    Ok(())
}

#[test]
fn engagements_are_found_by_parties_and_kind() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = record(folder.path());
    record.add(&both(&reader()))?;
    let query = ContactQuery {
        sides: vec!["PT".into(), "NO".into()],
        ..ContactQuery::default()
    };
    let kinds: Vec<String> = record
        .engagements(&query)?
        .into_iter()
        .map(|contact| contact.engagement.kind)
        .collect();
    assert_eq!(kinds, ["call", "meeting"]);
    let meetings = ContactQuery {
        kinds: vec!["meeting".into()],
        person: Some("Prates".into()),
        until: Some("2024-03-31".into()),
        ..ContactQuery::default()
    };
    assert_eq!(record.engagements(&meetings)?.len(), 1);
    Ok(())
}

#[test]
fn the_same_is_added_once_and_a_change_is_a_revision() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let reader = reader();
    let mut record = record(folder.path());
    let first = both(&reader);
    assert_eq!(record.add(&first)?.new, 2);
    let again = record.add(&first)?;
    assert_eq!(
        again,
        Added {
            known: 2,
            ..Added::default()
        }
    );
    let before = record.status()?;
    let changed = LISBON.replace("fisheries", "shipping");
    let changed = reading(
        &reader,
        "https://pt.example/1",
        "PT",
        "2024-03-04",
        &changed,
    );
    assert_eq!(record.add(&[changed])?.revised, 1);
    let status = record.status()?;
    assert_eq!(
        (status.documents, status.older_revisions),
        (before.documents, 1)
    );
    let words = |words: &str| Query {
        words: Some(words.to_owned()),
        ..Query::default()
    };
    assert_eq!(record.search(&words("shipping"))?.len(), 1);
    assert_eq!(
        record.search(&words("fisheries"))?.len(),
        2,
        "the other document's"
    );
    let newest = record.document(&DocumentKey::from("https://pt.example/1"))?;
    assert!(newest.is_some_and(|reading| reading.document.text.contains("shipping")));
    let older = record.document(&DocumentKey::Number(1))?;
    assert!(older.is_some_and(|reading| reading.document.text.contains("fisheries")));
    assert_eq!(record.check()?.faults, []);
    Ok(())
}

#[test]
fn what_a_person_writes_is_never_syntax() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = record(folder.path());
    record.add(&both(&reader()))?;
    for words in [
        "\"",
        "a\"b",
        "AND OR NOT",
        "(",
        "*",
        "evidence:x",
        "NEAR(a b)",
        "'; DROP TABLE words; --",
        "q9bno",
        "é\u{0}",
    ] {
        record.search(&Query {
            words: Some(words.to_owned()),
            name: Some(words.to_owned()),
            speaker: Some(words.to_owned()),
            by: vec![words.to_owned()],
            ..Query::default()
        })?;
        record.search(&Query {
            words: Some(words.to_owned()),
            ..Query::default()
        })?;
    }
    assert_eq!(record.status()?.documents, 2);
    Ok(())
}

#[test]
fn persons_are_one_under_several_spellings() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let reader = reader();
    let text = |name: &str| {
        format!(
            "Deputy Foreign Minister {name} of Ukraine met Foreign Minister Ana Prates of Portugal. {name} called for more aid."
        )
    };
    let names = ["Dmytro Tarasenko", "Dmitriy Tarasenko", "Yuliia Tarasenko"];
    let readings: Vec<Reading> = names
        .iter()
        .map(|name| {
            let url = format!("https://pt.example/{name}");
            reading(&reader, &url, "PT", "2024-03-04", &text(name))
        })
        .collect();
    let asked = Query {
        speaker: Some("dmytro tarasenko".into()),
        ..Query::default()
    };
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let mut record = record(&folder.path().join(format!("{order:?}")));
        for number in order {
            record.add(&readings[number..=number])?;
        }
        let found = record.search(&asked)?;
        let mut by: Vec<&str> = found
            .iter()
            .filter_map(|hit| hit.source.as_deref())
            .collect();
        by.sort_unstable();
        assert_eq!(
            by,
            [
                "https://pt.example/Dmitriy Tarasenko",
                "https://pt.example/Dmytro Tarasenko"
            ]
        );
    }
    Ok(())
}

#[test]
fn the_strongest_come_first_and_the_limit_holds() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = record(folder.path());
    record.add(&both(&reader()))?;
    let strengths = |limit| -> Result<Vec<u8>, Error> {
        let query = Query {
            sort: Sort::Strongest,
            limit,
            ..Query::default()
        };
        let found = record.search(&query)?;
        Ok(found.iter().map(|hit| hit.statement.strength).collect())
    };
    let all = strengths(0)?;
    assert!(all.len() > 3 && all.is_sorted_by(|a, b| a >= b), "{all:?}");
    assert_eq!(strengths(2)?, all[..2]);
    Ok(())
}

#[test]
fn a_record_of_the_first_schema_is_brought_up_to_date() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("old.db");
    let old = rusqlite::Connection::open(&path).expect("a database");
    old.execute_batch(include_str!("schema-1.sql"))
        .expect("SQL");
    for (number, reading) in both(&reader()).iter().enumerate() {
        let json = serde_json::to_string(reading).expect("JSON");
        old.execute(
            "INSERT INTO documents (name, source, revision, current, hash, reading) VALUES (?1, ?1, 1, 1, ?2, ?3)",
            rusqlite::params![number.to_string(), [number as u8], json],
        )
        .expect("a row");
    }
    old.pragma_update(None, "application_id", 0x4368_6e43)
        .expect("a pragma");
    old.pragma_update(None, "user_version", 1)
        .expect("a pragma");
    drop(old);
    assert!(matches!(
        Record::read(&path),
        Err(Error::Older { found: 1, .. })
    ));
    let record = Record::open(&path)?;
    assert_eq!(record.check()?.faults, []);
    assert_eq!(record.status()?.documents, 2);
    let fisheries = Query {
        words: Some("fisheries".into()),
        ..Query::default()
    };
    assert_eq!(record.search(&fisheries)?.len(), 3);
    Ok(())
}

#[test]
fn a_record_without_counts_is_brought_up_to_date() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("chancery.db");
    let mut record = record(folder.path());
    record.add(&both(&reader()))?;
    let (sides, links) = (record.sides()?, record.network(2024)?);
    assert!(!sides.is_empty() && !links.is_empty());
    drop(record);
    // What schema 3 added to schema 2.
    let old = rusqlite::Connection::open(&path).expect("a database");
    old.execute_batch("DROP TABLE tallies; DROP TABLE links; PRAGMA user_version = 2")
        .expect("SQL");
    drop(old);
    assert!(matches!(
        Record::read(&path),
        Err(Error::Older { found: 2, .. })
    ));
    let record = Record::open(&path)?;
    assert_eq!((record.sides()?, record.network(2024)?), (sides, links));
    assert_eq!(record.check()?.faults, []);
    drop(record);
    let changed = rusqlite::Connection::open(&path).expect("a database");
    changed
        .execute_batch("UPDATE tallies SET statements = statements + 1 WHERE of = 'side'")
        .expect("SQL");
    drop(changed);
    assert_eq!(Record::read(&path)?.check()?.faults.len(), 1);
    Ok(())
}

#[test]
fn what_is_no_record_is_refused_and_not_touched() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        path
    };
    let text = file(
        "notes.txt",
        "These are notes, and no database at all. "
            .repeat(99)
            .as_bytes(),
    );
    assert!(matches!(Record::open(&text), Err(Error::Foreign(_))));
    assert_eq!(std::fs::read(&text).expect("it is there").len(), 41 * 99);

    let foreign = folder.path().join("other.db");
    let other = rusqlite::Connection::open(&foreign).expect("a database");
    other
        .execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1);")
        .expect("SQL");
    drop(other);
    assert!(matches!(Record::open(&foreign), Err(Error::Foreign(_))));

    let newer = folder.path().join("newer.db");
    drop(Record::open(&newer).expect("a record"));
    let raised = rusqlite::Connection::open(&newer).expect("a database");
    raised
        .pragma_update(None, "user_version", 99)
        .expect("a pragma");
    drop(raised);
    assert!(matches!(
        Record::open(&newer),
        Err(Error::Newer { found: 99, .. })
    ));
    assert!(matches!(
        Record::read(&newer),
        Err(Error::Newer { found: 99, .. })
    ));

    assert!(matches!(
        Record::read(&folder.path().join("none.db")),
        Err(Error::Open { .. })
    ));
}

#[test]
fn a_damaged_file_is_told_and_never_a_panic() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let reader = reader();
    let path = folder.path().join("chancery.db");
    let mut whole = Record::open(&path)?;
    whole.add(&both(&reader))?;
    drop(whole);
    let bytes = std::fs::read(&path).expect("it is there");
    let (mut pages, mut told) = (0, 0);
    for at in (4096..bytes.len()).step_by(4096) {
        let mut damaged = bytes.clone();
        damaged[at..at + 64].fill(0xa5);
        let path = folder.path().join("damaged.db");
        std::fs::write(&path, &damaged).expect("a file");
        let checked = Record::read(&path).and_then(|record| record.check());
        pages += 1;
        told += usize::from(checked.is_err() || checked.is_ok_and(|c| !c.faults.is_empty()));
    }
    assert_eq!(told, pages, "every page that was damaged");
    Ok(())
}
