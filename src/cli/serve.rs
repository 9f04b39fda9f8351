//! `rubrika serve`: the preview.

use crate::diag::Error;
use crate::pipeline::Options;

use super::{FINE, Terminal};

pub fn run(_terminal: &Terminal, _options: Options, _port: u16, _open: bool) -> Result<i32, Error> {
    Ok(FINE)
}
