//! What holds of a stream, however it arrives.

use chancery_restore::{Kind, Options, Restored, Stream, restore};
use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, ISO_2022_JP, SHIFT_JIS, WINDOWS_1251};
use proptest::prelude::*;

/// Small blocks, so that little text is cut often.
const BLOCK: usize = 64;

fn stream<'a>(
    chunks: impl IntoIterator<Item = &'a [u8]>,
    options: &Options,
    block: usize,
) -> Vec<Restored<'static>> {
    let mut stream = Stream::with_block(options.clone(), block);
    let mut pieces = Vec::new();
    for chunk in chunks {
        pieces.extend(stream.push(chunk));
    }
    pieces.extend(stream.finish());
    pieces
}

fn text(pieces: &[Restored]) -> String {
    pieces.iter().map(|piece| &*piece.text).collect()
}

fn undone(pieces: &[Restored]) -> Vec<u8> {
    pieces.iter().flat_map(Restored::undo).collect()
}

/// Divides bytes into chunks of the given sizes, again and again.
fn chunks<'a>(mut bytes: &'a [u8], sizes: &[usize]) -> Vec<&'a [u8]> {
    let mut chunks = Vec::new();
    let mut sizes = sizes.iter().cycle();
    while !bytes.is_empty() {
        let size = sizes.next().copied().unwrap_or(1).min(bytes.len());
        let (chunk, rest) = bytes.split_at(size);
        chunks.push(chunk);
        bytes = rest;
    }
    chunks
}

const PARTS: &[&str] = &[
    "The minister",
    " said ",
    "鈥檚",
    "â€™",
    "&amp;#8217;",
    "\r\n",
    "\r",
    "\n",
    "\n\n",
    "皇冠体育app",
    "茅台",
    "😀",
    "\u{feff}",
    "\u{1b}$B",
    "\u{1b}(B",
    "習近平",
];

/// Everything that may decide where a cut is.
const LABELS: &str = "(|utf-8|utf-16le|utf-16be|gbk|gb18030|big5|shift_jis|euc-kr|iso-2022-jp|windows-1252|x-user-defined)";

fn check(bytes: &[u8], sizes: &[usize], label: &str) -> Result<(), TestCaseError> {
    let mut options = Options::default();
    if !label.is_empty() {
        options = options.with_declared(label);
    }
    let pieces = stream(chunks(bytes, sizes), &options, BLOCK);
    prop_assert_eq!(undone(&pieces), bytes);
    let at_once = stream([bytes], &options, BLOCK);
    let texts = |pieces: &[Restored]| -> Vec<String> {
        pieces.iter().map(|piece| piece.text.to_string()).collect()
    };
    prop_assert_eq!(texts(&pieces), texts(&at_once));
    if bytes.len() < BLOCK && !bytes.is_empty() {
        let whole = restore(bytes, &options);
        prop_assert_eq!(&pieces[0].text, &whole.text);
        prop_assert_eq!(&pieces[0].repairs, &whole.repairs);
        prop_assert_eq!(pieces[0].encoding, whole.encoding);
        prop_assert_eq!(pieces.len(), 1);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600), sizes in proptest::collection::vec(1usize..200, 1..5), label in LABELS) {
        check(&bytes, &sizes, &label)?;
    }

    #[test]
    fn any_few_bytes(bytes in proptest::collection::vec(proptest::sample::select(b"\x00\n\r \x1b$B(Ja\x81\xd8\xdc\xe4\xff".as_slice()), 0..900), sizes in proptest::collection::vec(1usize..200, 1..5), label in LABELS) {
        check(&bytes, &sizes, &label)?;
    }

    #[test]
    fn any_text(parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..60), sizes in proptest::collection::vec(1usize..200, 1..5), label in LABELS) {
        check(parts.concat().as_bytes(), &sizes, &label)?;
    }
}

/// A text without damage in some encoding is the same in blocks as in one.
fn reads_as_whole(encoding: &'static Encoding, line: &str, options: &Options) {
    let whole = format!(
        "Plain ASCII comes first.\nAnd more of it, to fill blocks.\n{}",
        line.repeat(40)
    );
    let bytes = encoding.encode(&whole).0;
    let pieces = stream(chunks(&bytes, &[7]), options, BLOCK);
    assert!(pieces.len() > 10, "{}", encoding.name());
    assert_eq!(text(&pieces), whole, "{}", encoding.name());
    assert_eq!(undone(&pieces), &*bytes);
}

