//! Readouts with three kinds of damage at once: misread UTF-8, lost bytes, a replaced word.

use chancery_restore::{Certainty, Kind, Options, restore};

/// Written for this test, then damaged as a mirror site damages.
const DAMAGED: &str = "\
Foreign Minister鈥檚 call with Norland鈥檚 Minister for Trade\r\n\
金星娱乐vip Minister for Foreign Affairs spoke by telephone with Norland鈥檚 Minister for Trade on Tuesday.\r\n\
金星娱乐vip two ministers discussed the programme of visits 鈥� including the ministers鈥� meeting in May 鈥� and fisheries.\r\n\
金星娱乐vipy welcomed the agreement, which the minister called 鈥渁 real step鈥�. 金星娱乐vip next round of talks will be held in June.\r\n\
He asked for an answer. 金星娱乐vipre was no comment on the tariffs.";

const RESTORED: &str = "\
Foreign Minister’s call with Norland’s Minister for Trade\n\
The Minister for Foreign Affairs spoke by telephone with Norland’s Minister for Trade on Tuesday.\n\
The two ministers discussed the programme of visits – including the ministers’ meeting in May – and fisheries.\n\
They welcomed the agreement, which the minister called “a real step”. The next round of talks will be held in June.\n\
He asked for an answer. There was no comment on the tariffs.";

#[test]
fn a_readout_with_three_kinds_of_damage() {
    let restored = restore(DAMAGED.as_bytes(), &Options::default());
    assert_eq!(restored.text, RESTORED);
    assert_eq!(restored.undo(), DAMAGED.as_bytes());
    let injected: Vec<_> = restored
        .repairs
        .iter()
        .filter(|repair| repair.kind == Kind::InjectedText)
        .collect();
    assert!(
        injected
            .iter()
            .all(|repair| repair.before == "金星娱乐vip" && repair.after == "The")
    );
    assert_eq!(injected.len(), 5);
    for repair in &restored.repairs {
        let guessed = repair.before.contains('\u{fffd}') || repair.kind == Kind::InjectedText;
        assert_eq!(repair.certainty == Certainty::Inferred, guessed, "{repair}");
    }
}

#[test]
fn the_spaced_dash_is_the_publishers() {
    let damaged = "He set out the position 鈥� as agreed 鈥� and left.";
    let with =
        |region: &str| restore(damaged.as_bytes(), &Options::default().with_region(region)).text;
    assert_eq!(
        with("GB"),
        "He set out the position – as agreed – and left."
    );
    assert_eq!(
        with("US"),
        "He set out the position — as agreed — and left."
    );
}

/// The release that a mirror site served, if it lies beside the workspace.
#[test]
fn the_release_of_a_mirror_site() -> std::io::Result<()> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/seed/000_4bd8868d1f98930c.txt"
    );
    let Ok(bytes) = std::fs::read(path) else {
        eprintln!("skipped: no sample at {path}");
        return Ok(());
    };
    for options in [Options::default().with_region("GB"), Options::default()] {
        let restored = restore(&bytes, &options);
        assert_eq!(
            sha256(restored.text.as_bytes()),
            "dc764fd3e32e2a2b3ffc806f0fc16804eaea9717dfd72f19ed7463fa321130fe"
        );
        assert_eq!(restored.undo(), bytes);
    }
    Ok(())
}

/// SHA-256, as in FIPS 180-4, so that the test needs no dependency.
fn sha256(message: &[u8]) -> String {
    let primes: Vec<u32> = (2u32..)
        .filter(|n| (2..*n).all(|d| n % d != 0))
        .take(64)
        .collect();
    let fraction = |x: f64| ((x - x.floor()) * 4_294_967_296.0) as u32;
    let k: Vec<u32> = primes
        .iter()
        .map(|p| fraction(f64::from(*p).cbrt()))
        .collect();
    let mut h: Vec<u32> = primes
        .iter()
        .take(8)
        .map(|p| fraction(f64::from(*p).sqrt()))
        .collect();
    let mut padded = message.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend((message.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks(64) {
        let mut w: Vec<u32> = block
            .chunks(4)
            .map(|b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]))
            .collect();
        for i in 16..64 {
            let s0 = w[i - 15].rotate_right(7) ^ w[i - 15].rotate_right(18) ^ (w[i - 15] >> 3);
            let s1 = w[i - 2].rotate_right(17) ^ w[i - 2].rotate_right(19) ^ (w[i - 2] >> 10);
            w.push(
                w[i - 16]
                    .wrapping_add(s0)
                    .wrapping_add(w[i - 7])
                    .wrapping_add(s1),
            );
        }
        let mut v = h.clone();
        for i in 0..64 {
            let s1 = v[4].rotate_right(6) ^ v[4].rotate_right(11) ^ v[4].rotate_right(25);
            let choice = (v[4] & v[5]) ^ (!v[4] & v[6]);
            let t1 = v[7]
                .wrapping_add(s1)
                .wrapping_add(choice)
                .wrapping_add(k[i])
                .wrapping_add(w[i]);
            let s0 = v[0].rotate_right(2) ^ v[0].rotate_right(13) ^ v[0].rotate_right(22);
            let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
            v.rotate_right(1);
            v[4] = v[4].wrapping_add(t1);
            v[0] = t1.wrapping_add(s0.wrapping_add(majority));
        }
        for (sum, value) in h.iter_mut().zip(v) {
            *sum = sum.wrapping_add(value);
        }
    }
    h.iter().map(|word| format!("{word:08x}")).collect()
}
