//! Runs the literate cases of `cases/text/`: each heading is a case; its `text` block is read and every other block
//! (`sentences`, `tokens`, `tags`) states, in full, what must come out.

use std::fmt::Write;
use std::path::Path;

use chancery_text::{Analysis, SentenceKind, Tagger, analyse};

fn kind_name(kind: SentenceKind) -> &'static str {
    match kind {
        SentenceKind::Title => "title",
        SentenceKind::Body => "body",
        SentenceKind::ListItem => "list-item",
        SentenceKind::Quote => "quote",
        SentenceKind::Caption => "caption",
        SentenceKind::Summary => "summary",
        SentenceKind::Boilerplate => "boilerplate",
    }
}

fn render(what: &str, analysis: &Analysis) -> Option<String> {
    let all = 0..analysis.tokens.len();
    Some(match what {
        "sentences" => {
            let lines = analysis.sentences.iter().map(|sentence| {
                let text = analysis
                    .slice(sentence.span)
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ");
                let quoted = if sentence.inside_quote {
                    " (in quote)"
                } else {
                    ""
                };
                format!("{}{quoted}: {text}", kind_name(sentence.kind))
            });
            lines.collect::<Vec<_>>().join("\n")
        }
        "tokens" => all.map(|i| analysis.word(i)).collect::<Vec<_>>().join(" "),
        "tags" => all
            .map(|i| format!("{}/{}", analysis.word(i), analysis.tokens[i].tag.name()))
            .collect::<Vec<_>>()
            .join(" "),
        _ => return None,
    })
}

/// The blocks of one case: what the fence says, and the lines within.
fn blocks(case: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in case.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(info), None) => open = Some((info.trim().to_owned(), String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some((_, body))) => {
                body.push_str(line);
                body.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed: {case}");
    blocks
}

#[test]
fn every_case_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/text");
    let tagger = Tagger::shipped();
    let (mut count, mut wrong) = (0, String::new());
    let mut paths: Vec<_> = std::fs::read_dir(&folder)
        .expect("cases/text exists")
        .map(|entry| entry.expect("readable").path())
        .collect();
    paths.sort();
    for path in paths {
        let file = std::fs::read_to_string(&path).expect("readable");
        for case in file.split("\n# ") {
            let name = case.lines().next().unwrap_or_default();
            let blocks = blocks(case);
            let Some((_, text)) = blocks.iter().find(|(info, _)| info == "text") else {
                continue;
            };
            let analysis = analyse(text.trim_end_matches('\n'), &tagger);
            for (info, expected) in blocks.iter().filter(|(info, _)| info != "text") {
                count += 1;
                let Some(found) = render(info, &analysis) else {
                    panic!("{name}: unknown block {info}")
                };
                let expected = if info == "sentences" {
                    expected.trim_end().to_owned()
                } else {
                    expected.split_whitespace().collect::<Vec<_>>().join(" ")
                };
                if found != expected {
                    let _ = writeln!(
                        wrong,
                        "{}: {name}\n--- expected {info}\n{expected}\n--- found\n{found}\n",
                        path.display()
                    );
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(count >= 60, "only {count} expectations");
}
