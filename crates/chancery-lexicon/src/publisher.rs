//! Whose the domains of the web are.

use std::sync::Arc;

use rustc_hash::FxHashMap as HashMap;

use crate::error::Problems;
use crate::read::{Reader, Record, Sheet};

/// A domain and who publishes on it and on those below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain {
    /// In small letters, without a dot at either end: `gov.uk`.
    pub suffix: String,
    /// The code of a country or an organisation, in a list for the check of codes.
    pub(crate) publisher: [String; 1],
}

impl Record for Domain {
    const COLUMNS: &'static [&'static str] = &["domain", "publisher", "source"];

    fn read(row: &mut Reader<'_, '_>) -> Option<Domain> {
        let suffix = row.text("domain");
        let is_label = |label: &str| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        };
        if !(suffix.is_empty() || suffix.contains('.') && suffix.split('.').all(is_label)) {
            row.problem(
                "domain",
                format!(
                    "a domain is of lower-case ASCII labels with dots between, as gov.uk: {suffix}"
                ),
            );
        }
        Some(Domain {
            suffix,
            publisher: [row.text("publisher")],
        })
    }
}

/// Notes domains that are given twice.
pub(crate) fn check(domains: &Sheet<'_, Domain>, problems: &mut Problems) {
    let mut lines = HashMap::default();
    for (at, domain) in domains.iter() {
        if let Some(first) = lines.insert(&domain.suffix, at.line) {
            problems.cell(
                at,
                "domain",
                format!("{} is given twice, first in line {first}", domain.suffix),
            );
        }
    }
}

/// The publishers of domains, from `publishers.tsv`. The default knows none. Copies share the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publishers(Arc<HashMap<String, String>>);

impl Publishers {
    pub(crate) fn new(domains: Vec<Domain>) -> Publishers {
        let pair = |domain: Domain| {
            let [publisher] = domain.publisher;
            (domain.suffix, publisher)
        };
        Publishers(Arc::new(domains.into_iter().map(pair).collect()))
    }

    /// The code of the country or organisation that publishes on a host: that of the longest domain which the host is
    /// or lies below. `www.mfa.gov.cn` lies below `mfa.gov.cn`, `notmfa.gov.cn` does not.
    pub fn of_host(&self, host: &str) -> Option<&str> {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let mut rest = host.as_str();
        loop {
            if let Some(publisher) = self.0.get(rest) {
                return Some(publisher);
            }
            rest = rest.split_once('.')?.1;
        }
    }

    /// The same for the host of a web address.
    pub fn of_url(&self, url: &str) -> Option<&str> {
        let (scheme, rest) = url.trim().split_once("://")?;
        if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
            return None;
        }
        let authority = rest.split(['/', '?', '#', '\\']).next()?;
        let host = authority.rsplit('@').next()?;
        self.of_host(host.split(':').next()?)
    }

    /// How many domains are known.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no domain is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publishers() -> Publishers {
        let rows = [
            ("gov.uk", "GB"),
            ("example.gov.uk", "NATO"),
            ("mfa.gov.cn", "CN"),
        ];
        let domain = |(suffix, code): (&str, &str)| Domain {
            suffix: suffix.into(),
            publisher: [code.into()],
        };
        Publishers::new(rows.map(domain).into())
    }

    #[test]
    fn the_longest_domain_counts_on_the_borders_of_labels() {
        let publishers = publishers();
        for (url, expected) in [
            ("https://www.gov.uk/government/news/a", Some("GB")),
            ("HTTP://GOV.UK", Some("GB")),
            (
                "https://a.example.gov.uk:8080/?x=//mfa.gov.cn",
                Some("NATO"),
            ),
            ("https://gov.uk@evil.test/", None),
            ("https://notgov.uk/", None),
            ("https://gov.uk.evil.test/", None),
            ("https://gov.cn/", None),
            ("https://www.mfa.gov.cn./eng/", Some("CN")),
            ("ftp://gov.uk/", None),
            ("gov.uk", None),
            ("https://", None),
        ] {
            assert_eq!(publishers.of_url(url), expected, "{url}");
        }
    }
}
