//! Every case below `cases/` holds, or fails as it is known to.

use std::path::Path;

use chancery_cases::{Change, Reader, Verdict, diff, load};

#[test]
fn all_cases_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let cases = load(&folder).expect("the folder of cases");
    let reader = Reader::shipped().expect("the shipped data");
    let mut told = String::new();
    for case in &cases {
        let finding = case.run(&reader);
        let (verdict, file) = (finding.verdict(), case.file.display());
        if matches!(verdict, Verdict::Holds | Verdict::FailsAsKnown) {
            continue;
        }
        told += &format!("{file}:{}: {} — {verdict:?}\n", case.line, case.title);
        if let Some((line, fault)) = &finding.fault {
            told += &format!("  {file}:{line}: {fault}\n");
        }
        for change in finding
            .mismatches
            .iter()
            .flat_map(|mismatch| diff(&mismatch.expected, &mismatch.actual))
        {
            told += &match change {
                Change::Missing(line) => format!("  - {line}\n"),
                Change::Extra(line) => format!("  + {line}\n"),
                Change::Same(line) => format!("    {line}\n"),
            };
        }
    }
    assert!(
        told.is_empty(),
        "\n{told}\nRun `cargo run -p chancery-cli -- cases` to see one at a time."
    );
}
