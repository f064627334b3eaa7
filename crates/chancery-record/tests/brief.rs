//! Briefs of a record in a real file: what a desk officer is told, from where, and what is not claimed.

use std::path::Path;

use chancery::{Reader, Reading, Release};
use chancery_record::brief::{Gap, RaisedKind};
use chancery_record::{Brief, BriefQuery, ChangeKind, DocumentKey, Error, Record};

const LONDON_2022: &str = "Foreign Secretary James Cleverly met Chinese Foreign Minister Wang Yi in London on 10 November 2022. \
The Foreign Secretary raised the case of Jimmy Lai. He urged China to lift the sanctions on British parliamentarians. \
The two ministers agreed to resume the dialogue on climate finance by the end of 2023.";
const LONDON_2023: &str = "Foreign Secretary James Cleverly met Chinese Foreign Minister Wang Yi in Beijing on 30 August 2023. \
The Foreign Secretary called for the release of Jimmy Lai. He urged China to reopen the British Council office in Chengdu. \
He welcomed the growth of tourism.";
const BEIJING_2023: &str = "Foreign Minister Wang Yi met British Foreign Secretary James Cleverly in Beijing on 30 August 2023. \
Wang Yi called on the British side to remove the restrictions on Chinese companies. \
Wang Yi stressed that Hong Kong affairs are purely internal affairs of China. \
The two sides agreed to reopen the British Council office in Chengdu in the coming months.";
const LONDON_2024: &str = "Foreign Secretary David Cameron spoke by telephone with Chinese Foreign Minister Wang Yi on 5 March 2024. \
The Foreign Secretary thanked China for its condolences.";

fn reading(reader: &Reader, number: usize, publisher: &str, day: &str, text: &str) -> Reading {
    let mut release = Release::from_text(text);
    release.url = Some(format!("https://example.org/{number}"));
    release.publisher = Some(publisher.to_owned());
    release.published = Some(day.parse().expect("a date"));
    reader.read(&release)
}

fn record(folder: &Path) -> Result<Record, Error> {
    let reader = Reader::shipped().expect("the shipped data is checked");
    let readings = [
        ("GB", "2022-11-10", LONDON_2022),
        ("GB", "2023-08-30", LONDON_2023),
        ("CN", "2023-08-31", BEIJING_2023),
        ("GB", "2024-03-05", LONDON_2024),
    ];
    let readings: Vec<Reading> = readings
        .iter()
        .enumerate()
        .map(|(number, (publisher, day, text))| reading(&reader, number, publisher, day, text))
        .collect();
    let mut record = Record::open(&folder.join("chancery.db"))?;
    record.add(&readings)?;
    Ok(record)
}

fn query(us: &str, them: &str) -> BriefQuery {
    BriefQuery {
        us: us.to_owned(),
        them: them.to_owned(),
        ..BriefQuery::default()
    }
}

fn brief(query: &BriefQuery) -> Result<Brief, Error> {
    let folder = tempfile::tempdir().expect("a folder");
    record(folder.path())?.brief(query)
}

#[test]
fn two_accounts_of_one_meeting_are_one_contact() -> Result<(), Error> {
    let brief = brief(&query("GB", "CN"))?;
    let told: Vec<(&str, Vec<&str>)> = brief
        .contacts
        .iter()
        .map(|contact| {
            let publishers = contact.publishers.iter().map(String::as_str);
            (contact.kind.as_str(), publishers.collect())
        })
        .collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[0], ("call", vec!["GB"]));
    assert_eq!(told[1].0, "meeting");
    assert_eq!(told[1].1.len(), 2, "of both: {told:?}");
    assert_eq!(brief.contacts[1].place.as_deref(), Some("Beijing"));
    assert_eq!(brief.contacts[1].parties.len(), 2);
    Ok(())
}

#[test]
fn every_citation_stands_in_the_sentence_it_names() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let record = record(folder.path())?;
    let brief = record.brief(&query("GB", "CN"))?;
    let citations = brief.citations();
    assert!(citations.len() > 20);
    for citation in citations {
        let reading = record.document(&DocumentKey::Number(citation.document))?;
        let reading = reading.expect("the record has it");
        let sentence = reading.sentences[citation.sentence - 1].span;
        let text: Vec<char> = reading.document.text.chars().collect();
        let sentence: String = text[sentence.0..sentence.1].iter().collect();
        assert!(sentence.contains(&citation.quote), "{citation:?}");
        assert!(
            brief
                .sources
                .iter()
                .any(|source| source.document == citation.document)
        );
    }
    Ok(())
}

#[test]
fn requests_are_answered_only_by_what_is_alike_and_later() -> Result<(), Error> {
    let brief = brief(&query("GB", "CN"))?;
    let ours: Vec<(&str, Option<&str>)> = brief
        .our_requests
        .iter()
        .map(|request| {
            let answer = request.answer.as_ref();
            (
                request.claim.entry.words.quote.as_str(),
                answer.map(|answer| answer.words.quote.as_str()),
            )
        })
        .collect();
    let of = |words: &str| ours.iter().find(|(asked, _)| asked.contains(words));
    assert!(
        of("sanctions").expect("it was asked").1.is_none(),
        "{ours:?}"
    );
    let (_, answer) = of("British Council").expect("it was asked");
    assert!(
        answer.is_some_and(|answer| answer.contains("reopen")),
        "{ours:?}"
    );
    assert!(ours[0].1.is_none(), "what is open comes first");
    assert_eq!(brief.their_requests.len(), 1);
    assert!(brief.their_requests[0].answer.is_none());
    assert!(!brief.their_requests[0].claim.entry.told_by_other);
    Ok(())
}

