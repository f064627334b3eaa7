//! Given names that are one in several forms.

use std::sync::Arc;

use rustc_hash::FxHashMap as HashMap;

use crate::error::Problems;
use crate::read::{Reader, Record, Sheet};

/// A given name and its other forms: short ones, other spellings of the same letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenName {
    /// The name, in lower case without diacritics.
    pub name: String,
    /// Its other forms, likewise.
    pub variants: Vec<String>,
}

impl Record for GivenName {
    const COLUMNS: &'static [&'static str] = &["name", "variants", "source"];

    fn read(row: &mut Reader<'_, '_>) -> Option<GivenName> {
        let name = row.text("name");
        let variants = row.list("variants");
        for form in std::iter::once(&name).chain(&variants) {
            if !form.bytes().all(|byte| byte.is_ascii_lowercase()) {
                row.problem(
                    "name",
                    format!("a name is one word of lower-case ASCII letters: {form}"),
                );
            }
        }
        Some(GivenName { name, variants })
    }
}

/// Notes forms that would be of two names.
pub(crate) fn check(names: &Sheet<'_, GivenName>, problems: &mut Problems) {
    let mut lines = HashMap::default();
    for (at, name) in names.iter() {
        for form in std::iter::once(&name.name).chain(&name.variants) {
            if let Some(first) = lines.insert(form, at.line) {
                problems.cell(
                    at,
                    "variants",
                    format!("{form} is given twice, first in line {first}"),
                );
            }
        }
    }
}

/// Forms of given names, from `given-names.tsv`. The default knows none. Copies share the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenNames(Arc<HashMap<String, String>>);

impl GivenNames {
    pub(crate) fn new(names: Vec<GivenName>) -> GivenNames {
        let mut forms = HashMap::default();
        for GivenName { name, variants } in names {
            for variant in variants {
                forms.insert(variant, name.clone());
            }
        }
        GivenNames(Arc::new(forms))
    }

    /// The name that a word in lower case without diacritics is a form of; the word itself if none is known.
    pub fn name_of<'a>(&'a self, form: &'a str) -> &'a str {
        self.0.get(form).map_or(form, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_to_its_name_and_a_strange_word_to_itself() {
        let names = GivenNames::new(vec![GivenName {
            name: "michael".into(),
            variants: vec!["mike".into(), "mick".into()],
        }]);
        for (form, name) in [("mike", "michael"), ("michael", "michael"), ("ana", "ana")] {
            assert_eq!(names.name_of(form), name);
        }
    }
}
