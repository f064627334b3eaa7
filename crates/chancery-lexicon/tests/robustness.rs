//! Loading never panics: whatever is wrong with a table is an error, and no error is no problem later.

use chancery_lexicon::{Lexicon, OfficeKind};
use jiff::civil::date;

/// A row or two of each table that has a type.
const TABLES: [(&str, &str); 8] = [
    (
        "countries.tsv",
        "code\tname\tlong_name\taliases\tadjectives\tpeople\tcapital\tmetonyms\tsource\nGB\tUnited Kingdom\t\tUK\tBritish\tBriton\tLondon\t\tISO\n",
    ),
    (
        "subdivisions.tsv",
        "code\tname\taliases\tadjectives\tsource\nGB-SCT\tScotland\t\tScottish\tISO\n",
    ),
    (
        "places.tsv",
        "name\taliases\tkind\tcountry\tabout\tsource\nKing’s Lynn\tLynn | Bishop's Lynn\tcity\tGB\tGB\tmap\n",
    ),
    (
        "offices.tsv",
        "id\tname\taliases\trank\tkind\tcountry\tsource\nprime-minister\tPrime Minister\tPM\t2\thead-of-government\t\tuse\n",
    ),
    (
        "holders/gb.tsv",
        "person\tname\taliases\tcountry\toffice\tfrom\tto\tsource\nann-ash\tAnn Ash\t\tGB\tprime-minister\t2001-02-03\t2004-05\tlist\nbob\tBob Birch\tRob\tGB\tprime-minister\t2004-06\t\tlist\n",
    ),
    (
        "en/acts.tsv",
        "verb\tparticle\tnoun\tafter\tfamily\tact\tstrength\tcomplement\taddressee\tplover\tcameo\tsource\ncall\tfor\t\tto\tpress\tcall for\t4\tnp | on\tto\tREQUEST\t020\tuse\n",
    ),
    (
        "en/topics.tsv",
        "topic\tterms\tweight\tsource\nsanctions\tsanction* | asset freeze*\t4\tuse\n",
    ),
    (
        "en/irregular.tsv",
        "lemma\tthird\tpast\tparticiple\tgerund\tsource\nbegin\t\tbegan\tbegun\tbeginning\tuse\n",
    ),
];

/// Loads the tables with one of them replaced and, if that works, asks a few questions.
fn try_with(replaced: usize, text: &str) {
    let mut tables = TABLES;
    let (path, _) = tables[replaced];
    let changed = [(path, text)];
    tables[replaced] = changed[0];
    match Lexicon::load(&tables) {
        Ok(lexicon) => {
            let day = date(2004, 5, 15);
            let _ = lexicon.holder("prime-minister", "GB", day);
            let _ = lexicon.holder_of_kind(OfficeKind::HeadOfGovernment, "GB", day);
            for person in &lexicon.persons {
                let _ = lexicon.offices_of(&person.id, day);
            }
            for act in &lexicon.acts {
                let _ = lexicon.forms(&act.verb);
            }
        }
        Err(error) => assert!(!error.problems().is_empty() && !error.to_string().is_empty()),
    }
}

#[test]
fn the_tables_are_sound() {
    if let Err(error) = Lexicon::load(&TABLES) {
        panic!("{error}");
    }
}

#[test]
fn no_change_of_a_character_makes_loading_panic() {
    for (index, (_, text)) in TABLES.iter().enumerate() {
        for (place, letter) in text.char_indices() {
            let (before, after) = (&text[..place], &text[place + letter.len_utf8()..]);
            for inserted in ["", "\t", "\n", "|", " ", "9", "é"] {
                try_with(index, &format!("{before}{inserted}{after}"));
                try_with(index, &format!("{before}{inserted}{letter}{after}"));
            }
            try_with(index, before);
            try_with(index, after);
        }
    }
}
