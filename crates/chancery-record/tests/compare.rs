//! Two accounts of one contact: what both report, what each leaves out, and where they disagree.

use std::path::Path;

use chancery::{Reader, Reading, Release};
use chancery_record::compare::{Account, Confirmed, Evidence, Verdict, Whose, Within};
use chancery_record::{Comparison, ContactQuery, Error, PairQuery, Record, compare};

fn reader() -> Reader {
    Reader::shipped().expect("the shipped data is checked")
}

fn account(reader: &Reader, publisher: &str, day: &str, text: &str) -> Reading {
    let mut release = Release::from_bytes(text);
    release.url = Some(format!(
        "https://{}.example/{day}/{}",
        publisher.to_lowercase(),
        text.len()
    ));
    release.publisher = Some(publisher.to_owned());
    release.published = Some(day.parse().expect("a date"));
    reader.read(&release)
}

/// Accounts of one contact in two house styles each.
fn house_styles(reader: &Reader) -> Vec<[Reading; 2]> {
    macro_rules! read {
        ($publisher:literal, $day:literal, $file:literal) => {
            account(
                reader,
                $publisher,
                $day,
                include_str!(concat!("accounts/", $file)),
            )
        };
    }
    vec![
        [
            read!("GB", "2024-03-15", "london.txt"),
            read!("CN", "2024-03-14", "beijing.txt"),
        ],
        [
            read!("JP", "2024-06-05", "tokyo.txt"),
            read!("KR", "2024-06-05", "seoul.txt"),
        ],
        [
            read!("RU", "2024-02-20", "moscow.txt"),
            read!("IN", "2024-02-21", "delhi.txt"),
        ],
        [
            read!("UA", "2024-10-03", "kyiv.txt"),
            read!("EU", "2024-10-04", "brussels.txt"),
        ],
        examples(reader),
    ]
}

/// Norway's account of a meeting, which arrived damaged, and Chile's.
fn examples(reader: &Reader) -> [Reading; 2] {
    let file = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
        std::fs::read_to_string(path.join(name)).expect("an example of the project")
    };
    [
        account(reader, "NO", "2024-05-07", &file("damaged.txt")),
        account(reader, "CL", "2024-05-06", &file("counterpart.txt")),
    ]
}

fn acts<'a>(said: impl Iterator<Item = &'a chancery_record::compare::Said>) -> Vec<&'a str> {
    said.map(|said| said.act.as_str()).collect()
}

fn fact<'a>(comparison: &'a Comparison, what: &str) -> Option<&'a chancery_record::compare::Fact> {
    let mut facts = comparison.contacts.first()?.facts.iter();
    facts.find(|fact| fact.what == what)
}

fn ids(presences: &[chancery_record::compare::Presence], within: Within) -> Vec<&str> {
    let found = presences
        .iter()
        .filter(|presence| presence.within == within);
    found.map(|presence| presence.id.as_str()).collect()
}

fn codes(comparison: &Comparison) -> Vec<&str> {
    let notes = comparison.diagnostics.iter();
    notes.map(|note| note.code.as_str()).collect()
}

#[test]
fn each_side_leaves_out_what_only_the_other_reports() {
    let reader = reader();
    let [norway, chile] = examples(&reader);
    let comparison = compare(&norway, &chile);
    let own = |account: &Account| -> Vec<String> {
        let own = account.only_here.iter();
        own.filter(|one| one.whose == Whose::Own)
            .map(|one| one.said.act.clone())
            .collect()
    };
    assert_eq!(own(&comparison.a), ["offer", "express concern", "call for"]);
    assert_eq!(own(&comparison.b), ["propose", "reiterate"]);
    assert_eq!(ids(&comparison.about, Within::OnlyB), ["AQ"]);
    assert_eq!(ids(&comparison.about, Within::Both), ["VE"]);
    assert!(ids(&comparison.topics, Within::OnlyA).contains(&"trade-and-investment"));
}

