//! Annotations keep to the rules of the Web Annotation Data Model, and stand on the sentences that they are about.

use chancery::{Reader, Reading, Release};
use chancery_export::annotations;
use serde_json::Value;

fn reading(url: Option<&str>, text: &str) -> Reading {
    let reader = Reader::shipped().expect("the shipped data is checked");
    let mut release = Release::from_text(text);
    release.url = url.map(str::to_owned);
    release.publisher = Some("JP".to_owned());
    release.published = Some("2024-05-07".parse().expect("a day"));
    reader.read(&release)
}

const TOKYO: &str = "Foreign Minister Kamikawa held a telephone talk with the Foreign Minister of Chile – for about 20 minutes. \
The two Ministers discussed 「economic security」 and climate change. Minister Kamikawa expressed concern about Ukraine. ";

fn annotations_of(reading: &Reading) -> Vec<Value> {
    let annotations = annotations::of(reading, |_| true);
    let json = annotations.iter().map(serde_json::to_value);
    json.collect::<Result<_, _>>().expect("JSON")
}

fn is_iri(value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default();
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    !scheme.is_empty()
        && scheme.chars().all(|c| c.is_ascii_alphanumeric())
        && !text.contains(char::is_whitespace)
}

/// What the model says must hold of every annotation, of the parts that are used here (sections 3 and 4).
fn check_model(annotation: &Value) {
    assert_eq!(annotation["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert!(is_iri(&annotation["id"]), "{annotation}");
    assert_eq!(annotation["type"], "Annotation");
    const PURPOSES: [&str; 13] = [
        "assessing",
        "bookmarking",
        "classifying",
        "commenting",
        "describing",
        "editing",
        "highlighting",
        "identifying",
        "linking",
        "moderating",
        "questioning",
        "replying",
        "tagging",
    ];
    let motivation = annotation["motivation"].as_str().expect("a motivation");
    assert!(PURPOSES.contains(&motivation));
    for body in annotation["body"].as_array().expect("bodies") {
        assert_eq!(body["type"], "TextualBody");
        assert!(body["value"].is_string());
        assert!(PURPOSES.contains(&body["purpose"].as_str().expect("a purpose")));
    }
    let target = &annotation["target"];
    assert_eq!(target["type"], "SpecificResource");
    assert!(is_iri(&target["source"]["id"]), "{target}");
    let selectors = target["selector"].as_array().expect("selectors");
    for selector in selectors {
        match selector["type"].as_str() {
            Some("TextQuoteSelector") => assert!(selector["exact"].is_string()),
            Some("TextPositionSelector") => {
                let (start, end) = (selector["start"].as_u64(), selector["end"].as_u64());
                assert!(start.is_some() && start <= end, "{selector}");
            }
            other => panic!("{other:?} is no selector of text"),
        }
    }
    assert_eq!(selectors.len(), 2);
}

#[test]
fn annotations_keep_to_the_model_and_select_their_sentence() {
    let reading = reading(Some("https://jp.example/1"), TOKYO);
    let annotations = annotations_of(&reading);
    assert_eq!(annotations.len(), reading.statements.len());
    assert!(annotations.len() >= 2);
    let text: Vec<char> = reading.document.text.chars().collect();
    for (annotation, said) in annotations.iter().zip(&reading.statements) {
        check_model(annotation);
        let target = &annotation["target"];
        assert_eq!(target["source"]["id"], "https://jp.example/1");
        let (quote, place) = (&target["selector"][0], &target["selector"][1]);
        assert_eq!(quote["exact"], said.evidence.quote);
        let at = |end: &str| place[end].as_u64().expect("a place") as usize;
        let selected: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(quote["exact"], selected);
        let all: String = text.iter().collect();
        let around = ["prefix", "exact", "suffix"].map(|part| quote[part].as_str().unwrap_or(""));
        assert!(all.contains(&around.concat()), "{around:?}");
    }
}

#[test]
fn bodies_say_which_act_and_whose() {
    let reading = reading(Some("https://jp.example/1"), TOKYO);
    let annotations = annotations_of(&reading);
    let values = |annotation: &Value, purpose: &str| -> Vec<String> {
        let bodies = annotation["body"].as_array().expect("bodies").iter();
        let bodies = bodies.filter(|body| body["purpose"] == purpose);
        bodies
            .filter_map(|body| body["value"].as_str().map(str::to_owned))
            .collect()
    };
    let discussed = &annotations[0];
    let classes = values(discussed, "classifying");
    for class in ["family=discuss", "act=discuss", "joint=true"] {
        assert!(classes.contains(&class.to_owned()), "{classes:?}");
    }
    let tags = values(discussed, "tagging");
    assert!(tags.contains(&"by=JP".to_owned()), "{tags:?}");
    assert!(tags.contains(&"by=CL".to_owned()), "{tags:?}");
    let concern = annotations.last().expect("an annotation");
    assert!(!values(concern, "classifying").contains(&"joint=true".to_owned()));
    // What the text does not tell is not there.
    let tags = values(concern, "tagging").join(" ");
    assert!(!tags.contains("topic=climate"), "{tags}");
}

#[test]
fn ids_are_uuids_that_stay_and_a_document_without_url_has_one() {
    let one = annotations_of(&reading(None, TOKYO));
    let again = annotations_of(&reading(None, TOKYO));
    assert_eq!(one, again);
    let mut ids: Vec<&str> = one.iter().filter_map(|it| it["id"].as_str()).collect();
    for id in &ids {
        let uuid = id.strip_prefix("urn:uuid:").expect("a UUID");
        assert_eq!(uuid.len(), 36);
        assert_eq!(&uuid[14..15], "8", "the version");
        assert!("89ab".contains(&uuid[19..20]), "the variant");
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), one.len());
    let source = &one[0]["target"]["source"];
    assert!(
        source["id"]
            .as_str()
            .is_some_and(|id| id.starts_with("urn:uuid:"))
    );
    let other = annotations_of(&reading(Some("https://jp.example/2"), TOKYO));
    assert_ne!(one[0]["id"], other[0]["id"]);
}

#[test]
fn only_what_is_wanted_is_annotated() {
    let reading = reading(None, TOKYO);
    let wanted = annotations::of(&reading, |said| said.family == "discuss");
    assert_eq!(wanted.len(), 1);
    assert!(annotations::of(&reading, |_| false).is_empty());
}