#[test]
fn agreements_tell_when_they_are_due_in_their_own_words() -> Result<(), Error> {
    let brief = brief(&query("GB", "CN"))?;
    let due: Vec<Option<&str>> = brief
        .agreed
        .iter()
        .map(|claim| claim.due.as_ref().map(|due| due.quote.as_str()))
        .collect();
    assert_eq!(
        due,
        [Some("in the coming months"), Some("by the end of 2023")]
    );
    assert!(brief.agreed.iter().all(|claim| claim.entry.joint));
    Ok(())
}

#[test]
fn cases_have_their_first_and_last_day_and_their_strongest_act() -> Result<(), Error> {
    let brief = brief(&query("GB", "CN"))?;
    let case = &brief.raised[0];
    assert_eq!(
        (case.kind, case.named.name.as_str()),
        (RaisedKind::Case, "Jimmy Lai")
    );
    assert_eq!(case.documents, 2);
    assert_eq!(case.first.day.as_deref(), Some("2022-11-10"));
    assert_eq!(case.last.day.as_deref(), Some("2023-08-30"));
    assert_eq!(case.strongest.act, "call for");
    let people = brief
        .raised
        .iter()
        .filter(|raised| raised.kind == RaisedKind::Person);
    assert_eq!(people.count(), 0, "those who meet were not brought up");
    Ok(())
}

#[test]
fn what_only_they_tell_is_told_where_both_give_an_account() -> Result<(), Error> {
    let brief = brief(&query("GB", "CN"))?;
    let only: Vec<&str> = brief
        .only_theirs
        .iter()
        .map(|claim| claim.entry.words.quote.as_str())
        .collect();
    assert!(
        only.iter().any(|words| words.contains("Hong Kong")),
        "{only:?}"
    );
    assert!(
        only.iter().any(|words| words.contains("restrictions")),
        "{only:?}"
    );
    assert!(
        brief
            .only_theirs
            .iter()
            .all(|claim| claim.entry.publisher.as_deref() == Some("CN")),
        "{only:?}"
    );
    Ok(())
}

#[test]
fn nothing_after_the_last_day_is_used() -> Result<(), Error> {
    let until = BriefQuery {
        until: Some("2023-08-30".to_owned()),
        ..query("GB", "CN")
    };
    let brief = brief(&until)?;
    let days = brief
        .sources
        .iter()
        .filter_map(|source| source.day.as_deref());
    assert_eq!(days.max(), Some("2023-08-30"));
    assert_eq!(brief.contacts.len(), 2);
    assert!(brief.only_theirs.is_empty() && brief.their_requests.is_empty());
    let asked = &brief.our_requests;
    assert!(
        asked.iter().all(|request| request.answer.is_none()),
        "the answer was not yet out"
    );
    assert!(brief.gaps.contains(&Gap::NoAccounts {
        side: "CN".to_owned()
    }));
    Ok(())
}

#[test]
fn a_later_start_compares_with_what_was_before_it() -> Result<(), Error> {
    let since = BriefQuery {
        since: Some("2023-01-01".to_owned()),
        ..query("GB", "CN")
    };
    let later = brief(&since)?;
    assert!(
        later
            .sources
            .iter()
            .all(|source| source.day.as_deref() >= Some("2022-11-10"))
    );
    let of_lai = later
        .positions
        .iter()
        .flat_map(|position| &position.changes);
    let kinds: Vec<ChangeKind> = of_lai.map(|change| change.kind).collect();
    assert!(!kinds.contains(&ChangeKind::First), "{kinds:?}");
    assert_eq!(later.contacts.len(), 2);
    Ok(())
}

#[test]
fn a_person_narrows_it_to_what_they_took_part_in() -> Result<(), Error> {
    let person = BriefQuery {
        person: Some("cameron".to_owned()),
        ..query("GB", "CN")
    };
    let of_cameron = brief(&person)?;
    assert_eq!(of_cameron.documents, 1);
    assert_eq!(of_cameron.contacts.len(), 1);
    assert!(of_cameron.agreed.is_empty());
    let nobody = BriefQuery {
        person: Some("Nobody".to_owned()),
        ..query("GB", "CN")
    };
    assert!(brief(&nobody)?.is_empty());
    Ok(())
}

#[test]
fn sides_that_never_met_have_an_empty_brief() -> Result<(), Error> {
    let none = brief(&query("GB", "ZZ"))?;
    assert!(none.is_empty());
    assert_eq!(none.gaps, []);
    assert_eq!(none.citations().len(), 0);
    assert_eq!(none.names[1], "ZZ");
    Ok(())
}

#[test]
fn a_brief_that_begins_behind_its_newest_has_all_since_then() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let record = record(folder.path())?;
    let whole = query("GB", "CN");
    assert_eq!(record.brief_begins(&whole, 1_000, 1_000)?, None);
    let mut days = Vec::new();
    for (statements, contacts) in [(1_000, 1), (1_000, 2), (1, 1_000), (2, 1_000)] {
        let day = record.brief_begins(&whole, statements, contacts)?;
        let day = day.expect("there are more than these");
        let since = BriefQuery {
            since: Some(day.clone()),
            ..whole.clone()
        };
        let bounded = BriefQuery {
            begins: Some(day.clone()),
            ..since.clone()
        };
        let (all, bounded) = (record.brief(&since)?, record.brief(&bounded)?);
        assert!(bounded.statements > 0);
        assert_eq!(bounded.statements, all.statements);
        assert_eq!(bounded.documents, all.documents);
        assert_eq!(bounded.contacts, all.contacts);
        days.push(day);
    }
    assert_eq!(days[0], "2024-03-05");
    assert!(days[1] < days[0] && days[3] <= days[2], "{days:?}");
    Ok(())
}