#[test]
fn what_both_report_stands_side_by_side_with_its_differences() {
    let reader = reader();
    let [norway, chile] = examples(&reader);
    let comparison = compare(&norway, &chile);
    assert_eq!(comparison.both.len(), 5);
    let tax = comparison
        .both
        .iter()
        .find(|matter| matter.words.contains(&"taxation".to_owned()))
        .expect("both report the treaty");
    assert_eq!(acts(tax.a.iter()), ["raise"]);
    assert_eq!(acts(tax.b.iter()), ["exchange views"]);
    let differences: Vec<(&str, &str, &str)> = tax
        .differences
        .iter()
        .map(|one| (one.what.as_str(), one.a.as_str(), one.b.as_str()))
        .collect();
    assert_eq!(
        differences,
        [
            ("speaker", "NO", "CL, NO"),
            ("family", "raise", "discuss"),
            ("strength", "3", "2")
        ]
    );
    let conditions = comparison
        .both
        .iter()
        .flat_map(|matter| &matter.differences);
    let conditions: Vec<&str> = conditions
        .filter(|one| one.what == "condition")
        .map(|one| one.b.as_str())
        .collect();
    assert_eq!(conditions, ["none"], "Chile does not tell the proviso");
}

#[test]
fn what_one_says_the_other_said_is_confirmed_or_not() {
    let reader = reader();
    let [norway, chile] = examples(&reader);
    let comparison = compare(&norway, &chile);
    let told = |account: &Account| -> Vec<(String, Confirmed)> {
        let told = account.attributed.iter();
        told.map(|one| (one.said.act.clone(), one.confirmed))
            .collect()
    };
    assert_eq!(
        told(&comparison.a),
        [
            ("thank".to_owned(), Confirmed::No),
            ("stress".to_owned(), Confirmed::Itself)
        ]
    );
    assert_eq!(
        told(&comparison.b),
        [
            ("praise".to_owned(), Confirmed::Itself),
            ("express interest".to_owned(), Confirmed::No)
        ]
    );
}

#[test]
fn facts_agree_disagree_or_are_told_by_one() {
    let reader = reader();
    let [norway, chile] = examples(&reader);
    let comparison = compare(&norway, &chile);
    let verdict = |what: &str| fact(&comparison, what).map(|fact| fact.verdict);
    assert_eq!(verdict("date"), Some(Verdict::Agree));
    assert_eq!(verdict("place"), Some(Verdict::Agree));
    assert_eq!(verdict("ordinal"), Some(Verdict::Disagree));
    assert_eq!(verdict("initiative"), Some(Verdict::OnlyB));
    let sought = fact(&comparison, "initiative").and_then(|fact| fact.b.clone());
    let sought = sought.expect("Chile says who asked for the meeting");
    assert_eq!(sought.value, "NO");
    assert!(sought.evidence.quote.contains("at the request of"));
}

#[test]
fn sides_that_both_say_the_other_called_disagree() {
    let reader = reader();
    let [moscow, delhi] = &house_styles(&reader)[2];
    let comparison = compare(moscow, delhi);
    let sought = fact(&comparison, "initiative").expect("both tell it");
    assert_eq!(sought.verdict, Verdict::Disagree);
    let values = [&sought.a, &sought.b].map(|told| told.clone().map(|told| told.value));
    assert_eq!(values, [Some("IN".to_owned()), Some("RU".to_owned())]);
    let date = fact(&comparison, "date").expect("both tell it");
    assert_eq!(date.verdict, Verdict::Disagree);
    assert!(date.note.is_some(), "past midnight is told");
}

#[test]
fn an_answer_is_no_report_of_what_it_answers() {
    let reader = reader();
    let [london, beijing] = &house_styles(&reader)[0];
    let comparison = compare(london, beijing);
    let concern = comparison.a.only_here.iter();
    let concern: Vec<_> = concern
        .filter(|one| one.said.about.contains(&"HK".to_owned()))
        .collect();
    assert_eq!(concern.len(), 1, "Beijing does not report the concern");
    let near = &concern[0].near;
    assert!(
        near.iter()
            .any(|one| one.evidence.quote.contains("internal affairs")),
        "but it speaks of Hong Kong"
    );
    assert!(ids(&comparison.about, Within::Both).contains(&"HK"));
    let cases = comparison.a.only_here.iter();
    assert!(cases.into_iter().any(|one| one.said.act == "raise"));
}

