//! What the loader accepts, and how it says what it does not.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use chancery_lexicon::{Addressee, Complement, Family, Lexicon, PlaceKind};

const COUNTRIES: &str = "code\tname\tlong_name\taliases\tadjectives\tpeople\tcapital\tmetonyms\tsource
GB\tUnited Kingdom\tUnited Kingdom of Great Britain and Northern Ireland\tUK | Britain\tBritish\tBriton | Britons\tLondon\tDowning Street\tISO 3166-1
CN\tChina\tPeople's Republic of China\tPRC\tChinese\tChinese\tBeijing\t\tISO 3166-1
";
const PLACES: &str = "name\taliases\tkind\tcountry\tabout\tsource\n";
const ACTS: &str = "verb\tparticle\tnoun\tafter\tfamily\tact\tstrength\tcomplement\taddressee\tplover\tcameo\tsource\n";

/// The problems of some tables, one a line as they are displayed.
fn problems(files: &[(&str, &str)]) -> Vec<String> {
    match Lexicon::load(files) {
        Ok(_) => Vec::new(),
        Err(error) => error.to_string().lines().map(str::to_owned).collect(),
    }
}

/// The problems of a table of places with these rows, the first of which is line 2.
fn problems_of_places(rows: &str) -> Vec<String> {
    problems(&[
        ("countries.tsv", COUNTRIES),
        ("places.tsv", &format!("{PLACES}{rows}")),
    ])
}

#[test]
fn cells_become_fields() {
    let places = format!(
        "# seas and cities\n\n{PLACES}Taiwan Strait\tStrait of Taiwan | Formosa Strait\twater\t\tCN | GB\ta map\n"
    );
    let lexicon = Lexicon::load(&[("countries.tsv", COUNTRIES), ("places.tsv", &places)]).unwrap();
    let gb = lexicon.country("GB").unwrap();
    assert_eq!(gb.name, "United Kingdom");
    assert_eq!(gb.aliases, ["UK", "Britain"]);
    assert_eq!(gb.capitals, ["London"]);
    assert_eq!(gb.metonyms, ["Downing Street"]);
    assert_eq!(lexicon.country("FR"), None);
    assert_eq!(lexicon.name_of("CN"), Some("China"));
    let strait = &lexicon.places[0];
    assert_eq!(strait.aliases, ["Strait of Taiwan", "Formosa Strait"]);
    assert_eq!(
        (strait.kind, strait.country.as_deref()),
        (PlaceKind::Water, None)
    );
    assert_eq!(strait.about, ["CN", "GB"]);
}

#[test]
fn nothing_at_all_is_an_empty_lexicon() {
    let lexicon = Lexicon::load(&[]).unwrap();
    assert!(lexicon.countries.is_empty() && lexicon.triggers.is_empty());
    assert!(!lexicon.classes.has("month", "May"));
    // A file that someone has only begun to write is an empty table too.
    assert!(Lexicon::load(&[("cases.tsv", "# nothing yet\n")]).is_ok());
}

#[test]
fn order_of_files_and_columns_and_line_ends_do_not_matter() {
    let places = "source\tkind\tname\taliases\tabout\tcountry\r\na map\tcity\tYork\t\t\tGB\r\n";
    let lexicon =
        Lexicon::load(&[("places.tsv", places), ("data/countries.tsv", COUNTRIES)]).unwrap();
    assert_eq!(lexicon.places[0].name, "York");
    assert_eq!(lexicon.places[0].country.as_deref(), Some("GB"));
}

#[test]
fn every_problem_is_reported_with_file_line_and_column() {
    let rows = "York\t\tcity\tGB\tXX\ta map\nLeeds\t\ttown\tUK\t\ta map\n\nHull\t\tcity\tGB\t\t\n";
    assert_eq!(
        problems_of_places(rows),
        [
            "data/places.tsv:2: column about: no such code: XX",
            "data/places.tsv:3: column kind: no such kind of place: town (one of city, region, water, area)",
            "data/places.tsv:5: column source: empty",
        ]
    );
}

#[test]
fn rows_have_as_many_cells_as_the_header() {
    assert_eq!(
        problems_of_places("York\t\tcity\tGB\ta map\n"),
        ["data/places.tsv:2: 5 cells, where the header has 6"]
    );
}

