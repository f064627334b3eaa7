//! Licences of the crates that are built in.

use std::error::Error;

use spdx::{Expression, LicenseReq};

use super::{Problems, Workspace};

const FILE: &str = "deny.toml";

/// Every dependency can be had under licences that `deny.toml` allows. `cargo deny` checks the same and more, where it
/// is installed; this needs nothing but the lock file.
pub(super) fn check(workspace: &Workspace) -> Result<Problems, Box<dyn Error>> {
    let allowed = allowed(&workspace.read(FILE)?);
    if allowed.is_empty() {
        return Ok(vec![format!("{FILE}: has no `allow` under [licenses]")]);
    }
    let mut problems = Problems::new();
    for package in workspace
        .packages()
        .filter(|package| !package["source"].is_null())
    {
        let name = format!(
            "{} {}",
            package["name"].as_str().unwrap_or("?"),
            package["version"].as_str().unwrap_or("?")
        );
        match package["license"].as_str() {
            None => problems.push(format!("{name}: names no licence")),
            Some(licence) => match Expression::parse_mode(licence, spdx::ParseMode::LAX) {
                Err(error) => problems.push(format!(
                    "{name}: `{licence}` cannot be read: {}",
                    error.reason
                )),
                Ok(expression) if !expression.evaluate(|needed| is_allowed(needed, &allowed)) => {
                    problems.push(format!("{name}: `{licence}` is not allowed by {FILE}"));
                }
                Ok(_) => {}
            },
        }
    }
    Ok(problems)
}

fn is_allowed(needed: &LicenseReq, allowed: &[String]) -> bool {
    allowed.iter().any(|licence| *licence == needed.to_string())
}

/// The strings of `allow = [ … ]` in the section `[licenses]`.
fn allowed(toml: &str) -> Vec<String> {
    let section = toml
        .split("[licenses]")
        .nth(1)
        .and_then(|rest| rest.split("\n[").next())
        .unwrap_or("");
    let list = section
        .split("allow = [")
        .nth(1)
        .and_then(|rest| rest.split(']').next())
        .unwrap_or("");
    list.split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_need_what_is_allowed() {
        let allowed = allowed(
            "[licenses]\nallow = [\n  \"MIT\",\n  \"Apache-2.0 WITH LLVM-exception\",\n]\n\n[bans]\nallow = [\"GPL-3.0\"]\n",
        );
        assert_eq!(allowed.len(), 2);
        let holds = |licence: &str| {
            let expression =
                Expression::parse_mode(licence, spdx::ParseMode::LAX).expect("an expression");
            expression.evaluate(|needed| is_allowed(needed, &allowed))
        };
        assert!(
            holds("MIT OR GPL-3.0")
                && holds("MIT/Apache-2.0")
                && holds("Apache-2.0 WITH LLVM-exception OR GPL-3.0")
        );
        assert!(!holds("Apache-2.0") && !holds("MIT AND GPL-3.0"));
    }
}
