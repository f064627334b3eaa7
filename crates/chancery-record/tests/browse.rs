//! Looking through a record: page by page, by person, side and topic, with counts of what narrows.

use std::collections::BTreeSet;

use chancery::{Reader, Reading, Release};
use chancery_record::{ContactQuery, Error, Query, Record, Sort, Subject};

const LISBON: &str = "Foreign Minister Ana Prates met Norwegian Foreign Minister Ingrid Haugen in Lisbon on 3 March 2024. \
She raised the detention of journalists and called for their release. The two ministers agreed to resume the talks on \
fisheries.";
const OSLO: &str = "Foreign Minister Ingrid Haugen of Norway spoke by telephone with Portuguese Foreign Minister Ana Prates \
on 9 April 2024. She welcomed the progress on fisheries and stressed the importance of human rights.";

fn record(folder: &tempfile::TempDir) -> Record {
    let reader = Reader::shipped().expect("the shipped data is checked");
    let reading = |url: &str, publisher: &str, day: &str, text: &str| -> Reading {
        let mut release = Release::from_text(text);
        release.url = Some(url.to_owned());
        release.publisher = Some(publisher.to_owned());
        release.published = Some(day.parse().expect("a date"));
        reader.read(&release)
    };
    let mut record = Record::open(&folder.path().join("chancery.db")).expect("a new record");
    let readings = [
        reading("https://pt.example/1", "PT", "2024-03-04", LISBON),
        reading("https://no.example/1", "NO", "2024-04-10", OSLO),
        // The same text on another day and at another place is another document.
        reading("https://no.example/2", "NO", "2023-04-10", OSLO),
    ];
    record.add(&readings).expect("they are added");
    record
}

#[test]
fn pages_one_after_the_other_are_the_whole() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let record = record(&folder);
    for sort in [Sort::Newest, Sort::Oldest] {
        let query = |limit| Query {
            sort,
            limit,
            ..Query::default()
        };
        let whole: Vec<i64> = record
            .search(&query(0))?
            .iter()
            .map(|found| found.id)
            .collect();
        assert!(whole.len() > 5);
        let (mut paged, mut before) = (Vec::new(), None);
        loop {
            let part = record.browse(&query(2), None, before)?;
            assert!(part.found.len() <= 2 && !part.found.is_empty());
            paged.extend(part.found.iter().map(|found| found.id));
            before = part.next;
            if before.is_none() {
                break;
            }
        }
        assert_eq!(paged, whole);
    }
    Ok(())
}

#[test]
fn counts_are_what_the_narrower_search_finds_and_say_where_they_end() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let record = record(&folder);
    let all = record.facets(&Query::default(), None, 1_000)?;
    assert!(!all.more);
    assert_eq!(all.counted, record.search(&Query::default())?.len());
    for one in &all.family {
        let query = Query {
            families: vec![one.value.clone()],
            ..Query::default()
        };
        assert_eq!(record.search(&query)?.len(), one.count, "{}", one.value);
    }
    for one in &all.by {
        let query = Query {
            by: vec![one.value.clone()],
            ..Query::default()
        };
        assert_eq!(record.search(&query)?.len(), one.count, "{}", one.value);
    }
    let years: Vec<&str> = all.year.iter().map(|one| one.value.as_str()).collect();
    assert_eq!(years, ["2024", "2023"]);
    let some = record.facets(&Query::default(), None, 3)?;
    assert!(some.more && some.counted == 3);
    // The newest are counted, in whichever order they are asked for.
    let oldest = record.facets(
        &Query {
            sort: Sort::Oldest,
            ..Query::default()
        },
        None,
        3,
    )?;
    assert_eq!(oldest, some);
    let none = record.facets(
        &Query {
            speaker: Some("Nobody".into()),
            ..Query::default()
        },
        None,
        3,
    )?;
    assert!(none.counted == 0 && none.family.is_empty());
    Ok(())
}

#[test]
fn a_subject_has_its_statements_contacts_and_documents() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let record = record(&folder);
    let haugen = record.entities("person", "haugen", 10)?;
    assert_eq!(haugen.len(), 1);
    let id = &haugen[0].id;
    assert_eq!(record.entity(id)?.as_ref(), haugen.first());
    let subject = Subject::Entity(id.clone());
    let said = record
        .browse(&Query::default(), Some(&subject), None)?
        .found;
    assert!(!said.is_empty());
    assert!(
        said.iter().all(
            |found| found.statement.speakers.contains(id) || found.statement.names.contains(id)
        )
    );
    let contacts = record.engagements_of(&ContactQuery::default(), Some(&subject), None)?;
    assert_eq!(contacts.len(), 3);
    let behind = record.engagements_of(
        &ContactQuery::default(),
        Some(&subject),
        Some(contacts[0].id),
    )?;
    assert_eq!(behind, contacts[1..]);
    assert_eq!(record.naming(id, 10)?.len(), 3);
    let side = Subject::Side("NO".into());
    let of_side = record.browse(&Query::default(), Some(&side), None)?.found;
    let by = record.search(&Query {
        by: vec!["NO".into()],
        ..Query::default()
    })?;
    assert_eq!(of_side, by);
    let topic = Subject::Topic("human-rights".into());
    let on_topic = record.browse(&Query::default(), Some(&topic), None)?.found;
    assert!(!on_topic.is_empty());
    assert_eq!(
        on_topic.len() as u64,
        record.on_topic("human-rights", "2000-01-01", "2030-01-01")?
    );
    assert!(
        record
            .engagements_of(&ContactQuery::default(), Some(&topic), None)?
            .is_empty()
    );
    let nobody = Subject::Entity("person:nobody".into());
    assert!(
        record
            .browse(&Query::default(), Some(&nobody), None)?
            .found
            .is_empty()
    );
    assert_eq!(record.entity("person:nobody")?, None);
    Ok(())
}

