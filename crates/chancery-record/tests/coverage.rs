//! Statements by the pillars of a framework: what serves which, when, and what serves none.

use chancery::lexicon::Lexicon;
use chancery::{Reader, Release};
use chancery_record::{Ask, Coverage, Error, Framework, Period, Query, Record, shipped_frameworks};

/// Readouts in the manner of several houses: publisher, day, text.
const READOUTS: [(&str, &str, &str); 6] = [
    (
        "GB",
        "2023-02-10",
        "The Foreign Secretary met Chinese Foreign Minister Wang Yi in London. The Foreign Secretary raised cyber attacks on \
         British institutions. He raised human rights in Xinjiang. Both ministers agreed to cooperate on climate change.",
    ),
    (
        "GB",
        "2023-02-20",
        "The Foreign Secretary spoke to Japanese Foreign Minister Hayashi Yoshimasa. He stressed the importance of peace \
         across the Taiwan Strait.",
    ),
    (
        "GB",
        "2023-11-05",
        "The Foreign Secretary spoke by telephone with Chinese Foreign Minister Wang Yi. He stressed the importance of \
         cooperation on global health.",
    ),
    (
        "GB",
        "2023-11-06",
        "The Foreign Secretary met Indian External Affairs Minister Subrahmanyam Jaishankar. He welcomed the progress on trade.",
    ),
    (
        "JP",
        "2023-02-21",
        "Foreign Minister Hayashi met Foreign Minister Wang Yi of China. Minister Hayashi expressed concern about the \
         situation in the East China Sea.",
    ),
    (
        "NO",
        "2023-02-22",
        "Foreign Minister Ingrid Haugen of Norway met the Foreign Minister of Chile. She raised fisheries.",
    ),
];

const FRAMEWORK: &str = r#"
title = "A policy on China"
source = "written for this test"

[scope]
sides = ["GB"]
concerning = ["CN", "TW"]

[[pillar]]
name = "protect"
summary = "Guard against what endangers the country"
source = "written for this test"
[[pillar.serve]]
topics = ["cyber-and-information"]
families = ["raise", "criticise"]
[[pillar.serve]]
about = ["CN"]
topics = ["human-rights"]
min-strength = 3

[[pillar]]
name = "align"
summary = "Stand with partners"
source = "written for this test"
[[pillar.serve]]
with = ["JP", "IN"]

[[pillar]]
name = "engage"
summary = "Speak to China"
source = "written for this test"
[[pillar.serve]]
with = ["CN"]
families = ["raise", "agree"]
[[pillar.except]]
topics = ["cyber-and-information"]
"#;

fn framework(text: &str) -> Result<Framework, Error> {
    let lexicon = Lexicon::shipped().expect("the shipped data is checked");
    Framework::parse("folder/policy.toml", text, &lexicon)
}

/// The record of the readouts, in a folder that must outlive it.
fn record() -> (tempfile::TempDir, Record) {
    let folder = tempfile::tempdir().expect("a folder");
    let reader = Reader::shipped().expect("the shipped data is checked");
    let mut record = Record::open(&folder.path().join("chancery.db")).expect("a new record");
    for (number, (publisher, day, text)) in READOUTS.iter().enumerate() {
        let mut release = Release::from_text(*text);
        release.url = Some(format!("https://example.org/{number}"));
        release.publisher = Some((*publisher).to_owned());
        release.published = Some(day.parse().expect("a date"));
        record.add(&[reader.read(&release)]).expect("it is added");
    }
    (folder, record)
}

fn ask(query: Query) -> Ask {
    Ask {
        query,
        period: Period::Quarter,
        named: 3,
        silence: 2,
    }
}

/// The acts of statements, by their numbers.
fn acts(coverage: &Coverage, ids: &[i64]) -> Vec<String> {
    let said = |id: &i64| &coverage.statements[id].found.statement;
    let acts = ids
        .iter()
        .map(|id| format!("{} {}", said(id).act, said(id).topics.join(",")));
    acts.collect()
}

