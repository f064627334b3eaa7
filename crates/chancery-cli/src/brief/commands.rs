//! The commands that show what a page leaves out.

use std::path::Path;

use chancery_record::{Brief, BriefQuery};

/// Commands that ask the record of a brief.
pub struct Commands<'a> {
    query: &'a BriefQuery,
    record: &'a Path,
}

impl<'a> Commands<'a> {
    pub fn of(brief: &'a Brief, record: &'a Path) -> Self {
        Self {
            query: &brief.query,
            record,
        }
    }

    /// `chancery search --by GB --to CN …`
    pub fn search(&self, by: &str, to: &str, more: &[&str]) -> String {
        let sides = ["search", "--by", by, "--to", to];
        self.command(&[&sides[..], more].concat())
    }

    /// What the two said together.
    pub fn joint(&self, more: &[&str]) -> String {
        let sides = ["search", "--by", &self.query.us, "--joint"];
        self.command(&[&sides[..], more].concat())
    }

    /// How the language on a topic moved.
    pub fn timeline(&self, topic: &str) -> String {
        let (us, them) = (&self.query.us, &self.query.them);
        let sides = format!("{us},{them}");
        self.command(&["timeline", "--by", &sides, "--to", &sides, "--topic", topic])
    }

    /// The same page with all of every list.
    pub fn whole(&self) -> String {
        let (us, them) = (&self.query.us, &self.query.them);
        let mut words = vec!["brief", "--for", us, "--with", them];
        let person = self.query.person.as_deref();
        words.extend(person.into_iter().flat_map(|person| ["--person", person]));
        words.push("--all");
        self.command(&words)
    }

    /// All contacts.
    pub fn engagements(&self) -> String {
        let (us, them) = (&self.query.us, &self.query.them);
        let sides = format!("{us},{them}");
        let mut words = vec!["engagements", "--with", &sides];
        let person = self.query.person.as_deref();
        words.extend(person.into_iter().flat_map(|person| ["--person", person]));
        self.command(&words)
    }

    fn command(&self, words: &[&str]) -> String {
        let record = self.record.display().to_string();
        let mut command: Vec<String> = words.iter().map(|word| quoted(word)).collect();
        for (option, value) in [
            ("--since", &self.query.since),
            ("--until", &self.query.until),
        ] {
            if let Some(value) = value {
                command.push(format!("{option} {value}"));
            }
        }
        if matches!(words.first(), Some(&("search" | "engagements"))) {
            command.push("--limit 0".to_owned());
        }
        if record != "chancery.db" {
            command.push(format!("--record {}", quoted(&record)));
        }
        format!("chancery {}", command.join(" "))
    }
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./,:=+@".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}