#[test]
fn documents_are_listed_by_day_and_the_network_by_pairs() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let record = record(&folder);
    let listed = record.documents(None, None, 10)?;
    let days: Vec<&str> = listed
        .iter()
        .filter_map(|row| row.published.as_deref())
        .collect();
    assert_eq!(days, ["2024-04-10", "2024-03-04", "2023-04-10"]);
    assert_eq!(record.documents(None, Some(listed[0].id), 10)?, listed[1..]);
    let of_norway: BTreeSet<i64> = record
        .documents(Some("NO"), None, 10)?
        .iter()
        .map(|row| row.id)
        .collect();
    assert_eq!(of_norway, BTreeSet::from([listed[0].id, listed[2].id]));
    assert_eq!(
        record.document_row(listed[1].id)?.as_ref(),
        Some(&listed[1])
    );
    assert_eq!(
        record.number_of("https://pt.example/1")?,
        Some(listed[1].id)
    );
    assert_eq!(
        record.days()?,
        Some(("2023-04-10".to_owned(), "2024-04-10".to_owned()))
    );
    let year = record.network(2024)?;
    let pair = year
        .iter()
        .find(|link| link.a == "NO" && link.b == "PT")
        .expect("the two met");
    // A meeting and a call.
    assert!(pair.accounts >= 2 && pair.in_person >= 1 && pair.in_person < pair.accounts);
    assert!(record.network(2010)?.is_empty());
    Ok(())
}

#[test]
fn what_is_counted_beforehand_is_what_a_search_finds() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = record(&folder);
    let holds = |record: &Record| -> Result<(), Error> {
        let facets = record.facets(&Query::default(), None, 1_000)?;
        assert_eq!(record.sides()?, facets.by);
        assert!(!facets.by.is_empty() && !facets.topic.is_empty());
        for one in &facets.topic {
            let subject = Subject::Topic(one.value.clone());
            assert_eq!(record.total(&subject)?, Some(one.count as u64));
            let of_year = Query {
                topics: vec![one.value.clone()],
                since: Some("2024-01-01".into()),
                until: Some("2024-12-31".into()),
                ..Query::default()
            };
            assert_eq!(
                record.on_topic(&one.value, "2024-01-01", "2024-12-31")?,
                record.search(&of_year)?.len() as u64
            );
        }
        assert_eq!(record.check()?.faults, []);
        Ok(())
    };
    holds(&record)?;
    // A revision takes the place of what was counted, also where both come at once.
    let reader = Reader::shipped().expect("the shipped data is checked");
    let changed: Vec<Reading> = ["She criticised the detention of journalists.", OSLO]
        .iter()
        .map(|text| {
            let mut release = Release::from_text(format!("{text} The ministers met in Lisbon."));
            release.url = Some("https://pt.example/1".to_owned());
            release.publisher = Some("PT".to_owned());
            release.published = "2024-03-04".parse().ok();
            reader.read(&release)
        })
        .collect();
    assert_eq!(record.add(&changed)?.revised, 2);
    holds(&record)
}

#[test]
fn the_day_behind_the_newest_is_that_of_the_last_one_of_them() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let record = record(&folder);
    let fisheries = Query {
        words: Some("fisheries".into()),
        ..Query::default()
    };
    for query in [Query::default(), fisheries] {
        let all = record.search(&query)?;
        for most in 1..=all.len() {
            let day = all[most - 1].published.clone();
            let expected = day.filter(|_| most < all.len());
            assert_eq!(record.day_of_newest(&query, most)?, expected, "{most}");
        }
    }
    Ok(())
}

#[test]
fn a_changed_document_has_two_revisions_and_another_version() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = record(&folder);
    let (version, first) = (
        record.version()?,
        record
            .number_of("https://pt.example/1")?
            .expect("it is there"),
    );
    let mut reading = record
        .document(&chancery_record::DocumentKey::Number(first))?
        .expect("it is there");
    record.add(std::slice::from_ref(&reading))?;
    assert_eq!(record.version()?, version, "what was known changes nothing");
    reading.document.title = Some("Another title".into());
    record.add(&[reading])?;
    assert!(record.version()? > version);
    let newest = record
        .number_of("https://pt.example/1")?
        .expect("it is there");
    let revisions: Vec<i64> = record
        .revisions(first)?
        .iter()
        .map(|one| one.document)
        .collect();
    assert_eq!(revisions, [first, newest]);
    assert!(!record.document_row(first)?.expect("it is kept").current);
    Ok(())
}
