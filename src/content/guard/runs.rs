//! Embargoed results in a text: runs of their words, and their figures.

use std::collections::hash_map::{Entry, HashMap};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::names::Ready;

use super::tokens::{Gap, Script, Token, Tokens};

/// How many words in a row are no coincidence.
pub const RUN: usize = 6;

/// How many words in a row of a closed file: reports quote acts and each other, but not by three lines.
pub const LONG_RUN: usize = 20;

/// A figure of closed results.
#[derive(Clone, Debug)]
struct Figure {
    program: usize,
    unit: Option<String>,
    /// Beginnings of the long words of the indicator's name.
    name: BTreeSet<String>,
    /// The other figure of the same indicator: before and after.
    other: Option<String>,
}

/// What closed results say.
#[derive(Clone, Default)]
pub struct Runs {
    words: Closed,
    /// Runs of closed files: only many of them on end are a find.
    long: Closed,
    figures: BTreeMap<String, Vec<Figure>>,
}

/// Runs of closed texts: whose each is, and how often it stands in texts that may be published. Only those that stand
/// in none are looked for.
#[derive(Clone, Default)]
struct Closed {
    runs: HashMap<u64, (usize, u32), BuildHasherDefault<Ready>>,
    /// How many are looked for, and a number that is equal for equal ones, in whatever order they came.
    live: usize,
    print: u64,
}

impl Closed {
    fn note(&mut self, run: u64, program: usize) {
        if let Entry::Vacant(place) = self.runs.entry(run) {
            place.insert((program, 0));
            self.live += 1;
            self.print = self.print.wrapping_add(print(run, program));
        }
    }

    /// Notes that a text with this run may be published, or may be no longer.
    fn publish(&mut self, run: u64, more: bool) {
        let Some((program, open)) = self.runs.get_mut(&run) else {
            return;
        };
        let was = *open;
        *open = match more {
            true => was + 1,
            false => was.saturating_sub(1),
        };
        let print = print(run, *program);
        match (was, *open) {
            (0, 1..) => {
                self.live -= 1;
                self.print = self.print.wrapping_sub(print);
            }
            (1.., 0) => {
                self.live += 1;
                self.print = self.print.wrapping_add(print);
            }
            _ => {}
        }
    }

    /// Whose run it is, if it is looked for.
    fn get(&self, run: u64) -> Option<usize> {
        let (program, open) = self.runs.get(&run)?;
        (*open == 0).then_some(*program)
    }
}

fn print(run: u64, program: usize) -> u64 {
    let mut hasher = DefaultHasher::new();
    (run, program).hash(&mut hasher);
    hasher.finish()
}

/// The hashes of all runs of a text; of a closed one only of those that say something of somebody.
pub fn runs_of(text: &str, telling: bool) -> Vec<u64> {
    let mut tokens = Tokens::default();
    tokens.read(text);
    let windows = tokens.list().windows(RUN);
    // «в том числе и в том» says nothing about anybody.
    let tells = |w: &&[Token]| !telling || w.iter().filter(|t| t.letters > 3).count() > 2;
    windows.filter(tells).map(run_hash).collect()
}

