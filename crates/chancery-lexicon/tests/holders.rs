//! Who held an office on a day, and which tables of office-holders cannot be true.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use chancery_lexicon::{Lexicon, OfficeKind, PartialDate, Precision};
use jiff::civil::{Date, date};

const OFFICES: &str = "id\tname\taliases\trank\tkind\tcountry\tsource
prime-minister\tPrime Minister\tPremier\t2\thead-of-government\t\tusage
foreign-secretary\tForeign Secretary\t\t3\tforeign-minister\tGB\tusage
foreign-secretary-in\tForeign Secretary\t\t4\tdeputy-minister\tIN\tusage
external-affairs-minister\tExternal Affairs Minister\tEAM\t3\tforeign-minister\tIN\tusage
minister-of-state\tMinister of State\t\t4\tdeputy-minister\t\tusage
";
const HEADER: &str = "person\tname\taliases\tcountry\toffice\tfrom\tto\tsource\n";

fn load(rows: &str) -> Result<Lexicon, String> {
    let holders = format!("{HEADER}{rows}");
    let files = [
        ("offices.tsv", OFFICES),
        ("holders/all.tsv", holders.as_str()),
    ];
    Lexicon::load(&files).map_err(|error| error.to_string())
}

fn id<'l>(lexicon: &'l Lexicon, office: &str, country: &str, on: Date) -> Option<&'l str> {
    lexicon
        .holder(office, country, on)
        .map(|person| person.id.as_str())
}

#[test]
fn the_day_of_a_handover_has_no_certain_holder() {
    let lexicon = load(
        "ann\tAnn Ash\t\tGB\tforeign-secretary\t2010-05-12\t2014-07-14\tusage
bob\tBob Birch\t\tGB\tforeign-secretary\t2014-07-14\t2016-07-13\tusage
cat\tCat Cedar\t\tGB\tforeign-secretary\t2016-07-14\t\tusage\n",
    )
    .unwrap();
    let on = |day| id(&lexicon, "foreign-secretary", "GB", day);
    assert_eq!(on(date(2010, 5, 11)), None);
    assert_eq!(on(date(2010, 5, 12)), Some("ann"));
    assert_eq!(on(date(2014, 7, 13)), Some("ann"));
    assert_eq!(on(date(2014, 7, 14)), None);
    assert_eq!(on(date(2014, 7, 15)), Some("bob"));
    // Where the successor came a day later, the last day is certain.
    assert_eq!(on(date(2016, 7, 13)), Some("bob"));
    assert_eq!(on(date(2016, 7, 14)), Some("cat"));
    assert_eq!(on(date(2030, 1, 1)), Some("cat"));
    assert_eq!(
        id(&lexicon, "foreign-secretary", "IN", date(2015, 1, 1)),
        None
    );
    let both = lexicon.possible_holders("foreign-secretary", "GB", date(2014, 7, 14));
    assert_eq!(
        both.iter()
            .map(|person| person.id.as_str())
            .collect::<Vec<_>>(),
        ["ann", "bob"]
    );
}

#[test]
fn a_border_known_to_the_month_or_year_leaves_it_open() {
    let lexicon = load(
        "ann\tAnn Ash\t\tGB\tprime-minister\t2001\t2005-03\tusage
bob\tBob Birch\t\tGB\tprime-minister\t2005-03\t2009\tusage\n",
    )
    .unwrap();
    let on = |day| id(&lexicon, "prime-minister", "GB", day);
    assert_eq!(on(date(2001, 6, 1)), None);
    assert_eq!(on(date(2002, 1, 1)), Some("ann"));
    assert_eq!(on(date(2005, 2, 28)), Some("ann"));
    assert_eq!(on(date(2005, 3, 15)), None);
    assert_eq!(on(date(2005, 4, 1)), Some("bob"));
    assert_eq!(on(date(2008, 12, 31)), Some("bob"));
    assert_eq!(on(date(2009, 1, 2)), None);
}

