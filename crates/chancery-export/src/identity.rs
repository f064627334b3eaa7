//! Names for statements that are the same in every export.

use chancery::reading::Document;

/// A UUID of a document: version 8 (RFC 9562), of the hash of its id and source.
pub(crate) fn document(document: &Document) -> String {
    uuid(document, None)
}

/// A UUID of a statement of a document.
pub(crate) fn statement(document: &Document, number: usize) -> String {
    uuid(document, Some(number))
}

fn uuid(document: &Document, statement: Option<usize>) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [
        document.id.as_str(),
        document.source.as_deref().unwrap_or_default(),
    ] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    if let Some(number) = statement {
        hasher.update(&(number as u64).to_le_bytes());
    }
    let hash = hasher.finalize();
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&hash.as_bytes()[..16]);
    // Where the standard wants the version and the variant.
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut uuid = String::with_capacity(36);
    for (place, byte) in bytes.iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            uuid.push('-');
        }
        uuid.push_str(&format!("{byte:02x}"));
    }
    uuid
}