#[test]
fn statements_are_counted_by_pillar_and_quarter() -> Result<(), Error> {
    let (_folder, record) = record();
    let coverage = record.coverage(&framework(FRAMEWORK)?, &ask(Query::default()))?;
    assert_eq!(coverage.framework.name, "policy");
    assert_eq!(
        coverage.periods,
        ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"]
    );
    let served = |place: usize| acts(&coverage, &coverage.pillars[place].total.statements);
    assert_eq!(
        served(0),
        ["raise cyber-and-information", "raise human-rights"]
    );
    assert_eq!(served(1).len(), 1, "{:?}", served(1));
    assert_eq!(
        served(2),
        ["raise human-rights", "agree climate-and-environment"],
        "what an exception names does not count, whatever else holds"
    );
    let counts = |place: usize| -> Vec<usize> {
        let cells = coverage.pillars[place].cells.iter();
        cells.map(|cell| cell.tally.statements.len()).collect()
    };
    assert_eq!(counts(0), [2, 0, 0, 0]);
    let first = &coverage.pillars[0].cells[0].tally;
    assert_eq!((first.documents, first.families["raise"]), (1, 2));
    assert_eq!(
        (first.mean_strength, first.max_strength),
        (Some(3.0), Some(3))
    );
    // Neither Norway's statement nor that to India about trade with it is in the scope.
    assert_eq!(
        acts(&coverage, &coverage.none.total.statements),
        ["stress health"]
    );
    assert_eq!(coverage.none.topics[0].0.as_deref(), Some("health"));
    assert_eq!(coverage.total.statements.len(), 5);
    Ok(())
}

#[test]
fn what_serves_several_is_counted_in_each_and_told() -> Result<(), Error> {
    let (_folder, record) = record();
    let coverage = record.coverage(&framework(FRAMEWORK)?, &ask(Query::default()))?;
    assert_eq!(coverage.several.len(), 1);
    assert_eq!(coverage.several[0].pillars, ["protect", "engage"]);
    let id = coverage.several[0].statements[0];
    assert_eq!(coverage.statements[&id].pillars, ["protect", "engage"]);
    Ok(())
}

#[test]
fn every_number_is_a_statement_with_its_sentence_and_document() -> Result<(), Error> {
    let (_folder, record) = record();
    let coverage = record.coverage(&framework(FRAMEWORK)?, &ask(Query::default()))?;
    let pillars = coverage.pillars.iter();
    let ids = pillars.flat_map(|pillar| {
        let cells = pillar.cells.iter().flat_map(|cell| &cell.tally.statements);
        let named = pillar.total.strongest.iter().chain(&pillar.latest);
        cells.chain(named).chain(&pillar.total.statements)
    });
    for id in ids.chain(&coverage.none.total.statements) {
        let found = &coverage.statements[id].found;
        let (_, day, text) = READOUTS[usize::try_from(found.document - 1).expect("a number")];
        assert!(text.contains(&found.statement.evidence.quote));
        assert_eq!(found.published.as_deref(), Some(day));
        assert!(found.source.is_some());
    }
    Ok(())
}

#[test]
fn a_pillar_is_silent_only_where_the_record_could_know() -> Result<(), Error> {
    let (_folder, record) = record();
    let framework = framework(FRAMEWORK)?;
    let coverage = record.coverage(&framework, &ask(Query::default()))?;
    let silence = &coverage.pillars[1].silences[0];
    assert_eq!(
        (silence.from.as_str(), silence.to.as_str()),
        ("2023-Q2", "2023-Q4")
    );
    assert_eq!((silence.periods, silence.others), (3, 1));
    // One period alone is none where two are asked for.
    let first = Query {
        until: Some("2023-06-30".into()),
        ..Query::default()
    };
    assert_eq!(
        record.coverage(&framework, &ask(first))?.pillars[1].silences,
        []
    );
    Ok(())
}

#[test]
fn what_is_asked_takes_the_place_of_the_scope() -> Result<(), Error> {
    let (_folder, record) = record();
    let framework = framework(FRAMEWORK)?;
    let of_japan = Query {
        by: vec!["JP".into()],
        ..Query::default()
    };
    let coverage = record.coverage(&framework, &ask(of_japan))?;
    assert_eq!(coverage.scope.sides, ["JP"]);
    assert_eq!(
        acts(&coverage, &coverage.pillars[2].total.statements).len(),
        1
    );
    let to_india = Query {
        to: vec!["IN".into()],
        ..Query::default()
    };
    let coverage = record.coverage(&framework, &ask(to_india))?;
    assert_eq!(
        acts(&coverage, &coverage.pillars[1].total.statements),
        ["welcome trade-and-investment"]
    );
    let nobody = Query {
        by: vec!["FJ".into()],
        ..Query::default()
    };
    let coverage = record.coverage(&framework, &ask(nobody))?;
    assert!(coverage.statements.is_empty() && coverage.periods.is_empty());
    Ok(())
}

#[test]
fn periods_may_be_months_and_years() -> Result<(), Error> {
    let (_folder, record) = record();
    let framework = framework(FRAMEWORK)?;
    let by = |period: Period| {
        let ask = Ask {
            period,
            ..ask(Query::default())
        };
        record
            .coverage(&framework, &ask)
            .map(|coverage| coverage.periods)
    };
    assert_eq!(by(Period::Year)?, ["2023"]);
    let months = by(Period::Month)?;
    assert_eq!((months.len(), months[0].as_str()), (10, "2023-02"));
    Ok(())
}

