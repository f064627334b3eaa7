//! What holds for any text.

use chancery_text::{Tagger, analyse, tokenize};
use proptest::prelude::*;

/// Texts out of the pieces that the rules look at.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(" "),
        Just("\n"),
        Just("\n\n"),
        Just("."),
        Just("..."),
        Just("’"),
        Just("'"),
        Just("“"),
        Just("”"),
        Just("\""),
        Just("("),
        Just(")"),
        Just("U.S."),
        Just("U.S"),
        Just("H.E."),
        Just("No."),
        Just("J."),
        Just("don’t"),
        Just("n't"),
        Just("the"),
        Just("The"),
        Just("Wang"),
        Just("- "),
        Just("•"),
        Just("1."),
        Just("(a)"),
        Just("5 p.m."),
        Just("2023-08-30"),
        Just("1,974.5"),
        Just("$"),
        Just("é"),
        Just("王毅"),
        Just("。"),
        Just("\u{ad}"),
        Just("\u{301}"),
        Just("http://a.b"),
        Just("a@b.c"),
        Just("\u{2028}"),
        Just("&"),
        Just("+"),
        Just("—"),
        Just("?"),
        Just("!"),
        Just(":"),
        Just(";"),
        Just(","),
        Just("‘"),
        Just("\r\n"),
        Just("ʼ"),
        Just("ß"),
        Just("İ"),
        Just("\u{feff}"),
        Just("_"),
        Just("😀"),
        Just("s"),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn check(text: &str) {
    let tagger = Tagger::shipped();
    let analysis = analyse(text, &tagger);
    let bare = tokenize(text);
    assert_eq!(bare.len(), analysis.tokens.len());
    let mut end = 0;
    for (i, token) in analysis.tokens.iter().enumerate() {
        assert!(
            !token.span.is_empty() && token.span.start >= end,
            "{text:?}: token {i}"
        );
        assert!(
            text.get(token.span.start..token.span.end).is_some(),
            "{text:?}: token {i} splits a character"
        );
        let gap = &text[end..token.span.start];
        assert!(
            !gap.chars().any(char::is_alphanumeric),
            "{text:?}: {gap:?} lost"
        );
        assert_eq!(analysis.tokens_in(token.span), i..i + 1);
        assert_eq!(bare[i].span, token.span);
        end = token.span.end;
    }
    let mut next = 0;
    let mut paragraph = 0;
    for (i, sentence) in analysis.sentences.iter().enumerate() {
        assert_eq!(sentence.tokens.start, next, "{text:?}: sentence {i}");
        assert!(!sentence.tokens.is_empty() && sentence.paragraph >= paragraph);
        paragraph = sentence.paragraph;
        next = sentence.tokens.end;
        assert_eq!(
            sentence.span.start,
            analysis.tokens[sentence.tokens.start].span.start
        );
        assert_eq!(
            sentence.span.end,
            analysis.tokens[sentence.tokens.end - 1].span.end
        );
        assert_eq!(analysis.sentence_of(sentence.tokens.start), Some(i));
    }
    assert_eq!(next, analysis.tokens.len());
    assert_eq!(analysis.lower(analysis.tokens.len()), "");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_text_of_pieces(text in pieces()) {
        check(&text);
    }

    #[test]
    fn any_lines(text in "[A-Za-z .,:’'\"“”\n-]{0,200}") {
        check(&text);
    }
}

#[test]
fn nothing_comes_of_nothing() {
    let tagger = Tagger::shipped();
    for text in ["", " ", "\n\n", "\u{feff}"] {
        let analysis = analyse(text, &tagger);
        assert!(analysis.tokens.is_empty() && analysis.sentences.is_empty());
    }
}
