//! The inflected forms of English verbs: the rules of spelling, and a table for what they do not give.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap as HashMap;

use crate::read::{Reader, Record};

/// The forms of a verb. Where usage differs (`signalled`, `signaled`), all are given, the British one first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbForms {
    /// The lemma, which is also the infinitive and the plural of the present: `plan`. Always one.
    pub base: Vec<String>,
    /// Third person singular of the present: `plans`. For `be`, all persons of the present.
    pub third: Vec<String>,
    /// Past tense: `planned`.
    pub past: Vec<String>,
    /// Past participle: `planned`.
    pub participle: Vec<String>,
    /// Gerund and present participle: `planning`.
    pub gerund: Vec<String>,
}

/// Which form of a verb a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VerbForm {
    /// The lemma itself.
    Base,
    /// Third person singular of the present.
    Third,
    /// Past tense.
    Past,
    /// Past participle.
    Participle,
    /// Gerund and present participle.
    Gerund,
}

impl VerbForms {
    /// Every form with its name; a word that is two forms comes twice.
    pub fn iter(&self) -> impl Iterator<Item = (VerbForm, &str)> {
        fn named(form: VerbForm) -> impl Fn(&String) -> (VerbForm, &str) {
            move |word| (form, word.as_str())
        }
        (self.base.iter().map(named(VerbForm::Base)))
            .chain(self.third.iter().map(named(VerbForm::Third)))
            .chain(self.past.iter().map(named(VerbForm::Past)))
            .chain(self.participle.iter().map(named(VerbForm::Participle)))
            .chain(self.gerund.iter().map(named(VerbForm::Gerund)))
    }
}

/// One row of the table of irregular verbs. An empty cell leaves the form to the rules, an empty participle to the past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Irregular {
    pub(crate) lemma: String,
    third: Vec<String>,
    past: Vec<String>,
    participle: Vec<String>,
    gerund: Vec<String>,
}

impl Record for Irregular {
    const COLUMNS: &'static [&'static str] =
        &["lemma", "third", "past", "participle", "gerund", "source"];

    fn read(row: &mut Reader<'_, '_>) -> Option<Irregular> {
        Some(Irregular {
            lemma: row.text("lemma"),
            third: row.list("third"),
            past: row.list("past"),
            participle: row.list("participle"),
            gerund: row.list("gerund"),
        })
    }
}

/// The inflection of verbs: knows the irregular ones, spells out the others, and finds the verb of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inflections {
    irregular: BTreeMap<String, VerbForms>,
    /// Form to lemma, for the verbs that the lexicon names.
    lemmas: HashMap<String, Vec<(String, VerbForm)>>,
}

impl Inflections {
    /// The forms of a verb, whether the lexicon names it or not.
    ///
    /// Of several words (`bring up`) the first is the verb; the others follow each form.
    pub fn forms(&self, lemma: &str) -> VerbForms {
        if let Some(forms) = self.irregular.get(lemma) {
            return forms.clone();
        }
        let Some((verb, rest)) = lemma.split_once(' ') else {
            return regular(lemma);
        };
        let forms = self.forms(verb);
        let all = |words: Vec<String>| {
            words
                .into_iter()
                .map(|word| format!("{word} {rest}"))
                .collect()
        };
        VerbForms {
            base: vec![lemma.to_owned()],
            third: all(forms.third),
            past: all(forms.past),
            participle: all(forms.participle),
            gerund: all(forms.gerund),
        }
    }

    /// The verbs of the lexicon that a lower-case word is a form of, with the form; in alphabetical order of the verbs.
    pub fn lemmas(&self, word: &str) -> &[(String, VerbForm)] {
        self.lemmas.get(word).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn new(irregular: Vec<Irregular>) -> Inflections {
        let mut inflections = Inflections::default();
        for row in irregular {
            let by_rule = regular(&row.lemma);
            let or =
                |given: Vec<String>, rule: Vec<String>| if given.is_empty() { rule } else { given };
            let past = or(row.past, by_rule.past);
            let forms = VerbForms {
                third: or(row.third, by_rule.third),
                participle: or(row.participle, past.clone()),
                past,
                gerund: or(row.gerund, by_rule.gerund),
                base: vec![row.lemma.clone()],
            };
            inflections.irregular.insert(row.lemma, forms);
        }
        let known: Vec<String> = inflections.irregular.keys().cloned().collect();
        inflections.learn(known.iter().map(String::as_str));
        inflections
    }

    /// Makes the forms of verbs known to [`Inflections::lemmas`].
    pub(crate) fn learn<'v>(&mut self, verbs: impl IntoIterator<Item = &'v str>) {
        for verb in verbs {
            let forms = self.forms(verb);
            for (form, word) in forms.iter() {
                let known = self.lemmas.entry(word.to_owned()).or_default();
                let entry = (verb.to_owned(), form);
                if let Err(place) = known.binary_search(&entry) {
                    known.insert(place, entry);
                }
            }
        }
    }
}

