//! Every reading of a record, once, in an order that does not depend on how it came in.

use chancery::{Reader, Reading, Release};
use chancery_record::{Error, Query, Record, Selected};

fn reading(reader: &Reader, url: &str, day: &str, text: &str) -> Reading {
    let mut release = Release::from_text(text);
    release.url = Some(url.to_owned());
    release.publisher = Some("NO".to_owned());
    release.published = Some(day.parse().expect("a date"));
    reader.read(&release)
}

fn five(reader: &Reader) -> Vec<Reading> {
    let text = |number: usize| {
        format!(
            "The Foreign Minister of Norway met the Foreign Minister of Chile. She raised fisheries and case {number}."
        )
    };
    let days = [
        "2024-03-04",
        "2024-01-02",
        "2024-03-04",
        "2023-12-31",
        "2024-02-01",
    ];
    let mut five: Vec<Reading> = (0..)
        .zip(days)
        .map(|(number, day)| {
            reading(
                reader,
                &format!("https://no.example/{number}"),
                day,
                &text(number),
            )
        })
        .collect();
    five[4] = reading(
        reader,
        "https://no.example/4",
        "2024-02-01",
        "It rained in Oslo all day.",
    );
    five
}

fn urls(record: &Record, query: &Query) -> Result<Vec<String>, Error> {
    let mut urls = Vec::new();
    record.for_each_reading(query, |selected| {
        urls.extend(selected.reading.document.source);
        Ok::<(), Error>(())
    })?;
    Ok(urls)
}

fn numbers(urls: &[String]) -> String {
    urls.iter().filter_map(|url| url.chars().last()).collect()
}

#[test]
fn the_order_is_that_of_days_and_urls() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let reader = Reader::shipped().expect("the shipped data is checked");
    let mut readings = five(&reader);
    let mut one = Record::open(&folder.path().join("one.db"))?;
    one.add(&readings)?;
    readings.reverse();
    let mut other = Record::open(&folder.path().join("other.db"))?;
    for reading in &readings {
        other.add(std::slice::from_ref(reading))?;
    }
    let all = urls(&one, &Query::default())?;
    assert_eq!(numbers(&all), "31402");
    assert_eq!(urls(&other, &Query::default())?, all);
    Ok(())
}

#[test]
fn a_question_chooses_statements_and_with_them_documents() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let reader = Reader::shipped().expect("the shipped data is checked");
    let mut record = Record::open(&folder.path().join("chancery.db"))?;
    record.add(&five(&reader))?;
    let days = |since: &str, until: &str| Query {
        since: Some(since.to_owned()),
        until: Some(until.to_owned()),
        ..Query::default()
    };
    // A document without statements is of its day, and of no question about statements.
    assert_eq!(
        numbers(&urls(&record, &days("2024-01-02", "2024-02-01"))?),
        "14"
    );
    let raised = Query {
        families: vec!["raise".to_owned()],
        ..days("2024-01-02", "2024-12-31")
    };
    assert_eq!(numbers(&urls(&record, &raised)?), "102");
    let mut selected: Vec<Selected> = Vec::new();
    record.for_each_reading(&raised, |one| {
        selected.push(one);
        Ok::<(), Error>(())
    })?;
    for one in &selected {
        assert!(!one.statements.is_empty());
        for said in &one.reading.statements {
            let wanted = one.statements.contains(&said.id);
            assert_eq!(wanted, said.family == "raise", "{}", said.act);
        }
    }
    let nobody = Query {
        speaker: Some("Nobody".to_owned()),
        ..Query::default()
    };
    assert!(urls(&record, &nobody)?.is_empty());
    Ok(())
}

#[test]
fn of_revisions_the_newest_is_visited() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let reader = Reader::shipped().expect("the shipped data is checked");
    let mut record = Record::open(&folder.path().join("chancery.db"))?;
    let mut readings = five(&reader);
    record.add(&readings)?;
    let revised = reading(
        &reader,
        "https://no.example/3",
        "2024-05-01",
        "The Foreign Minister of Norway met the Foreign Minister of Chile. She welcomed the agreement.",
    );
    record.add(&[revised])?;
    let mut acts = Vec::new();
    let mut whole = Vec::new();
    record.for_each_reading(&Query::default(), |selected| {
        if selected.reading.document.source.as_deref() == Some("https://no.example/3") {
            acts.extend(
                selected
                    .reading
                    .statements
                    .iter()
                    .map(|said| said.act.clone()),
            );
        } else {
            whole.push(selected.reading);
        }
        Ok::<(), Error>(())
    })?;
    assert_eq!(acts, ["welcome"]);
    // Nothing of a reading is lost on the way.
    readings.remove(3);
    readings.sort_by_key(|it| (it.document.published.clone(), it.document.source.clone()));
    assert_eq!(whole, readings);
    Ok(())
}

#[test]
fn an_empty_record_has_none_and_a_visitor_can_stop() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = Record::open(&folder.path().join("chancery.db"))?;
    assert!(urls(&record, &Query::default())?.is_empty());
    record.add(&five(
        &Reader::shipped().expect("the shipped data is checked"),
    ))?;

    #[derive(Debug)]
    struct Enough;
    impl From<Error> for Enough {
        fn from(error: Error) -> Self {
            panic!("{error}")
        }
    }
    let mut visited = 0;
    let stopped = record.for_each_reading(&Query::default(), |_| {
        visited += 1;
        if visited == 2 { Err(Enough) } else { Ok(()) }
    });
    assert!(stopped.is_err());
    assert_eq!(visited, 2);
    Ok(())
}
