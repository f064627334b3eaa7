//! The data that the library is built with.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::collections::HashSet;

use chancery_lexicon::{Lexicon, TOPICS};

#[test]
fn the_shipped_data_has_no_problem() {
    if let Err(error) = Lexicon::shipped() {
        panic!("\n{error}\n");
    }
}

#[test]
fn the_shipped_data_covers_its_field() {
    let lexicon = Lexicon::shipped().unwrap();
    assert!(
        lexicon.countries.len() >= 249,
        "{} countries",
        lexicon.countries.len()
    );
    assert!(
        lexicon.organisations.len() >= 60,
        "{} organisations",
        lexicon.organisations.len()
    );
    assert!(lexicon.acts.len() >= 250, "{} acts", lexicon.acts.len());
    let topics: HashSet<&str> = lexicon
        .topics
        .iter()
        .map(|term| term.topic.as_str())
        .collect();
    assert_eq!(topics.len(), TOPICS.len());
    let states: HashSet<&str> = lexicon
        .persons
        .iter()
        .flat_map(|person| &person.tenures)
        .map(|tenure| tenure.country.as_str())
        .filter(|code| lexicon.country(code).is_some())
        .collect();
    assert!(
        states.len() >= 60,
        "office-holders of {} states",
        states.len()
    );
}

#[test]
fn every_irregular_verb_is_one() {
    let table = include_str!("../../../data/en/irregular.tsv");
    let shipped = Lexicon::load(&[("en/irregular.tsv", table)]).unwrap();
    let rules_alone = Lexicon::default();
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    let lemmas = rows.map(|row| row.split('\t').next().unwrap());
    let regular: Vec<&str> = lemmas
        .filter(|lemma| shipped.forms(lemma) == rules_alone.forms(lemma))
        .collect();
    assert!(
        regular.is_empty(),
        "the rules give the forms of {regular:?}"
    );
}
