//! `rubrika completions`: for the shell.

use clap::CommandFactory;

use crate::diag::Error;

use super::args::Cli;
use super::{FINE, Terminal};

pub fn run(terminal: &Terminal, shell: clap_complete::Shell) -> Result<i32, Error> {
    // Into memory first: the generator panics when its reader goes away.
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "rubrika", &mut text);
    terminal.answer(&String::from_utf8_lossy(&text));
    Ok(FINE)
}