#[test]
fn every_house_style_is_paired_and_nothing_is_invented() {
    let reader = reader();
    for [a, b] in house_styles(&reader) {
        let comparison = compare(&a, &b);
        let name = format!("{:?} {:?}", a.document.publisher, b.document.publisher);
        assert!(!comparison.contacts.is_empty(), "{name}");
        assert!(!comparison.both.is_empty(), "{name}");
        assert!(
            codes(&comparison).is_empty(),
            "{name}: {:?}",
            codes(&comparison)
        );
        assert_eq!(
            comparison.clone().mirrored(),
            compare(&b, &a),
            "{name}: the order makes no difference"
        );
        let mut quotes = 0;
        for evidence in evidence(&comparison) {
            let document = [&a.document, &b.document]
                .into_iter()
                .find(|document| document.id == evidence.document)
                .expect("one of the two");
            let text = document.text.chars().skip(evidence.span.0);
            let stands: String = text.take(evidence.span.1 - evidence.span.0).collect();
            assert_eq!(stands, evidence.quote, "{name}");
            quotes += 1;
        }
        assert!(quotes > 10, "{name}: {quotes}");
        accounted_for(&comparison, &a, &b);
    }
}

/// Every statement is in exactly one of the lists.
fn accounted_for(comparison: &Comparison, a: &Reading, b: &Reading) {
    let matters = |first: bool| {
        let lists = comparison.both.iter();
        lists.flat_map(move |matter| if first { &matter.a } else { &matter.b })
    };
    for (account, reading, first) in [(&comparison.a, a, true), (&comparison.b, b, false)] {
        let mut numbers: Vec<usize> = account
            .only_here
            .iter()
            .map(|one| one.said.statement)
            .chain(matters(first).map(|said| said.statement))
            .collect();
        numbers.sort_unstable();
        let all: Vec<usize> = (0..reading.statements.len()).collect();
        assert_eq!(numbers, all, "{:?}", account.publisher);
    }
}

