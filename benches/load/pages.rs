//! Which pages are asked for: all kinds, with values that the record has.

use serde_json::Value;

use crate::Failure;
use crate::client::Client;

/// A page.
pub struct Address {
    /// What kind of page it is.
    pub kind: &'static str,
    /// Path and query.
    pub path: String,
}

const WORDS: &[&str] = &[
    "trade",
    "concern",
    "cooperation",
    "the",
    "human+rights",
    "%22law+of+the+sea%22",
    "climate",
    "support",
];
/// Values of each kind of page at most.
const EACH: usize = 40;

/// All kinds of page of a record.
pub fn of(client: &mut Client) -> Result<Vec<Address>, Failure> {
    let values = Values::of(client)?;
    let mut pages = Vec::new();
    let mut add = |kind: &'static str, paths: Vec<String>| {
        pages.extend(
            paths
                .into_iter()
                .take(EACH)
                .map(|path| Address { kind, path }),
        );
    };
    let each = |values: &[String], path: &dyn Fn(&str) -> String| {
        values.iter().map(|value| path(value)).collect::<Vec<_>>()
    };
    let pairs = |path: &dyn Fn(&str, &str) -> String| {
        let sides = values.sides.iter().zip(values.sides.iter().skip(1));
        sides.map(|(a, b)| path(a, b)).collect::<Vec<_>>()
    };
    add("home", vec!["/".into()]);
    let words: Vec<String> = WORDS.iter().map(|word| (*word).to_owned()).collect();
    add(
        "search: words",
        each(&words, &|word| format!("/search?q={word}")),
    );
    add(
        "search: facets",
        pairs(&|a, b| format!("/search?q=trade&by={a}&to={b}&sort=strongest")),
    );
    add(
        "search: days",
        each(&values.years, &|year| {
            format!("/search?q=the&since={year}-03-01&until={year}-09-30")
        }),
    );
    add("moves", pairs(&|a, b| format!("/moves?by={a}&to={b}")));
    add(
        "documents",
        each(&values.sides, &|side| {
            format!("/documents?publisher={side}")
        }),
    );
    add(
        "document",
        each(&values.documents, &|id| {
            format!("/documents/{id}?repairs=1")
        }),
    );
    add(
        "engagements",
        pairs(&|a, b| format!("/engagements?with={a},{b}")),
    );
    add(
        "engagement",
        each(&values.engagements, &|key| format!("/engagements/{key}")),
    );
    add("people", vec!["/people".into(), "/people?q=a".into()]);
    add(
        "person",
        each(&values.people, &|id| format!("/people/{id}")),
    );
    add("countries", vec!["/countries".into()]);
    add(
        "country",
        each(&values.sides, &|side| format!("/countries/{side}")),
    );
    add("topics", vec!["/topics".into()]);
    add(
        "topic",
        each(&values.topics, &|topic| format!("/topics/{topic}")),
    );
    add("compare: offer", vec!["/compare".into()]);
    let both = values.documents.iter().zip(values.documents.iter().skip(1));
    add(
        "compare",
        both.map(|(a, b)| format!("/compare?a={a}&b={b}")).collect(),
    );
    add("brief", pairs(&|a, b| format!("/brief?for={a}&with={b}")));
    add(
        "coverage",
        vec![
            "/coverage?framework=uk-china-2023".into(),
            "/coverage?framework=us-china-2022&period=year".into(),
        ],
    );
    add(
        "network",
        each(&values.years, &|year| format!("/network?year={year}")),
    );
    add("read", vec!["/read".into()]);
    add("API", vec!["/api".into()]);
    Ok(pages)
}

/// The page that a client asks for in its turn: kinds as often as each other, values of a kind one after the other.
pub fn pick(addresses: &[Address], client: usize, turn: usize) -> &Address {
    let mut kinds: Vec<&str> = addresses.iter().map(|one| one.kind).collect();
    kinds.dedup();
    let kind = kinds[(client * 7 + turn) % kinds.len()];
    let of_kind: Vec<&Address> = addresses.iter().filter(|one| one.kind == kind).collect();
    of_kind[(client * 31 + turn * 17) % of_kind.len()]
}

/// What the record has.
struct Values {
    sides: Vec<String>,
    people: Vec<String>,
    topics: Vec<String>,
    documents: Vec<String>,
    engagements: Vec<String>,
    years: Vec<String>,
}

impl Values {
    fn of(client: &mut Client) -> Result<Self, Failure> {
        let texts = |page: &Value, list: &str, field: &str| -> Vec<String> {
            let rows = page[list].as_array().map_or(&[][..], Vec::as_slice);
            rows.iter()
                .filter_map(|row| row[field].as_str())
                .map(str::to_owned)
                .collect()
        };
        let people = texts(&client.json("/people.json")?, "names", "id");
        let newest = client.json("/documents.json")?["documents"][0]["id"]
            .as_i64()
            .unwrap_or(1);
        let documents: Vec<String> = (0..EACH as i64)
            .map(|number| (number * 4_099 % newest.max(1) + 1).to_string())
            .collect();
        let engagements = documents.iter().map(|id| format!("{id}.0"));
        let mut met = Vec::new();
        for key in engagements {
            if client.get(&format!("/engagements/{key}")).is_ok() {
                met.push(key);
            }
        }
        Ok(Self {
            sides: texts(&client.json("/countries.json")?, "sides", "value"),
            people: people
                .iter()
                .filter_map(|id| id.strip_prefix("person:"))
                .map(str::to_owned)
                .collect(),
            topics: texts(&client.json("/topics.json")?, "topics", "topic"),
            documents,
            engagements: met,
            years: (2005..2026).map(|year| year.to_string()).collect(),
        })
    }
}
