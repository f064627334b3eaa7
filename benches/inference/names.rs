//! Texts that give names and words in their own script: none may change.

use crate::documents::Document;
use crate::replaced::cut;
use chancery_restore::{Kind, Options, restore_text};

/// A name in Latin letters and in its own script, what it is, and a word to call it by.
const NAMES: &[(&str, &str, &str)] = &[
    ("Li Haoran", "李浩然", "Minister"),
    ("Chen Meiling", "陈美玲", "Ambassador"),
    ("Wang Zhiyuan", "王志远", "President"),
    ("Lin Chia-hao", "林家豪", "Secretary"),
    ("Tanaka Shiori", "田中詩織", "Minister"),
    ("Kobayashi Ren", "小林蓮", "Director-General"),
    ("Suzuki Hana", "鈴木はな", "Governor"),
    ("Kim Min-jun", "김민준", "Minister"),
    ("Lee Seo-yeon", "이서연", "Prime Minister"),
    ("Park Ji-ho", "박지호", "Ambassador"),
    ("Dmitri Sokolov", "Дмитрий Соколов", "President"),
    ("Olena Kovalenko", "Олена Коваленко", "Minister"),
    ("Ivana Petrović", "Ивана Петровић", "Speaker"),
    ("Khalid al-Mansour", "خالد المنصور", "Minister"),
    ("Layla Haddad", "ليلى حداد", "Ambassador"),
    ("Reza Karimi", "رضا کریمی", "Minister"),
    ("Priya Sharma", "प्रिया शर्मा", "Minister"),
    ("Arun Thapa", "अरुण थापा", "Prime Minister"),
    ("Somchai Wattana", "สมชาย วัฒนา", "Minister"),
    ("Eleni Papadaki", "Ελένη Παπαδάκη", "Minister"),
    ("Yael Mizrahi", "יעל מזרחי", "Ambassador"),
    ("Nino Beridze", "ნინო ბერიძე", "President"),
    ("Ani Sargsyan", "Անի Սարգսյան", "Minister"),
    ("Kavitha Raman", "கவிதா ராமன்", "Commissioner"),
    ("Nasrin Akter", "নাসরিন আক্তার", "Minister"),
    ("Kweichow Moutai", "茅台", "company"),
    ("Huaneng", "华能", "company"),
    ("Tian Anmen", "天安门", "square"),
    ("Sakura", "さくら", "bank"),
    ("Pravda", "Правда", "newspaper"),
];

/// What is put into a document, with places for the name in Latin letters (`%l`), in its script (`%n`) and its title (`%t`).
const WAYS: &[&[&str]] = &[
    &["%t %l (%n) took part in the meeting."],
    &[
        "%t %l (%n) opened the meeting.",
        "The delegation thanked %l (%n) for the welcome.",
    ],
    &[
        "The talks with %n were held in the morning.",
        "The minister thanked %n for the invitation, and %n replied that the visit was overdue.",
    ],
    &[
        "%n was the guest of honour.",
        "The speech of %n was well received.",
        "%n and the hosts then visited the harbour.",
    ],
    &[
        "Guests were received by %t %n.",
        "%t %n spoke of friendship.",
        "The award went to %t %n.",
        "%t %n returned home on Friday.",
    ],
    &["%l, %n, signed the agreement."],
    &[
        "The sign over the gate read “%n”.",
        "“%n” means much to those who live there.",
    ],
    &["Press contact: %l / %n", "Interpreter: %l / %n"],
    &["• %l – %n", "• place and date – to be announced"],
    &["The name is written %n in the original; %n is read %l."],
    &[
        "In his %n speech he quoted the slogan “%n”, and the crowd answered %n.",
        "The %n of today is not that of 1990.",
    ],
    &[
        "See the report in %n.",
        "The %n report is based on statements to %n.",
        "According to %n, talks continue; %n gave no source.",
    ],
];

/// The same, for measuring alone: no bound was chosen by them.
const OTHER_WAYS: &[&[&str]] = &[
    &["Among the guests were %l (%n) and many others."],
    &["The host, %n, opened the session.", "Later %n closed it."],
    &[
        "%n said that the talks had been useful.",
        "%n added that they would go on.",
    ],
    &[
        "The film “%n” was shown.",
        "The director of “%n” answered questions.",
        "“%n” won a prize.",
    ],
    &[
        "A letter from %n arrived.",
        "A copy of the letter from %n was sent to the ministry.",
    ],
    &["Photo: %n", "Text: %n", "Translation: %n"],
    &[
        "The delegation was led by %t %n.",
        "The reply of %t %n followed.",
    ],
    &[
        "%n and %l are the same name.",
        "Few can read %n without help.",
    ],
    &[
        "They drove to %n in the afternoon.",
        "From %n they returned by train.",
        "The road to %n is long.",
    ],
    &["Visitors to %n, which is old, admire the gate of %n."],
    &[
        "In the language of the country it is called %n (%l).",
        "The word %n has no plural.",
    ],
    &["%t %l (%n), who spoke first, and %t %l (%n), who spoke last."],
];

/// Prints how many texts with names were changed.
pub fn measure(documents: &[Document], errors: bool) {
    for (name, ways) in [
        ("that bounds were chosen by", WAYS),
        ("for measuring alone", OTHER_WAYS),
    ] {
        of_ways(documents, name, ways, errors);
    }
    println!();
}

fn of_ways(documents: &[Document], ways_name: &str, ways: &[&[&str]], errors: bool) {
    let (mut texts, mut changed) = (0, 0);
    for (number, (latin, name, title)) in NAMES.iter().enumerate() {
        for (way, sentences) in ways.iter().enumerate() {
            let document = &documents[(number * ways.len() + way) % documents.len()];
            for carrier in [cut(&document.text, 2_500), cut(&document.text, 500)] {
                let text = mixed(carrier, sentences, latin, name, title);
                let restored = restore_text(&text, &Options::default().only([Kind::InjectedText]));
                texts += 1;
                let removed: Vec<_> = restored
                    .repairs
                    .iter()
                    .filter(|repair| repair.kind == Kind::InjectedText)
                    .collect();
                if let Some(repair) = removed.first() {
                    changed += 1;
                    if errors {
                        println!("way {way}, {name}: {} -> {}", repair, repair.reason);
                    }
                }
            }
        }
    }
    println!("Names in their own script, {ways_name}: {texts} texts, {changed} changed");
}

/// The sentences among the lines of a document.
fn mixed(carrier: &str, sentences: &[&str], latin: &str, name: &str, title: &str) -> String {
    let lines: Vec<&str> = carrier.split('\n').collect();
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        text.push_str(line);
        text.push('\n');
        // Spread over the lines, the rest after the last one.
        let from = index * sentences.len() / lines.len();
        let to = (index + 1) * sentences.len() / lines.len();
        for sentence in &sentences[from..to] {
            text.push_str(
                &sentence
                    .replace("%l", latin)
                    .replace("%n", name)
                    .replace("%t", title),
            );
            text.push('\n');
        }
    }
    text
}