impl Runs {
    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.words.live == 0 && self.long.live == 0 && self.figures.is_empty()
    }

    /// Whether there is nothing that a text may repeat.
    pub fn is_wordless(&self) -> bool {
        self.words.runs.is_empty() && self.long.runs.is_empty()
    }

    /// Equal for equal runs of words.
    pub fn fingerprint(&self) -> (u64, u64) {
        (self.words.print, self.long.print)
    }

    /// Notes the text of a closed file.
    pub fn long_text(&mut self, program: usize, text: &str) {
        for run in runs_of(text, false) {
            self.long.note(run, program);
        }
    }

    /// Notes the runs of a closed text.
    pub fn closed(&mut self, program: usize, runs: Vec<u64>) {
        runs.into_iter()
            .for_each(|run| self.words.note(run, program));
    }

    /// Which runs of a text stand in closed ones too.
    pub fn common(&self, text: &str) -> Vec<u64> {
        let mut runs = runs_of(text, false);
        let known =
            |run: &u64| self.words.runs.contains_key(run) || self.long.runs.contains_key(run);
        runs.retain(known);
        runs
    }

    /// Notes runs of a text that may be published (or, without `more`, may be no longer): they are not looked for, as a
    /// result often repeats what was expected.
    pub fn publish(&mut self, runs: &[u64], more: bool) {
        for &run in runs {
            self.words.publish(run, more);
            self.long.publish(run, more);
        }
    }

    /// Notes the figures of an indicator, as they are written.
    pub fn figures(
        &mut self,
        program: usize,
        name: &str,
        unit: Option<&str>,
        before: Option<&str>,
        after: Option<&str>,
    ) {
        let name: BTreeSet<String> = beginnings(name);
        let clean = |n: &str| n.trim().replace(',', ".").replace([' ', '\u{a0}'], "");
        let (before, after) = (before.map(clean), after.map(clean));
        for (figure, other) in [(&after, &before), (&before, &after)] {
            let Some(figure) = figure.as_ref().filter(|f| is_distinctive(f)) else {
                continue;
            };
            self.figures
                .entry(figure.clone())
                .or_default()
                .push(Figure {
                    program,
                    unit: unit.map(|u| u.trim().to_lowercase()),
                    name: name.clone(),
                    other: other.clone(),
                });
        }
    }

    /// Finds closed results: the programme's number and the place.
    pub fn find(&self, text: &str, tokens: &Tokens, out: &mut Vec<(usize, Range<usize>)>) {
        let list = tokens.list();
        let mut last: Option<(usize, Range<usize>)> = None;
        for window in list.windows(RUN) {
            let Some(program) = self.words.get(run_hash(window)) else {
                continue;
            };
            let range = window[0].start..window[RUN - 1].end;
            match &mut last {
                // One run, however long, is one find.
                Some((p, found)) if *p == program && range.start <= found.end => {
                    found.end = range.end
                }
                _ => {
                    out.extend(last.take());
                    last = Some((program, range));
                }
            }
        }
        out.extend(last);
        if self.long.live > 0 {
            self.find_long(list, out);
        }
        if !self.figures.is_empty() {
            self.find_figures(text, tokens, out);
        }
    }

    fn find_long(&self, list: &[Token], out: &mut Vec<(usize, Range<usize>)>) {
        let mut from = 0;
        while from + LONG_RUN <= list.len() {
            let of = |at: usize| self.long.get(run_hash(list.get(at..at + RUN)?));
            let Some(program) = of(from) else {
                from += 1;
                continue;
            };
            let runs = (from..).take_while(|at| of(*at) == Some(program)).count();
            let words = runs + RUN - 1;
            if words >= LONG_RUN {
                out.push((program, list[from].start..list[from + words - 1].end));
            }
            from += runs;
        }
    }

    fn find_figures(&self, text: &str, tokens: &Tokens, out: &mut Vec<(usize, Range<usize>)>) {
        let list = tokens.list();
        let mut words: Option<BTreeSet<String>> = None;
        for i in 0..list.len() {
            if list[i].script != Script::Digits || (i > 0 && list[i].gap == Gap::SEAM) {
                continue;
            }
            let (number, end) = number(tokens, i);
            let Some(figures) = self.figures.get(&number) else {
                continue;
            };
            let words = words.get_or_insert_with(|| beginnings(text));
            for figure in figures {
                let unit = figure.unit.as_deref();
                let united = unit
                    .is_none_or(|u| has_unit(text, list[end].end, list.get(end + 1), tokens, u));
                let named = figure.name.iter().any(|w| words.contains(w));
                let paired = figure.other.as_ref().is_some_and(|o| {
                    o != &number
                        && (0..list.len()).any(|j| {
                            j != i
                                && list[j].script == Script::Digits
                                && self::number(tokens, j).0 == *o
                        })
                });
                if (unit.is_some() && united && (named || paired)) || (united && named && paired) {
                    out.push((figure.program, list[i].start..list[end].end));
                }
            }
        }
    }
}

fn run_hash(window: &[Token]) -> u64 {
    window.iter().fold(0, |h: u64, t| {
        h.rotate_left(11).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ t.hash
    })
}

