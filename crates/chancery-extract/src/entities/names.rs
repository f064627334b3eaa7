//! Names as keys: slugs, suffixes, initials.

pub(super) fn is_suffix(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "jr" | "sr" | "ii" | "iii" | "iv"
    )
}

pub(super) fn is_initial(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() == 1
}

/// A name as part of an id: lower case, words joined by hyphens, accents kept out.
pub(crate) fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        for l in fold(c).to_lowercase() {
            if l.is_alphanumeric() {
                out.push(l);
            } else if !out.ends_with('-') && !out.is_empty() && !matches!(l, '\'' | '’' | '.') {
                out.push('-');
            }
        }
    }
    while out.ends_with('-') {
        out.pop();
    }
    out
}

/// The base letter of an accented Latin letter.
pub(super) fn fold(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ő' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'š' | 'ś' | 'ş' | 'ș' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        'ğ' => 'g',
        'ł' => 'l',
        'ř' => 'r',
        'ť' | 'ț' | 'ţ' => 't',
        'đ' | 'ď' => 'd',
        'Á' | 'À' | 'Â' | 'Ä' | 'Å' => 'A',
        'Ç' | 'Ć' | 'Č' => 'C',
        'É' | 'È' => 'E',
        'İ' => 'I',
        'Ö' | 'Ø' | 'Ó' => 'O',
        'Ü' => 'U',
        'Š' | 'Ş' => 'S',
        'Ž' | 'Ż' => 'Z',
        'Ł' => 'L',
        other => other,
    }
}
