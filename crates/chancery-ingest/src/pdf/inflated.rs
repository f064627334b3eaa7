//! How much a PDF says when it is unpacked, measured before anything of it is kept.

use std::io::Read as _;

use flate2::read::ZlibDecoder;

/// The most that the packed streams of a file may hold together, in bytes.
const MOST: u64 = 512 << 20;

/// Whether the file's streams unpack to more than any document has: one made so that it does would take all memory.
pub(super) fn is_too_large(bytes: &[u8]) -> bool {
    let mut total = 0;
    let mut rest = bytes;
    while let Some(at) = find(rest, b"stream") {
        rest = &rest[at + b"stream".len()..];
        let body = rest.trim_ascii_start();
        // The head of zlib data; what is packed otherwise does not grow a thousandfold.
        if body.first().is_some_and(|byte| byte & 0x0F == 8) {
            let mut unpacked = ZlibDecoder::new(body).take(MOST - total + 1);
            // Where the data breaks off, what came before counts.
            let mut buffer = [0; 1 << 14];
            while let Ok(read @ 1..) = unpacked.read(&mut buffer) {
                total += read as u64;
            }
        }
        if total > MOST {
            return true;
        }
    }
    false
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn stream(zeros: usize) -> Vec<u8> {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        packed.write_all(&vec![0; zeros]).expect("it is packed");
        let packed = packed.finish().expect("it is packed");
        [
            b"%PDF-1.7\n1 0 obj\n<<>>\nstream\r\n",
            &packed[..],
            b"\nendstream",
        ]
        .concat()
    }

    #[test]
    fn what_would_take_all_memory_is_told_apart() {
        assert!(!is_too_large(&stream(1 << 20)));
        let mut many = stream(64 << 20).repeat(8);
        assert!(!is_too_large(&many));
        many.extend(stream(64 << 20));
        assert!(is_too_large(&many));
        assert!(!is_too_large(b"stream stream endstream x\x9c\x00\x01"));
    }
}