/// Everything in a comparison that claims to stand in a document.
fn evidence(comparison: &Comparison) -> Vec<Evidence> {
    fn walk(value: &serde_json::Value, found: &mut Vec<Evidence>) {
        if let (Some(document), Some(quote), Some(span)) = (
            value["document"].as_str(),
            value["quote"].as_str(),
            value["span"].as_array(),
        ) {
            let at = |index: usize| usize::try_from(span[index].as_u64().unwrap_or(0));
            found.push(Evidence {
                document: document.to_owned(),
                quote: quote.to_owned(),
                span: chancery::reading::CharSpan(at(0).expect("a place"), at(1).expect("a place")),
            });
        }
        match value {
            serde_json::Value::Array(values) => values.iter().for_each(|one| walk(one, found)),
            serde_json::Value::Object(values) => values.values().for_each(|one| walk(one, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    let value = serde_json::to_value(comparison).expect("it can be written as JSON");
    walk(&value, &mut found);
    found
}

const OSLO_CALL: &str = "Foreign Minister Ingrid Haugen of Norway spoke by telephone with Portuguese Foreign Minister Ana \
Prates on 9 April 2024. She welcomed the progress on fisheries.";
const LISBON_MEETING: &str = "Foreign Minister Ana Prates met Norwegian Foreign Minister Ingrid Haugen in Lisbon on 10 April \
2024. She raised fisheries.";
const LISBON_CALL: &str = "Foreign Minister Ana Prates spoke by phone with the Foreign Minister of Norway, Ingrid Haugen, on \
9 April 2024. The ministers discussed fisheries.";
const LISBON_SECOND_CALL: &str = "Foreign Minister Ana Prates spoke by phone with the Foreign Minister of Norway, Ingrid \
Haugen, on 10 April 2024. The ministers discussed wind power.";
const LISBON_OTHER: &str = "Foreign Minister Ana Prates spoke by phone with Norwegian Defence Minister Astrid Dahl on 9 April \
2024. The ministers discussed fisheries.";
const LISBON_SPAIN: &str = "Foreign Minister Ana Prates spoke by phone with the Foreign Minister of Spain, Lucía Ferrer, on 9 \
April 2024. The ministers discussed fisheries.";

#[test]
fn a_call_and_a_meeting_of_the_next_day_are_not_one() {
    let reader = reader();
    let call = account(&reader, "NO", "2024-04-10", OSLO_CALL);
    for (day, text, why) in [
        (
            "2024-04-10",
            LISBON_MEETING,
            "a call in one, a meeting in the other",
        ),
        (
            "2024-04-09",
            LISBON_OTHER,
            "the people named for NO are others",
        ),
        (
            "2024-04-09",
            LISBON_SPAIN,
            "no contact has the same parties",
        ),
    ] {
        let comparison = compare(&call, &account(&reader, "PT", day, text));
        assert!(comparison.contacts.is_empty(), "{why}");
        let notes = &comparison.diagnostics;
        assert!(
            notes
                .iter()
                .any(|note| note.code == "no-shared-contact" && note.message.contains(why)),
            "{notes:?}"
        );
    }
}

#[test]
fn visits_of_unnamed_people_are_not_one() {
    let reader = reader();
    let visit = |publisher: &str, text: &str| account(&reader, publisher, "2024-04-10", text);
    let oslo = visit(
        "NO",
        "A Norwegian delegation is visiting Portugal on 9 April 2024.",
    );
    let lisbon = visit(
        "PT",
        "A delegation of Norway visited Portugal on 9 April 2024.",
    );
    assert!(compare(&oslo, &lisbon).contacts.is_empty());
}

#[test]
fn accounts_of_one_publisher_have_no_other_side() {
    let reader = reader();
    let first = account(&reader, "PT", "2024-04-09", LISBON_CALL);
    let second = account(&reader, "PT", "2024-04-10", LISBON_SECOND_CALL);
    assert!(codes(&compare(&first, &second)).contains(&"same-publisher"));
    let mut unknown = first.clone();
    unknown.document.publisher = None;
    let comparison = compare(&unknown, &account(&reader, "NO", "2024-04-10", OSLO_CALL));
    assert!(codes(&comparison).contains(&"no-publisher"));
    assert!(comparison.a.attributed.is_empty());
}

#[test]
fn what_is_named_without_a_statement_is_not_left_out() {
    let reader = reader();
    let norway = account(
        &reader,
        "NO",
        "2024-04-10",
        "Foreign Minister Ingrid Haugen of Norway spoke by telephone with Portuguese Foreign Minister Ana Prates on 9 April \
         2024. She raised the situation in Sudan and in Mali.",
    );
    let portugal = account(
        &reader,
        "PT",
        "2024-04-09",
        "Foreign Minister Ana Prates spoke by phone with the Foreign Minister of Norway, Ingrid Haugen, on 9 April 2024. The \
         situation in Sudan remains grave. The ministers discussed fisheries.",
    );
    let comparison = compare(&norway, &portugal);
    assert_eq!(ids(&comparison.about, Within::OnlyA), ["ML"]);
    let sudan = comparison.about.iter().find(|one| one.id == "SD");
    let sudan = sudan.expect("it is in both");
    assert_eq!(sudan.within, Within::Both);
    assert_eq!(sudan.b[0].statement, None);
    assert_eq!(
        sudan.b[0].evidence.quote,
        "The situation in Sudan remains grave."
    );
}

#[test]
fn empty_documents_are_compared_without_harm() {
    let reader = reader();
    let empty = account(&reader, "NO", "2024-04-10", "");
    let comparison = compare(&empty, &account(&reader, "PT", "2024-04-09", LISBON_CALL));
    assert!(comparison.both.is_empty());
    assert!(codes(&comparison).contains(&"no-shared-contact"));
    assert!(codes(&comparison).contains(&"no-statements"));
}

#[test]
fn a_record_pairs_accounts_by_itself() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let reader = reader();
    let mut record = Record::open(&folder.path().join("chancery.db"))?;
    for pair in house_styles(&reader) {
        record.add(&pair)?;
    }
    let others = [
        account(&reader, "NO", "2024-04-10", OSLO_CALL),
        account(&reader, "PT", "2024-04-10", LISBON_MEETING),
        account(&reader, "PT", "2024-04-09", LISBON_OTHER),
        account(&reader, "PT", "2024-04-09", LISBON_SPAIN),
        account(&reader, "PT", "2024-04-10", LISBON_SECOND_CALL),
        account(&reader, "PT", "2024-04-09", LISBON_CALL),
    ];
    record.add(&others)?;
    let publishers = |query: &PairQuery| -> Result<Vec<String>, Error> {
        let pairs = record.pairs(query)?;
        let codes = pairs.iter().map(|pair| {
            let code = |code: &Option<String>| code.clone().unwrap_or_default();
            format!("{} {}", code(&pair.a.publisher), code(&pair.b.publisher))
        });
        Ok(codes.collect())
    };
    assert_eq!(
        publishers(&PairQuery::default())?,
        ["EU UA", "JP KR", "CL NO", "NO PT", "CN GB", "IN RU"]
    );
    let with = PairQuery {
        sides: vec!["NO".into(), "PT".into()],
        ..PairQuery::default()
    };
    let pairs = record.pairs(&with)?;
    assert_eq!(pairs.len(), 1, "of two calls the one on the same day");
    let day = pairs[0]
        .b
        .engagement
        .date
        .as_ref()
        .map(|date| date.from.clone());
    assert_eq!(day.as_deref(), Some("2024-04-09"));
    let since = PairQuery {
        since: Some("2024-06-01".into()),
        kinds: vec!["call".into()],
        ..PairQuery::default()
    };
    assert_eq!(publishers(&since)?, ["JP KR"]);
    let calls = record.engagements(&ContactQuery {
        sides: vec!["PT".into()],
        kinds: vec!["call".into()],
        ..ContactQuery::default()
    })?;
    let mut found: Vec<(String, usize)> = Vec::new();
    for call in calls {
        let counterparts = record.counterparts(call.id)?;
        assert!(counterparts.iter().all(|pair| pair.a == call));
        found.push((call.publisher.unwrap_or_default(), counterparts.len()));
    }
    found.sort();
    let expected = [("NO", 1), ("PT", 0), ("PT", 0), ("PT", 0), ("PT", 1)];
    assert_eq!(
        found,
        expected.map(|(code, count)| (code.to_owned(), count))
    );
    assert!(record.counterparts(4711)?.is_empty());
    Ok(())
}

#[test]
fn the_sample_and_an_account_of_the_other_side() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/seed/000_4bd8868d1f98930c.txt"
    );
    let Ok(sample) = std::fs::read_to_string(path) else {
        eprintln!("skipped: the damaged release is not beside the checkout");
        return;
    };
    let reader = reader();
    let london = account(&reader, "GB", "2023-08-31", &sample);
    let other = "On August 30, 2023, Foreign Minister Wang Yi met with British Foreign Secretary James Cleverly in Beijing.\n\n\
        Wang Yi said that China-UK relations should return to the right track. He stressed that affairs of Hong Kong and \
        Taiwan are China's internal affairs. Wang Yi expressed readiness to work with the UK side on climate change.\n\n\
        James Cleverly reaffirmed that the UK adheres to the one-China policy.\n\nThe two sides exchanged views on the \
        Ukraine crisis.";
    let beijing = account(&reader, "CN", "2023-08-31", other);
    let comparison = compare(&london, &beijing);
    assert_eq!(
        comparison.contacts.len(),
        1,
        "not the one with the Vice President"
    );
    let only = ids(&comparison.names, Within::OnlyA);
    assert!(only.contains(&"jimmy-lai"), "{only:?}");
    assert!(ids(&comparison.about, Within::OnlyA).contains(&"CN-XJ"));
    assert!(ids(&comparison.about, Within::Both).contains(&"UA"));
    let ordinal = fact(&comparison, "ordinal").map(|fact| fact.verdict);
    assert_eq!(ordinal, Some(Verdict::OnlyA));
    let policy = comparison.b.attributed.iter();
    let policy: Vec<Confirmed> = policy.map(|one| one.confirmed).collect();
    assert_eq!(policy, [Confirmed::No], "London does not report the policy");
}