#[test]
fn headers_name_the_columns_of_the_table() {
    let cases = "# who is raised\nid\tname\talias\tabout\tsource\n";
    assert_eq!(
        problems(&[("cases.tsv", cases)]),
        [
            "data/cases.tsv:2: no column aliases",
            "data/cases.tsv:2: no such column: alias"
        ]
    );
    let twice = problems(&[("en/triggers.tsv", "a\tb\ta\n")]);
    assert_eq!(
        twice,
        ["data/en/triggers.tsv:1: the header names the column a twice"]
    );
}

#[test]
fn cells_are_clean() {
    assert_eq!(
        problems_of_places("York \t\tcity\tGB\t\ta map\n"),
        ["data/places.tsv:2: column name: a space too many in \"York \""]
    );
    assert_eq!(
        problems_of_places("New\u{a0}York\t\tcity\tGB\t\ta map\n"),
        ["data/places.tsv:2: column name: the character U+00A0 in \"New\\u{a0}York\""]
    );
    assert_eq!(
        problems_of_places("York\tA|B\tcity\tGB\t\ta map\n"),
        ["data/places.tsv:2: column aliases: values are separated by “ | ”, not as in \"A|B\""]
    );
    assert_eq!(
        problems_of_places("York\tA | A\tcity\tGB\t\ta map\n"),
        ["data/places.tsv:2: column aliases: given twice: A"]
    );
}

#[test]
fn a_name_is_given_once() {
    // With either apostrophe it is the same name.
    let rows = "King's Lynn\t\tcity\tGB\t\ta map\nLynn\tKing’s Lynn\tcity\tGB\t\ta map\n";
    assert_eq!(
        problems_of_places(rows),
        [
            "data/places.tsv:3: column aliases: King’s Lynn is given twice, first at data/places.tsv:2"
        ]
    );
    // Cities of one name lie in different countries; capitals are named with their countries.
    assert!(
        problems_of_places("York\t\tcity\tGB\t\ta map\nYork\t\tcity\tCN\t\ta map\n").is_empty()
    );
    assert_eq!(
        problems_of_places("London\t\tcity\tGB\t\ta map\n"),
        ["data/places.tsv:2: column name: London is a capital of United Kingdom"]
    );
}

#[test]
fn codes_are_defined_once_and_well_formed() {
    let row = "GB\tBritain again\t\t\t\t\t\t\tISO\nuk\tThird\t\t\t\t\t\t\tISO\n";
    assert_eq!(
        problems(&[("countries.tsv", &format!("{COUNTRIES}{row}"))]),
        [
            "data/countries.tsv:4: column code: GB is given twice, first at data/countries.tsv:2",
            "data/countries.tsv:5: column code: a country's code is two capital letters: uk",
        ]
    );
    let parts = "code\tname\taliases\tadjectives\tsource\nFR-75\tParis\t\t\tISO\nCN-XJ\tXinjiang\t\t\tISO\n";
    assert_eq!(
        problems(&[("countries.tsv", COUNTRIES), ("subdivisions.tsv", parts)]),
        ["data/subdivisions.tsv:2: column code: no such code: FR"]
    );
}

#[test]
fn acts_are_read_and_are_unambiguous() {
    let acts = format!(
        "{ACTS}call\tfor\t\t\tpress\tcall for\t4\tnp | ing\t\tREQUEST\t020\tusage
make\tclear\t\tto\tstate\tmake clear\t3\tthat | wh | on\tto\t\t\tusage
express\t\tconcern | concerns\tabout | over\traise\texpress concern\t3\ton\t\tACCUSE\t111\tusage\n"
    );
    let lexicon = Lexicon::load(&[("en/acts.tsv", &acts)]).unwrap();
    let [call, clear, concern] = &lexicon.acts[..] else {
        panic!("three acts")
    };
    assert_eq!(
        (call.verb.as_str(), &call.particle[..]),
        ("call", &["for".to_owned()][..])
    );
    assert_eq!(call.complement, [Complement::Np, Complement::Ing]);
    assert_eq!(
        (call.family, call.strength, call.cameo.as_deref()),
        (Family::Press, 4, Some("020"))
    );
    assert_eq!(
        (clear.addressee, clear.plover.as_deref()),
        (Some(Addressee::To), None)
    );
    assert_eq!(concern.noun, ["concern", "concerns"]);

    let wrong = format!("{acts}express\t\tconcern\tover\tstate\tspeak\t9\ton\t\tASK\t999\tusage\n");
    assert_eq!(
        problems(&[("en/acts.tsv", &wrong)]),
        [
            "data/en/acts.tsv:5: column cameo: a CAMEO code has 2 to 4 digits and begins with 01 to 20: 999",
            "data/en/acts.tsv:5: column plover: no such PLOVER type: ASK (one of AGREE, CONSULT, SUPPORT, CONCEDE, \
             COOPERATE, AID, RETREAT, REQUEST, ACCUSE, REJECT, THREATEN, PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT)",
            "data/en/acts.tsv:5: column strength: not a number from 1 to 5: 9",
            "data/en/acts.tsv:5: column verb: express concern with over is given twice, first at data/en/acts.tsv:4",
        ]
    );
}

