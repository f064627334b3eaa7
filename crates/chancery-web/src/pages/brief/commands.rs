//! The commands that show what a page leaves out.

use std::path::Path;

use chancery_record::{Brief, BriefQuery};

/// What shows more.
#[derive(Debug, Clone)]
pub struct Way {
    /// The command, for who has a shell.
    pub command: String,
    /// The page, for who is on one.
    pub page: String,
}

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
    pub fn search(&self, by: &str, to: &str, more: &[(&str, &str)]) -> Way {
        self.way("search", &[&[("by", by), ("to", to)], more].concat())
    }

    /// What the two said together.
    pub fn joint(&self, more: &[(&str, &str)]) -> Way {
        self.way(
            "search",
            &[&[("by", self.query.us.as_str()), ("joint", "")], more].concat(),
        )
    }

    /// How the language on a topic moved.
    pub fn timeline(&self, topic: &str) -> Way {
        let sides = self.sides();
        self.way(
            "timeline",
            &[("by", &sides), ("to", &sides), ("topic", topic)],
        )
    }

    /// The same page with all of every list.
    pub fn whole(&self) -> Way {
        let (us, them) = (self.query.us.as_str(), self.query.them.as_str());
        let mut asked = vec![("for", us), ("with", them)];
        asked.extend(
            self.query
                .person
                .as_deref()
                .map(|person| ("person", person)),
        );
        asked.push(("all", ""));
        self.way("brief", &asked)
    }

    /// All contacts.
    pub fn engagements(&self) -> Way {
        let sides = self.sides();
        let mut asked = vec![("with", sides.as_str())];
        asked.extend(
            self.query
                .person
                .as_deref()
                .map(|person| ("person", person)),
        );
        self.way("engagements", &asked)
    }

    fn sides(&self) -> String {
        format!("{},{}", self.query.us, self.query.them)
    }

    /// A command and the page that answers the same.
    fn way(&self, name: &str, asked: &[(&str, &str)]) -> Way {
        let options = asked.iter().flat_map(|(option, value)| {
            let option = format!("--{option}");
            [
                Some(option),
                Some((*value).to_owned()).filter(|value| !value.is_empty()),
            ]
        });
        let words: Vec<String> = std::iter::once(name.to_owned())
            .chain(options.flatten())
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (option, value) in asked {
            query.append_pair(option, if value.is_empty() { "1" } else { value });
        }
        for (option, value) in [("since", &self.query.since), ("until", &self.query.until)] {
            if let Some(value) = value {
                query.append_pair(option, value);
            }
        }
        let page = if name == "timeline" { "moves" } else { name };
        Way {
            command: self.command(&words),
            page: format!("/{page}?{}", query.finish()),
        }
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
