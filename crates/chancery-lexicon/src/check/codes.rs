//! Codes: that each is defined once, and that none is used without being defined.

use rustc_hash::FxHashMap as HashMap;

use crate::error::{At, Problems};
use crate::read::Sheet;
use crate::world::{Country, Organisation, Subdivision};

/// The side of companies, associations and private persons, which is no country's and no organisation's.
const PRIVATE: &str = "private";

/// All codes that cells may use.
pub(super) struct Codes {
    /// Each code with the place of its definition, for messages.
    defined: HashMap<String, String>,
}

impl Codes {
    pub(super) fn new(
        countries: &Sheet<'_, Country>,
        subdivisions: &Sheet<'_, Subdivision>,
        organisations: &Sheet<'_, Organisation>,
        problems: &mut Problems,
    ) -> Codes {
        let mut codes = Codes {
            defined: HashMap::default(),
        };
        for (at, country) in countries.iter() {
            codes.define(&country.code, at, problems);
        }
        for (at, subdivision) in subdivisions.iter() {
            if !codes.knows(subdivision.country()) {
                problems.cell(
                    at,
                    "code",
                    format!("no such code: {}", subdivision.country()),
                );
            }
            codes.define(&subdivision.code, at, problems);
        }
        // The short name of an organisation may also be the code of a country: AU is the African Union and Australia.
        let mut short_names = Codes {
            defined: HashMap::default(),
        };
        for (at, organisation) in organisations.iter() {
            short_names.define(&organisation.code, at, problems);
        }
        codes.defined.extend(short_names.defined);
        codes
    }

    /// Checks the codes in one column of a table.
    pub(super) fn check<T>(
        &self,
        sheet: &Sheet<'_, T>,
        column: &str,
        codes: impl Fn(&T) -> &[String],
        problems: &mut Problems,
    ) {
        for (at, record) in sheet.iter() {
            for code in codes(record).iter().filter(|code| !self.knows(code)) {
                problems.cell(at, column, format!("no such code: {code}"));
            }
        }
    }

    /// Whether a code may be used. Where no code is defined at all, a part of the data was loaded by itself: any may.
    fn knows(&self, code: &str) -> bool {
        code.is_empty()
            || code == PRIVATE
            || self.defined.is_empty()
            || self.defined.contains_key(code)
    }

    fn define(&mut self, code: &str, at: At<'_>, problems: &mut Problems) {
        match self.defined.get(code) {
            Some(first) => {
                problems.cell(
                    at,
                    "code",
                    format!("{code} is given twice, first at {first}"),
                );
            }
            None => {
                self.defined.insert(code.to_owned(), at.to_string());
            }
        }
    }
}
