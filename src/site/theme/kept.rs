//! The theme as a session keeps it from run to run.

use std::path::Path;
use std::sync::Arc;

use crate::diag::{Diagnostic, Error};

use super::{Chosen, Theme};

/// The theme of the last run, compiled, with the files that it was made of.
#[derive(Default)]
pub struct KeptTheme {
    kept: Option<(Chosen, Arc<Theme>)>,
    /// Whether a theme has been asked for: then there is nothing to expect.
    asked: bool,
}

impl KeptTheme {
    /// The theme that the section has chosen; none if pages cannot be made with it. It is compiled anew only if a file of
    /// it has changed, or if there was something to say of it.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn find(
        &mut self,
        root: &Path,
        name: Option<&str>,
        out: &mut Vec<Diagnostic>,
    ) -> Result<Option<Arc<Theme>>, Error> {
        let chosen = match Chosen::find(root, name)? {
            Ok(chosen) => chosen,
            Err(missing) => {
                out.push(*missing);
                return Ok(None);
            }
        };
        self.asked = true;
        self.kept = self.kept.take().filter(|(known, _)| *known == chosen);
        if let Some((_, theme)) = &self.kept {
            return Ok(Some(theme.clone()));
        }
        Ok(self.compile(chosen, out))
    }

    /// Compiles the theme that most sections have, before the content says which one this has. Whatever there is to
    /// complain about is found again when it is asked for.
    pub fn expect(&mut self, root: &Path, name: Option<&str>) {
        if let (false, Ok(Ok(chosen))) = (self.asked, Chosen::find(root, name)) {
            self.compile(chosen, &mut Vec::new());
        }
    }

    /// Compiles a theme, and keeps it if there is nothing to say of it.
    fn compile(&mut self, chosen: Chosen, out: &mut Vec<Diagnostic>) -> Option<Arc<Theme>> {
        let before = out.len();
        let theme = chosen.compile(out)?;
        let slips = chosen.slips(&theme);
        let sound = slips.is_empty();
        out.extend(slips);
        let theme = Arc::new(theme);
        if out.len() == before {
            self.kept = Some((chosen, theme.clone()));
        }
        sound.then_some(theme)
    }
}
