//! `chancery serve`.

use std::process::ExitCode;

use chancery_web::{Limits, Options, serve};

use crate::Failure;
use crate::args::ServeArgs;
use crate::output::Destination;

/// Serves the record until the process is told to stop.
pub fn run(args: &ServeArgs) -> Result<ExitCode, Failure> {
    let options = Options {
        record: args.record.path.clone(),
        listen: args.listen,
        hosts: args.host.clone(),
        allow_add: args.allow_add,
        limits: Limits::default(),
    };
    let mut told = Ok(());
    serve(&options, |served| {
        let mut lines = format!("http://{}/\n", served.address);
        if let Some(token) = &served.token {
            lines.push_str(&format!(
                "to add: http://{}/read?token={token}\n",
                served.address
            ));
        }
        told = Destination::open(None).and_then(|mut out| out.write(lines.as_bytes()));
    })
    .map_err(|error| Failure::Told(error.to_string()))?;
    told?;
    Ok(ExitCode::SUCCESS)
}