/// «12,5» is one number: its text with a point, and its last word.
fn number(tokens: &Tokens, at: usize) -> (String, usize) {
    let list = tokens.list();
    let mut number = tokens.word(&list[at]).to_owned();
    let fraction = list
        .get(at + 1)
        .filter(|t| t.script == Script::Digits && (t.gap == Gap::COMMA || t.gap == Gap::DOT));
    match fraction {
        Some(fraction) => {
            number.push('.');
            number.push_str(tokens.word(fraction));
            (number, at + 1)
        }
        None => (number, at),
    }
}

/// A figure that does not stand on every page: not 0, not 5, not 100, not a year.
fn is_distinctive(figure: &str) -> bool {
    let year = figure.len() == 4 && (figure.starts_with("19") || figure.starts_with("20"));
    figure.len() > 1 && figure != "100" && figure != "10" && !year
}

fn has_unit(text: &str, end: usize, next: Option<&Token>, tokens: &Tokens, unit: &str) -> bool {
    let after = text[end..].trim_start_matches([
        ' ',
        '\u{a0}',
        '\u{202f}',
        '\u{2009}',
        super::tokens::SEAM,
    ]);
    if after.starts_with(unit) {
        return true;
    }
    let Some(next) = next else { return false };
    let word = tokens.word(next);
    match unit {
        "%" => word.starts_with("процент"),
        _ => begins_alike(word, unit),
    }
}

/// «балла» and «балл», «человек» and «чел.»
fn begins_alike(word: &str, unit: &str) -> bool {
    let head: String = unit
        .chars()
        .take_while(|c| c.is_alphabetic())
        .take(4)
        .collect();
    head.chars().count() > 1 && word.starts_with(&head)
}

/// The first five letters of every long word.
fn beginnings(text: &str) -> BTreeSet<String> {
    let mut tokens = Tokens::default();
    tokens.read(text);
    tokens
        .list()
        .iter()
        .filter(|t| t.letters > 4 && t.script != Script::Digits)
        .map(|t| tokens.word(t).chars().take(5).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(runs: &Runs, text: &str) -> Vec<usize> {
        let mut tokens = Tokens::default();
        tokens.read(text);
        let mut out = Vec::new();
        runs.find(text, &tokens, &mut out);
        out.into_iter().map(|(p, _)| p).collect()
    }

    fn publish(runs: &mut Runs, text: &str, more: bool) {
        let common = runs.common(text);
        runs.publish(&common, more);
    }

    #[test]
    fn six_words_in_a_row() {
        let mut runs = Runs::default();
        let closed = "Наставляемая сама проводит открытые уроки в параллели седьмых классов.";
        runs.closed(3, runs_of(closed, true));
        assert_eq!(
            found(
                &runs,
                "Она САМА проводит «открытые» уроки в\u{a0}параллели."
            ),
            [3]
        );
        assert!(found(&runs, "сама проводит открытые уроки в школе").is_empty());
        publish(&mut runs, "сама проводит открытые уроки в параллели", true);
        assert!(found(&runs, "сама проводит открытые уроки в параллели").is_empty());
        publish(&mut runs, "сама проводит открытые уроки в параллели", false);
        assert_eq!(found(&runs, closed), [3]);
    }

    #[test]
    fn three_lines_of_a_closed_file() {
        let mut runs = Runs::default();
        let report = "За год наставляемая провела двенадцать открытых уроков, подготовила трёх призёров \
            муниципального этапа, выступила на двух методических объединениях и вошла в жюри городского конкурса";
        runs.long_text(2, report);
        assert_eq!(found(&runs, report), [2]);
        let less = "наставляемая провела двенадцать открытых уроков, подготовила трёх призёров муниципального этапа";
        assert!(found(&runs, less).is_empty());
        let open = "призёров муниципального этапа, выступила на двух методических объединениях";
        publish(&mut runs, open, true);
        assert!(found(&runs, report).is_empty());
    }

    #[test]
    fn a_figure_with_its_unit() {
        let mut runs = Runs::default();
        runs.figures(
            1,
            "Качество знаний по физике",
            Some("%"),
            Some("54"),
            Some("67,5"),
        );
        for text in [
            "качество знаний теперь 67,5 %",
            "по физике – 67.5 процента",
            "было 54, стало 67,5 %",
        ] {
            assert_eq!(found(&runs, text), [1], "{text}");
        }
        for text in ["67,5 % учителей", "физика: 54 урока", "кабинет 54 физики"]
        {
            assert!(found(&runs, text).is_empty(), "{text}");
        }
    }
}