#[test]
fn a_kind_of_office_is_found_whatever_it_is_called() {
    let lexicon = load(
        "dev\tDev Das\tDev K. Das\tIN\texternal-affairs-minister\t2019-05-30\t\tusage
eva\tEva Ede\t\tIN\tforeign-secretary-in\t2020-01-29\t2022-04-30\tusage
dev\tDev Das\tDr Dev Das\tIN\tforeign-secretary-in\t2015-01-29\t2018-01-28\tusage\n",
    )
    .unwrap();
    let day = date(2021, 3, 4);
    let minister = lexicon
        .holder_of_kind(OfficeKind::ForeignMinister, "IN", day)
        .unwrap();
    assert_eq!(
        (minister.id.as_str(), minister.name.as_str()),
        ("dev", "Dev Das")
    );
    assert_eq!(minister.aliases, ["Dev K. Das", "Dr Dev Das"]);
    assert_eq!(id(&lexicon, "foreign-secretary-in", "IN", day), Some("eva"));
    assert_eq!(
        lexicon.holder_of_kind(OfficeKind::HeadOfState, "IN", day),
        None
    );
    // The rows of a person are joined, the earliest tenure first.
    let tenures = &lexicon.person("dev").unwrap().tenures;
    assert_eq!(
        tenures
            .iter()
            .map(|tenure| tenure.from.year())
            .collect::<Vec<_>>(),
        [2015, 2019]
    );
    let held = lexicon.offices_of("dev", day);
    assert_eq!(
        held.iter().map(|t| t.office.as_str()).collect::<Vec<_>>(),
        ["external-affairs-minister"]
    );
}

#[test]
fn several_hold_an_office_that_comes_in_numbers() {
    let lexicon = load(
        "ann\tAnn Ash\t\tGB\tminister-of-state\t2019-01-01\t2021-01-01\tusage
bob\tBob Birch\t\tGB\tminister-of-state\t2020-01-01\t2022-01-01\tusage\n",
    )
    .unwrap();
    assert_eq!(
        id(&lexicon, "minister-of-state", "GB", date(2019, 6, 1)),
        Some("ann")
    );
    assert_eq!(
        id(&lexicon, "minister-of-state", "GB", date(2020, 6, 1)),
        None
    );
}

#[test]
fn tenures_that_exclude_each_other_are_reported() {
    let overlap = load(
        "ann\tAnn Ash\t\tGB\tprime-minister\t2001-01-01\t\tusage
bob\tBob Birch\t\tGB\tprime-minister\t2005-03\t2009\tusage\n",
    );
    assert_eq!(
        overlap.unwrap_err(),
        "data/holders/all.tsv:3: column from: ann held the office without an end (data/holders/all.tsv:2)"
    );
    let twice = load(
        "ann\tAnn Ash\t\tGB\tminister-of-state\t2001\t2004\tusage
ann\tAnn Ash\t\tGB\tminister-of-state\t2001\t2004\tusage\n",
    );
    assert_eq!(
        twice.unwrap_err(),
        "data/holders/all.tsv:3: column from: ann held the office until 2004 (data/holders/all.tsv:2)"
    );
}

#[test]
fn rows_of_a_person_agree_and_name_what_exists() {
    let error = load(
        "ann\tAnn Ash\t\tGB\tforeign-secretary\t2010-02-30\t\tusage
ann\tAnn Ash\t\tIN\tforeign-secretary\t2011\t2010\tusage
ann\tAnna Ash\t\tGB\tking\t2010\t\tusage
ash\tAnn Ash\t\tGB\tminister-of-state\t2010\t2011\tusage
ann-2\tAnn Ash\t\tGB\tminister-of-state\t2010\t2011\tusage\n",
    )
    .unwrap_err();
    assert_eq!(
        error.lines().collect::<Vec<_>>(),
        [
            "data/holders/all.tsv:2: column from: not a date as 2016-07-13, 2016-07 or 2016: 2010-02-30",
            "data/holders/all.tsv:3: column office: foreign-secretary is an office of GB, not of IN",
            "data/holders/all.tsv:3: column to: before “from”",
            "data/holders/all.tsv:4: column name: ann is Ann Ash at data/holders/all.tsv:3",
            "data/holders/all.tsv:4: column office: no such office: king",
            "data/holders/all.tsv:5: column name: Ann Ash is given twice, first at data/holders/all.tsv:3",
        ]
    );
}

#[test]
fn partial_dates_span_what_they_can_mean() {
    let leap = PartialDate::parse("2024-02").unwrap();
    assert_eq!(
        (leap.earliest(), leap.latest()),
        (date(2024, 2, 1), date(2024, 2, 29))
    );
    assert_eq!(
        (leap.year(), leap.month(), leap.day()),
        (2024, Some(2), None)
    );
    assert_eq!(leap.precision(), Precision::Month);
    let year = PartialDate::parse("1999").unwrap();
    assert_eq!(
        (year.earliest(), year.latest()),
        (date(1999, 1, 1), date(1999, 12, 31))
    );
    for text in ["2016-07-13", "2016-07", "2016"] {
        assert_eq!(PartialDate::parse(text).unwrap().to_string(), text);
    }
    for text in [
        "",
        "16",
        "2016-7",
        "2016-13",
        "2016-02-30",
        "2016-07-13-01",
        "+016",
        "2016-07-",
        "20１6",
    ] {
        assert_eq!(PartialDate::parse(text), None, "{text}");
    }
}