#[test]
fn the_encoding_of_the_first_block_that_is_not_ascii_holds_for_the_rest() {
    let declared = |label: &str| Options::default().with_declared(label);
    let lines = [
        (GB18030, "gbk", "外交部长今天在北京会见了来访的客人。\n"),
        (
            SHIFT_JIS,
            "shift_jis",
            "外務大臣は本日、東京で記者会見を行った。表示\n",
        ),
        (BIG5, "big5", "外交部長今天在臺北會見了來訪的客人。功許蓋\n"),
        (
            EUC_KR,
            "euc-kr",
            "외교부 장관은 오늘 서울에서 회견을 했다.\n",
        ),
        (
            WINDOWS_1251,
            "windows-1251",
            "Министр иностранных дел сегодня выступил.\n",
        ),
        (
            ISO_2022_JP,
            "iso-2022-jp",
            "外務大臣は本日、 ABC 東京で記者会見を行った。\n",
        ),
    ];
    for (encoding, label, line) in lines {
        reads_as_whole(encoding, line, &declared(label));
        // A lie is not believed, nor is where its line feeds would be.
        if encoding != ISO_2022_JP {
            let utf8 = line.repeat(40);
            let pieces = stream([utf8.as_bytes()], &declared("utf-16le"), BLOCK);
            assert_eq!(text(&pieces), utf8);
        }
    }
}

#[test]
fn long_lines_are_cut_between_characters() {
    for (encoding, label) in [
        (GB18030, "gbk"),
        (SHIFT_JIS, "shift_jis"),
        (ISO_2022_JP, "iso-2022-jp"),
    ] {
        let whole = "外交部 ABC".repeat(99);
        let bytes = encoding.encode(&whole).0;
        let pieces = stream([&*bytes], &Options::default().with_declared(label), BLOCK);
        assert!(pieces.len() > 3);
        assert_eq!(text(&pieces), whole, "{label}");
    }
    let unspaced = "外交部".repeat(300);
    let pieces = stream([unspaced.as_bytes()], &Options::default(), BLOCK);
    assert!(pieces.len() > 5);
    assert_eq!(text(&pieces), unspaced);
}

#[test]
fn utf_16_is_cut_where_characters_begin() {
    let whole = "Ŋ ਊ 外交部长 😀 ask\n".repeat(40);
    for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let marked = format!("\u{feff}{whole}");
        let bytes: Vec<u8> = marked.encode_utf16().flat_map(to_bytes).collect();
        let pieces = stream(chunks(&bytes, &[3, 5]), &Options::default(), BLOCK);
        assert!(pieces.len() > 10);
        assert_eq!(text(&pieces), whole);
        assert_eq!(undone(&pieces), bytes);
    }
}

#[test]
fn stray_bytes_and_crs_are_repaired_in_every_block() {
    let line =
        b"The minister\x92s caf\xc3\xa9, \xe2\x80\x9cthe caf\xc3\xa9\xe2\x80\x9d\r\n".repeat(30);
    let pieces = stream([&*line], &Options::default(), BLOCK);
    assert_eq!(
        text(&pieces),
        "The minister’s café, “the café”\n".repeat(30)
    );
    let returns = b"one line\rand one more\r".repeat(60);
    let pieces = stream([&*returns], &Options::default(), BLOCK);
    assert!(pieces.len() > 2);
    assert_eq!(text(&pieces), "one line\nand one more\n".repeat(60));
    let kinds = pieces
        .iter()
        .flat_map(|piece| &piece.repairs)
        .map(|repair| repair.kind);
    assert!(kinds.clone().count() == 120 && kinds.into_iter().all(|kind| kind == Kind::Layout));
}

#[test]
fn pieces_not_asked_for_come_later() {
    let bytes = "The minister鈥檚 visit\n".repeat(100_000);
    let mut lazy = Stream::new(Options::default());
    drop(lazy.push(bytes.as_bytes()));
    let pieces: Vec<_> = lazy.finish().collect();
    assert_eq!(pieces.len(), 3);
    assert_eq!(text(&pieces), "The minister’s visit\n".repeat(100_000));
    assert!(Stream::new(Options::default()).finish().next().is_none());
}
