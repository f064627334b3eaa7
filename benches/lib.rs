//! Readouts made for measuring: the same ones at each run, in the sentences that such texts are made of.

use chancery::Release;
use jiff::civil::{Date, date};

/// Sentences with places for a side (`%s`), its person (`%p`), the other side (`%o`), its person (`%q`) and a matter (`%m`).
const SENTENCES: &[&str] = &[
    "%p met %q today in %o’s capital. ",
    "The two ministers discussed %m and exchanged views on %m. ",
    "%p stressed the importance of %m – and of %m – for the region. ",
    "The Foreign Minister thanked %q for %o’s support and welcomed progress on %m. ",
    "They agreed to strengthen cooperation on %m, provided that both parliaments consent. ",
    "“We will not rest until there is progress on %m,” %q said. “Our peoples expect it.” ",
    "%q expressed concern about %m, noting that %s and %o share responsibility for %m. ",
    "Turning to %m, %p reiterated %s’s position and called for immediate talks. ",
    "Both sides reaffirmed their commitment to %m, including through the United Nations and the OSCE. ",
    "He also raised the case of three journalists and urged the authorities to release them. ",
    "In this context, %m was also discussed. ",
    "The relations between the two countries date back to 1962.\n\n",
    "They looked forward to meeting again in September.\n",
];

const SIDES: &[(&str, &str)] = &[
    ("Norway", "Foreign Minister Ingrid Haugen"),
    ("Chile", "Minister of Foreign Affairs Tomás Arriagada"),
    ("Kenya", "Cabinet Secretary Wanjiru Kamau"),
    ("Japan", "Minister for Foreign Affairs AOKI Haruka"),
    ("the United Kingdom", "the Foreign Secretary"),
    ("Portugal", "Ambassador Duarte Meneses"),
    ("Sri Lanka", "H.E. Nimal Rajakaruna"),
    ("the European Union", "High Representative Klára Novotná"),
];

const MATTERS: &[&str] = &[
    "trade and investment",
    "peace and stability in the Taiwan Strait",
    "climate finance",
    "the humanitarian situation in Sudan",
    "illegal fishing in the South Pacific",
    "human rights, including the rights of minorities",
    "the war against Ukraine",
    "non-proliferation on the Korean Peninsula",
    "academic exchange",
    "the reform of the Security Council",
];

/// A sequence of numbers that looks random and is the same at each run.
struct Sequence(u64);

impl Sequence {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// So many readouts of about two thousand characters each.
pub fn readouts(count: usize) -> Vec<Release> {
    let mut sequence = Sequence(7);
    (0..count)
        .map(|number| readout(number, &mut sequence))
        .collect()
}

fn readout(number: usize, sequence: &mut Sequence) -> Release {
    let (side, person) = sequence.pick(SIDES);
    let (other, counterpart) = sequence.pick(SIDES);
    let mut text = format!("Meeting with {counterpart} of {other}\n");
    while text.len() < 1_900 {
        let sentence = sequence.pick(SENTENCES);
        let mut sentence = sentence
            .replace("%p", person)
            .replace("%q", counterpart)
            .replace("%s", side)
            .replace("%o", other);
        while sentence.contains("%m") {
            sentence = sentence.replacen("%m", sequence.pick(MATTERS), 1);
        }
        text.push_str(&sentence);
    }
    let mut release = Release::from_text(text);
    release.id = Some(number.to_string());
    release.publisher = Some("NO".to_owned());
    release.published = Some(FIRST_DAY);
    release
}

const FIRST_DAY: Date = date(2024, 5, 6);

/// The text as a mirror site might serve it: UTF-8 read as GBK, bytes lost, an advertisement for a frequent word.
pub fn damaged(text: &str) -> String {
    let pairs = [
        ("’s", "鈥檚"),
        (" – ", " 鈥� "),
        ("“We", "鈥淲e"),
        ("“Our", "鈥淥ur"),
        (",” ", ",鈥� "),
        (".” ", ".鈥� "),
        ("á", "谩"),
        ("The", "星河娱乐app"),
    ];
    pairs.iter().fold(text.to_owned(), |text, (clean, damage)| {
        text.replace(clean, damage)
    })
}
