//! Event records say who did what to whom, in codes that others use, and nothing that the text does not say.

use chancery::reading::Statement;
use chancery::{Reader, Reading, Release};
use chancery_export::{Event, Events, LeftOut, events};
use chancery_lexicon::Lexicon;

fn reader() -> Reader {
    Reader::shipped().expect("the shipped data is checked")
}

fn reading(reader: &Reader, publisher: &str, text: &str) -> Reading {
    let mut release = Release::from_text(text);
    release.url = Some("https://example.org/1".to_owned());
    release.publisher = Some(publisher.to_owned());
    release.published = Some("2024-05-07".parse().expect("a day"));
    reader.read(&release)
}

fn cell(event: &Event<'_>, column: &str) -> String {
    let mut columns = events::COLUMNS.iter();
    let column = columns.find(|it| it.name == column).expect("a column");
    column.of(event).into_owned()
}

/// Some columns of the records of those statements that are of an act.
fn records(lexicon: &Lexicon, reading: &Reading, act: &str, columns: &[&str]) -> Vec<String> {
    let events = Events::new(lexicon);
    let said = reading.statements.iter().filter(|said| said.act == act);
    let mut records = Vec::new();
    for said in said {
        for event in events.of(reading, said, &mut LeftOut::default()) {
            let cells: Vec<String> = columns.iter().map(|column| cell(&event, column)).collect();
            records.push(cells.join(" "));
        }
    }
    records
}

const WHO: [&str; 2] = ["Actor Country", "Recipient Country"];

#[test]
fn who_speaks_does_it_to_whom_is_addressed() {
    let reader = reader();
    let london = reading(
        &reader,
        "GB",
        "The Foreign Secretary met Chinese Foreign Minister Wang Yi in Beijing on 6 May 2024. He condemned the sentence.",
    );
    let columns = [
        "Actor Country",
        "Recipient Country",
        "Event Type",
        "Event Mode",
        "EventCode",
        "EventRootCode",
        "QuadClass",
        "GoldsteinScale",
        "Event Date",
        "Date Basis",
        "SQLDATE",
        "Placename",
        "SOURCEURL",
    ];
    assert_eq!(
        records(reader.lexicon(), &london, "condemn", &columns),
        [
            "GBR CHN ACCUSE disapprove 111 11 3 -2.0 2024-05-06 engagement 20240506 Beijing https://example.org/1"
        ]
    );
    let named = records(
        reader.lexicon(),
        &london,
        "condemn",
        &["Recipient Name", "Source", "Recipient Side"],
    );
    assert_eq!(named, ["Wang Yi United Kingdom CN"]);
}

#[test]
fn what_is_done_together_is_done_by_each_to_each() {
    let reader = reader();
    let delhi = reading(
        &reader,
        "IN",
        "External Affairs Minister met the Foreign Minister of Brazil. The two Ministers agreed to expand trade.",
    );
    let mut pairs = records(reader.lexicon(), &delhi, "agree", &WHO);
    pairs.sort();
    assert_eq!(pairs, ["BRA IND", "IND BRA"]);
}

#[test]
fn no_recipient_is_inferred_and_organisations_have_no_country() {
    let reader = reader();
    let brussels = reading(
        &reader,
        "EU",
        "The European Union condemned the attack on the port.",
    );
    let columns = [
        "Actor Country",
        "Actor Side",
        "Actor Name",
        "Recipient Country",
        "Recipient Name",
        "Date Basis",
    ];
    assert_eq!(
        records(reader.lexicon(), &brussels, "condemn", &columns),
        [" EU European Union   release"]
    );
}

#[test]
fn what_is_no_event_is_left_out_and_counted() {
    let reader = reader();
    let kyiv = reading(
        &reader,
        "UA",
        "Foreign Minister Dmytro Kuleba met the Foreign Minister of Chile. He condemned the strikes.",
    );
    let events = Events::new(reader.lexicon());
    let said = kyiv.statements.last().expect("a statement");
    let changed = |change: fn(&mut Statement)| {
        let mut said = said.clone();
        change(&mut said);
        let mut left_out = LeftOut::default();
        let count = events.of(&kyiv, &said, &mut left_out).len();
        (count, left_out)
    };
    let (count, left_out) = changed(|_| ());
    assert_eq!((count, left_out.all()), (1, 0));
    type Case = (fn(&mut Statement), LeftOut);
    let cases: [Case; 3] = [
        (
            |said| (said.plover, said.cameo) = (None, None),
            LeftOut {
                without_code: 1,
                ..LeftOut::default()
            },
        ),
        (
            |said| said.negated = true,
            LeftOut {
                negated: 1,
                ..LeftOut::default()
            },
        ),
        (
            |said| said.sides.clear(),
            LeftOut {
                without_side: 1,
                ..LeftOut::default()
            },
        ),
    ];
    for (change, expected) in cases {
        assert_eq!(changed(change), (0, expected));
    }
    // A comment has a code of CAMEO alone, and is an event of no type.
    let (count, _) = changed(|said| said.plover = None);
    assert_eq!(count, 1);
    // A side is not its own recipient while there is another.
    let (count, _) = changed(|said| said.addressee_sides = vec!["UA".into(), "CL".into()]);
    assert_eq!(count, 1);
}

#[test]
fn announced_engagements_tell_no_day() {
    let reader = reader();
    let oslo = reading(
        &reader,
        "NO",
        "The Foreign Minister of Norway will meet the Foreign Minister of Chile in Santiago on 9 September 2024. \
         She condemned the attack.",
    );
    assert_eq!(
        records(
            reader.lexicon(),
            &oslo,
            "condemn",
            &["Event Date", "Date Basis"]
        ),
        ["2024-05-07 release"]
    );
}

#[test]
fn every_country_and_every_code_of_the_acts_is_known() {
    let lexicon = Lexicon::shipped().expect("the shipped data is checked");
    let known = |table: &str, column: &str| -> Vec<String> {
        let table = lexicon.table(table).expect("the table");
        table.rows().map(|row| row.get(column).to_owned()).collect()
    };
    let countries = known("country-codes.tsv", "code");
    for country in &lexicon.countries {
        assert!(countries.contains(&country.code), "{}", country.code);
    }
    assert_eq!(countries.len(), lexicon.countries.len());
    let mut alpha3 = known("country-codes.tsv", "alpha3");
    assert!(
        alpha3
            .iter()
            .all(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()))
    );
    alpha3.sort();
    alpha3.dedup();
    assert_eq!(alpha3.len(), countries.len());
    let codes = known("cameo.tsv", "code");
    for act in &lexicon.acts {
        if let Some(cameo) = &act.cameo {
            assert!(codes.contains(cameo), "{cameo} of {}", act.act);
        }
    }
    let table = lexicon.table("cameo.tsv").expect("the table");
    for row in table.rows() {
        assert!(["1", "2", "3", "4"].contains(&row.get("quad")));
        let goldstein: f64 = row.get("goldstein").parse().expect("a number");
        assert!((-10.0..=10.0).contains(&goldstein));
    }
}