#[test]
fn a_country_covers_its_parts_and_a_negated_act_is_none() -> Result<(), Error> {
    let framework = framework(FRAMEWORK)?;
    let reader = Reader::shipped().expect("the shipped data is checked");
    let mut release = Release::from_text(READOUTS[0].2);
    release.publisher = Some("GB".into());
    let mut said = reader.read(&release).statements.remove(1);
    assert!(said.about.contains(&"CN-XJ".to_owned()), "{:?}", said.about);
    said.about = vec!["CN-XJ".into()];
    assert_eq!(framework.served_by(&said), [0, 2]);
    said.about = vec!["HK".into()];
    assert_eq!(
        framework.served_by(&said),
        [2],
        "Hong Kong has a code of its own"
    );
    said.negated = true;
    assert!(framework.served_by(&said).is_empty());
    Ok(())
}

#[test]
fn shipped_frameworks_are_sound_and_name_their_sources() {
    let lexicon = Lexicon::shipped().expect("the shipped data is checked");
    assert!(shipped_frameworks().len() >= 4);
    for (name, text) in shipped_frameworks() {
        let framework = Framework::parse(&format!("{name}.toml"), text, &lexicon)
            .unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(framework.name, *name);
        assert!(
            framework.url.is_some_and(|url| url.starts_with("https://")),
            "{name}"
        );
    }
}

#[test]
fn the_framework_that_the_readme_shows_is_one() -> Result<(), Error> {
    let readme = include_str!("../../../README.md");
    let blocks = readme.split("```toml\n").skip(1);
    let shown: Vec<&str> = blocks.filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(shown.len(), 1);
    assert_eq!(framework(shown[0])?.pillars[0].serve.len(), 2);
    Ok(())
}

/// The problems of a framework whose first pillar is followed by some lines.
fn problems(lines: &str) -> Vec<String> {
    let head = "title = 'T'\nsource = 'S'\n[[pillar]]\nname = 'one'\nsummary = 'x'\nsource = 'y'\n";
    match framework(&format!("{head}{lines}")) {
        Err(Error::Framework(problems)) => problems.iter().map(ToString::to_string).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_has_no_meaning_is_told_with_its_line() {
    let told = problems(
        "[[pillar.serve]]\ntopics = ['human-right']\nfamilies = ['rise']\nabout = ['UK', 'ZZ']\n",
    );
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    assert_eq!(told.len(), 4, "{told:?}");
    assert_eq!(
        told[0],
        "folder/policy.toml:8: no such topic: human-right — is human-rights meant?"
    );
    assert_eq!(
        told[1],
        "folder/policy.toml:9: no such family: rise — is raise meant?"
    );
    assert!(
        told[2]
            .starts_with("folder/policy.toml:10: no such country or organisation: UK — write GB")
    );
    for (lines, line, says) in [
        ("", 3, "nothing can serve the pillar “one”"),
        ("[[pillar.serve]]\n", 7, "asks for nothing"),
        ("[[pillar.serve]]\ntopics = []\n", 8, "has no value"),
        (
            "[[pillar.serve]]\ntopics = ['health', 'health']\n",
            8,
            "twice",
        ),
        (
            "[[pillar.serve]]\ntopic = ['health']\n",
            8,
            "unknown field `topic`",
        ),
        (
            "[[pillar.serve]]\nmin-strength = 6\n",
            8,
            "1 (courteous) to 5",
        ),
        (
            "[[pillar.serve]]\nacts = ['cal for']\n",
            8,
            "is call for meant?",
        ),
        ("[[pillar.serve]]\nnames = ['Jimmy Lai']\n", 8, "no id"),
        (
            "[[pillar.serve]]\nnames = ['case:nobody-at-all']\n",
            8,
            "no such case",
        ),
        ("[[pillar.serve]]\ntopics = 'health'\n", 8, "invalid type"),
        ("[[pillar.serve\n", 7, ""),
        (
            "[[pillar.serve]]\ntopics = ['health']\n[[pillar]]\nname = 'One'\nsummary = 'x'\nsource = 'y'\n[[pillar.serve]]\ntopics = ['energy']\n",
            10,
            "named “One” before",
        ),
    ] {
        let told = problems(lines);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0].starts_with(&format!("folder/policy.toml:{line}: ")),
            "{told:?}"
        );
        assert!(told[0].contains(says), "{told:?}");
    }
}
