//! English documents in many house styles: those written for the project, and those of a folder of JSON lines.

use std::path::Path;

/// One document.
#[derive(Clone, Debug)]
pub struct Document {
    /// The country of the publisher, if one stands for it.
    pub region: String,
    /// How it sets dashes and quotation marks, or the collection it is from.
    pub style: String,
    pub text: String,
    /// Whether it was written for the project.
    pub own: bool,
}

const OWN: &[&str] = &[
    include_str!("../data/inference/british.txt"),
    include_str!("../data/inference/north-american.txt"),
    include_str!("../data/inference/international.txt"),
    include_str!("../data/inference/asia-pacific.txt"),
];

/// Those written for the project: `=== REGION style=STYLE`, a line with the title, the text.
pub fn own() -> Vec<Document> {
    let blocks = OWN.iter().flat_map(|file| file.split("=== ").skip(1));
    let documents = blocks.filter_map(|block| {
        let (head, text) = block.split_once('\n')?;
        let (region, style) = head.split_once(" style=")?;
        Some(Document {
            region: region.to_owned(),
            style: style.to_owned(),
            text: text.trim_end().to_owned(),
            own: true,
        })
    });
    documents.collect()
}

/// What a document is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Tables are counted from it: three of four.
    Counting,
    /// Bounds and weights are chosen by it.
    Tuning,
    /// It is measured by, and by nothing else.
    Measuring,
}

/// The documents to measure by: the project's own, and those of `CHANCERY_CORPUS` that nothing was counted from or chosen by.
pub fn measuring() -> Vec<Document> {
    let mut documents = own();
    documents.extend(of_corpus(Use::Measuring));
    documents
}

/// The documents of `CHANCERY_CORPUS` to choose bounds and weights by.
pub fn tuning() -> Vec<Document> {
    of_corpus(Use::Tuning)
}

fn of_corpus(use_: Use) -> Vec<Document> {
    let folder = std::env::var_os("CHANCERY_CORPUS");
    folder.map_or(Vec::new(), |folder| corpus(Path::new(&folder), use_))
}

/// The documents of a folder of JSON lines with the fields `id`, `publisher` and `text` that are for one use.
pub fn corpus(folder: &Path, use_: Use) -> Vec<Document> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "jsonl")
        })
        .collect();
    paths.sort();
    let mut documents = Vec::new();
    for path in paths {
        let style = path
            .file_stem()
            .map_or(String::new(), |stem| stem.to_string_lossy().into_owned());
        for line in std::fs::read_to_string(&path).unwrap_or_default().lines() {
            let Ok(value) = serde_json::from_str::<serde_json::Value>(line) else {
                continue;
            };
            let field = |name: &str| value[name].as_str().unwrap_or("").to_owned();
            if use_of(&field("id")) == use_ {
                documents.push(Document {
                    region: field("publisher"),
                    style: style.clone(),
                    text: field("text"),
                    own: false,
                });
            }
        }
    }
    documents
}

/// What the document of this id is for.
fn use_of(id: &str) -> Use {
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    match ((hash >> 20) % 4, (hash >> 22) % 2) {
        (0, 0) => Use::Tuning,
        (0, _) => Use::Measuring,
        _ => Use::Counting,
    }
}