/// The forms of a verb by the rules of spelling alone.
fn regular(lemma: &str) -> VerbForms {
    let (past, gerund) = match last_stem(lemma) {
        Stem::Plain => (vec![format!("{lemma}ed")], vec![format!("{lemma}ing")]),
        Stem::Doubled => {
            let last = lemma.chars().next_back().unwrap_or_default();
            (
                vec![format!("{lemma}{last}ed")],
                vec![format!("{lemma}{last}ing")],
            )
        }
        Stem::DoubledInBritain => (
            vec![format!("{lemma}led"), format!("{lemma}ed")],
            vec![format!("{lemma}ling"), format!("{lemma}ing")],
        ),
        Stem::Silent(stem) => (vec![format!("{lemma}d")], vec![format!("{stem}ing")]),
        Stem::Y(stem) => (vec![format!("{stem}ied")], vec![format!("{lemma}ing")]),
        Stem::C => (vec![format!("{lemma}ked")], vec![format!("{lemma}king")]),
    };
    VerbForms {
        base: vec![lemma.to_owned()],
        third: vec![third(lemma)],
        participle: past.clone(),
        past,
        gerund,
    }
}

/// What becomes of the end of a verb before `-ed` and `-ing`.
enum Stem<'w> {
    /// Nothing: `offer`.
    Plain,
    /// The last consonant is doubled: `plan`.
    Doubled,
    /// A last `l` after an unstressed vowel, doubled in British spelling only: `signal`.
    DoubledInBritain,
    /// A silent `e`, here cut off (and `ie` made `y`), disappears before `-ing`: `urge`.
    Silent(String),
    /// A `y`, here cut off, becomes `i` before `-ed`: `deny`.
    Y(&'w str),
    /// A `c` that is spoken as k: `panic`.
    C,
}

fn last_stem(lemma: &str) -> Stem<'_> {
    if let Some(stem) = lemma.strip_suffix("ie") {
        return Stem::Silent(format!("{stem}y"));
    }
    if let Some(stem) = lemma.strip_suffix('e') {
        // agreeing, canoeing, dyeing, being
        let kept = stem.ends_with(['e', 'o', 'y']) || syllables(stem) == 0;
        return Stem::Silent(if kept {
            lemma.to_owned()
        } else {
            stem.to_owned()
        });
    }
    let before = |stem: &str| stem.chars().next_back();
    if let Some(stem) = lemma.strip_suffix('y') {
        return if before(stem).is_some_and(is_vowel) {
            Stem::Plain
        } else {
            Stem::Y(stem)
        };
    }
    if let Some(stem) = lemma.strip_suffix('c') {
        return if before(stem).is_some_and(is_vowel) {
            Stem::C
        } else {
            Stem::Plain
        };
    }
    if !ends_in_short_syllable(lemma) {
        Stem::Plain
    } else if syllables(lemma) == 1 {
        Stem::Doubled
    } else if lemma.ends_with('l') {
        Stem::DoubledInBritain
    } else {
        // Spelling does not tell where a longer verb is stressed; the table names those stressed on the last syllable.
        Stem::Plain
    }
}

fn third(lemma: &str) -> String {
    let sibilant = ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|end| lemma.ends_with(end));
    let after_vowel = lemma.chars().rev().nth(1).is_some_and(is_vowel);
    match lemma.strip_suffix('y') {
        Some(stem) if !after_vowel => format!("{stem}ies"),
        _ if sibilant || (lemma.ends_with('o') && !after_vowel) => format!("{lemma}es"),
        _ => format!("{lemma}s"),
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Whether a word ends in one vowel letter and one consonant that can be doubled. The `u` of `qu` is no vowel.
fn ends_in_short_syllable(word: &str) -> bool {
    let mut letters = word.chars().rev();
    let (Some(last), Some(vowel)) = (letters.next(), letters.next()) else {
        return false;
    };
    let (before, earlier) = (letters.next(), letters.next());
    let lone = match before {
        Some('u') => earlier == Some('q'),
        Some(letter) => !is_vowel(letter),
        None => true,
    };
    !is_vowel(last) && !matches!(last, 'w' | 'x' | 'y' | 'h') && is_vowel(vowel) && lone
}

/// The number of syllables of a word as its groups of vowel letters tell.
fn syllables(word: &str) -> usize {
    let mut count = 0;
    let mut in_vowels = false;
    let mut before = None;
    for letter in word.chars() {
        let vowel = match letter {
            'y' => before.is_some(),
            'u' => before != Some('q'),
            _ => is_vowel(letter),
        };
        if vowel && !in_vowels {
            count += 1;
        }
        in_vowels = vowel;
        before = Some(letter);
    }
    count
}
