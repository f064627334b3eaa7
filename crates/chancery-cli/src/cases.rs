//! `chancery cases`.

use std::process::ExitCode;

use crate::Failure;
use crate::args::CasesArgs;

/// Runs the literate cases.
pub fn run(_args: &CasesArgs) -> Result<ExitCode, Failure> {
    Err(Failure::Told("no cases yet".into()))
}
