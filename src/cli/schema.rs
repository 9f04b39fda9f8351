//! `rubrika schema`: JSON Schema from the field tables.

use crate::content;
use crate::diag::Error;
use crate::text::suggest;
use crate::vocab::Kind;

use super::{FINE, Terminal};

pub fn run(terminal: &Terminal, kind: Option<&str>) -> Result<i32, Error> {
    let value = match kind {
        None => content::schema(None),
        Some(written) => match Kind::parse(written) {
            Some(kind) => content::schema(Some(kind)),
            None => {
                let error = Error::new(format!("нет вида «{written}»"));
                let known = Kind::ALL.iter().map(|k| k.code());
                return Err(match suggest::nearest(written, known) {
                    Some(near) => error.help(format!("возможно, имелось в виду «{near}»")),
                    None => error.help("виды: site, person, program, results, practice, act, method, news, roadmap, monitoring, page"),
                });
            }
        },
    };
    terminal.answer(&format!(
        "{}\n",
        serde_json::to_string_pretty(&value).expect("plain values")
    ));
    Ok(FINE)
}
