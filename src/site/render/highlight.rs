//! Highlighting of fenced code, with CSS classes. Loaded only when a page has a fence with a known language.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use foldhash::HashMap;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();

/// Blocks longer than this are shown plain: nobody reads them, and regular expressions are slow.
const MAX_BYTES: usize = 64 * 1024;

/// Makes ready what the first block of a language has to wait for, several times longer than any later one: its
/// regular expressions. Nothing comes of it but time.
pub fn prepare(language: &str) {
    highlight(language, "if x == \"a\": f(1, [y]) # z\n");
}

/// Blocks of one run by language and text: each distinct one is highlighted once, wherever it stands.
#[derive(Default)]
pub struct Blocks(Mutex<HashMap<(String, String), Block>>);

/// A block that some page has asked for.
type Block = Arc<OnceLock<String>>;

impl Blocks {
    /// The inside of `<code>`, as [`highlight`] gives it. Pages of all threads ask at the same time.
    pub fn highlighted(&self, language: &str, code: &str) -> String {
        let key = (language.to_owned(), code.to_owned());
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let block = known.entry(key).or_default().clone();
        drop(known);
        block.get_or_init(|| highlight(language, code)).clone()
    }
}

/// The inside of `<code>`: highlighted, or escaped if the language is not known.
pub fn highlight(language: &str, code: &str) -> String {
    let word = language.split([' ', ',', '{']).next().unwrap_or("").trim();
    if !word.is_empty() && code.len() <= MAX_BYTES {
        let set = SYNTAXES.get_or_init(SyntaxSet::load_defaults_newlines);
        let known = word.to_lowercase();
        if let Some(syntax) = set.find_syntax_by_token(&known) {
            let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
            let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, set, style);
            let done = LinesWithEndings::from(code)
                .try_for_each(|line| generator.parse_html_for_line_which_includes_newline(line));
            if done.is_ok() {
                return generator.finalize();
            }
        }
    }
    super::markdown::escape_html(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_highlighted_once_in_each_language() {
        let blocks = Blocks::default();
        let code = "x = 1 # да\n";
        for language in ["python", "yaml", "python", ""] {
            assert_eq!(
                blocks.highlighted(language, code),
                highlight(language, code)
            );
        }
        let known = blocks.0.lock().unwrap();
        assert_eq!(known.len(), 3);
        assert!(known.values().all(|block| block.get().is_some()));
    }
}