#[test]
fn complement_rules_are_about_known_acts() {
    let acts = format!("{ACTS}note\t\t\t\tstate\tnote\t2\tnp | that\t\t\t\tusage\n");
    let rules = "act\tcomplement\theads\tfamily\tsource
note\tnp\timportance | need\tstress\tusage
note\tnp\t\tstate\tusage
deny\tthat\t\treject\tusage
note\tnp\tneed\tstate\tusage\n";
    assert_eq!(
        problems(&[("en/acts.tsv", &acts), ("en/complements.tsv", rules)]),
        [
            "data/en/complements.tsv:4: column act: no such act: deny",
            "data/en/complements.tsv:5: never reached: any head fits the rule at data/en/complements.tsv:3",
            "data/en/complements.tsv:5: column heads: need is given twice, first at data/en/complements.tsv:2",
        ]
    );
}

#[test]
fn topic_terms_are_words_with_open_ends() {
    let topics = "topic\tterms\tweight\tsource\nsanctions\tsanction* | asset freeze*\t4\tusage\n";
    let lexicon = Lexicon::load(&[("en/topics.tsv", topics)]).unwrap();
    let freeze = &lexicon.topics[1];
    assert_eq!(
        (freeze.topic.as_str(), freeze.term.as_str(), freeze.weight),
        ("sanctions", "asset freeze*", 4)
    );
    let found = |words: [&str; 2]| {
        freeze
            .words
            .iter()
            .zip(words)
            .all(|(term, word)| term.matches(word))
    };
    assert!(found(["asset", "freezes"]) && found(["asset", "freeze"]));
    assert!(!found(["assets", "freeze"]));

    let wrong = "topic\tterms\tweight\tsource\nsports\tSoccer | foot*ball\t4\tusage\n";
    assert_eq!(
        problems(&[("en/topics.tsv", wrong)]),
        [
            "data/en/topics.tsv:2: column terms: not in lower case: Soccer",
            "data/en/topics.tsv:2: column terms: “*” stands at the end of a word: foot*ball",
            "data/en/topics.tsv:2: column topic: no such topic: sports",
        ]
    );
}

#[test]
fn classes_grow_over_rows() {
    let classes = "class\twords\tsource\nmonth\tJanuary | May\tusage\nmonth\tJune\tusage\nside\tboth\tusage\n";
    let classes = Lexicon::load(&[("en/classes.tsv", classes)])
        .unwrap()
        .classes;
    assert!(classes.has("month", "June") && classes.has("month", "May"));
    assert!(
        !classes.has("month", "may") && !classes.has("side", "June") && !classes.has("day", "May")
    );
    assert_eq!(classes.words("month"), ["January", "May", "June"]);
    assert_eq!(classes.names().collect::<Vec<_>>(), ["month", "side"]);
}

#[test]
fn tables_without_a_type_stay_tables() {
    let triggers =
        "# what reports an engagement\nkind\twords\tsource\nmeeting\tmet | met with\tusage\n";
    let other = "from\tto\na\t\n";
    let lexicon = Lexicon::load(&[("en/triggers.tsv", triggers), ("en/other.tsv", other)]).unwrap();
    assert_eq!(lexicon.triggers.columns(), ["kind", "words", "source"]);
    let row = lexicon.triggers.rows().next().unwrap();
    assert_eq!(
        (row.line(), row.get("kind"), row.get("none")),
        (3, "meeting", "")
    );
    assert_eq!(row.list("words").collect::<Vec<_>>(), ["met", "met with"]);
    let table = lexicon.table("en/other.tsv").unwrap();
    assert_eq!((table.path(), table.len()), ("en/other.tsv", 1));
    assert_eq!(table.rows().next().unwrap().list("to").count(), 0);
    assert!(lexicon.table("en/triggers.tsv").is_some());
    assert!(lexicon.table("en/acts.tsv").is_none());
}
