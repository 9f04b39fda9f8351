//! Where a find comes from: the author is told the line that he wrote, not the page that it has become.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;

use crate::content::catalog::{Catalog, each_table, parse_mention};
use crate::content::check::{self, texts, texts::Text};
use crate::content::gate::{Ledger, State};
use crate::content::parse::field::Visibility;
use crate::content::parse::record::Allow;
use crate::diag::{self, Diagnostic, Spot};
use crate::source::{RelPath, Sources};
use crate::text::{date, markdown};
use crate::vocab::Kind;

use super::blocks::Mode;
use super::{Find, LeakGuard, Output, Scratch, ThemeFile, What, attached, blocks};

/// What complaints are made from.
pub struct Evidence<'a> {
    pub catalog: &'a Catalog,
    pub sources: &'a Sources,
    pub ledger: &'a Ledger,
    /// What the school has written of the theme.
    pub theme: &'a [ThemeFile<'a>],
    pub today: Date,
    /// Whether the words themselves may be printed.
    pub show_names: bool,
}

/// The finds as complaints at the places that they come from.
pub fn complaints(
    guard: &LeakGuard<'_>,
    finds: &[Find],
    outputs: &[Output<'_>],
    evidence: &Evidence<'_>,
) -> Vec<Diagnostic> {
    let mut desk = Desk::new(guard, evidence);
    let mut written: BTreeMap<What, &Find> = BTreeMap::new();
    for find in finds {
        let output = &outputs[find.output];
        if let Some(file) = desk.theme_file(output) {
            desk.in_theme(find, file);
            continue;
        }
        match (attached::source_of(output, evidence), find.what) {
            (Some(attachment), _) => desk.attachment(find, attachment, output),
            (None, What::Unread) => desk.nowhere(find, output.path),
            // The first file in the order of paths stands for all; one that says plainly whose name it is, before others.
            (None, what) => {
                let first = written.entry(plain(what)).or_insert(find);
                if plain(first.what) != first.what && plain(what) == what {
                    *first = find;
                }
            }
        }
    }
    if !written.is_empty() {
        desk.written(&written, outputs);
    }
    desk.stale_permissions();
    desk.out
}

/// Whoever else may be meant, it is one find.
pub(super) fn plain(what: What) -> What {
    match what {
        What::Name(person, _) => What::Name(person, None),
        what => what,
    }
}

/// One occurrence in the content.
struct Occurrence {
    what: What,
    text: usize,
    /// `None` if it only comes out when the text is rendered.
    range: Option<Range<usize>>,
    /// What the complaint shows: the words, or the line that hides them.
    shown: Option<Range<usize>>,
    words: String,
}

pub(super) struct Desk<'a> {
    pub(super) guard: &'a LeakGuard<'a>,
    pub(super) e: &'a Evidence<'a>,
    used: BTreeSet<usize>,
    /// What the names of attachments hold: it has been complained about.
    pub(super) in_names: BTreeSet<What>,
    /// What has been said of which file of the theme.
    pub(super) told: BTreeSet<(String, What)>,
    pub(super) out: Vec<Diagnostic>,
}

impl<'a> Desk<'a> {
    fn new(guard: &'a LeakGuard<'a>, e: &'a Evidence<'a>) -> Self {
        Self {
            guard,
            e,
            used: BTreeSet::new(),
            in_names: BTreeSet::new(),
            told: BTreeSet::new(),
            out: Vec::new(),
        }
    }

    fn permissions(&self) -> impl Iterator<Item = (usize, &'a crate::source::Sp<Allow>)> + use<'a> {
        let privacy = self.e.catalog.site.privacy.as_ref();
        privacy.into_iter().flat_map(|p| p.allow.iter().enumerate())
    }

    /// Whether the school has allowed these words in this file.
    pub(super) fn allowed(
        &mut self,
        path: &RelPath,
        text: &str,
        range: Option<&Range<usize>>,
        words: &str,
    ) -> bool {
        let today = self.e.today;
        let found = self.permissions().find(|(_, allow)| {
            let file = allow.file.value.trim().trim_start_matches("./");
            let file = file.strip_prefix("content/").unwrap_or(file);
            let here = path
                .as_str()
                .strip_prefix("content/")
                .unwrap_or(path.as_str());
            let wanted = allow.text.value.trim().to_lowercase();
            let covers = match range {
                Some(range) => texts::find_all(text, &wanted)
                    .iter()
                    .any(|f| f.start <= range.start && range.end <= f.end),
                None => {
                    wanted.contains(&words.to_lowercase()) && text.to_lowercase().contains(&wanted)
                }
            };
            file == here && allow.until.value.0 >= today && covers
        });
        if let Some((number, _)) = found {
            self.used.insert(number);
        }
        found.is_some()
    }

    /// Finds in pages, feeds and exports: they come from texts of the content.
    fn written(&mut self, finds: &BTreeMap<What, &Find>, outputs: &[Output<'_>]) {
        let cx = check::Cx::new(self.e.catalog, self.e.sources, self.e.today);
        let all: Vec<Text<'a>> = self.texts();
        let occurrences = self.occurrences(&all, finds);
        for (what, find) in finds {
            let of = || occurrences.iter().filter(|o| plain(o.what) == *what);
            let mut seen = self.in_templates(*what);
            // A closed field that says the same is not where it came out.
            let public = seen || of().any(|o| all[o.text].visibility == Visibility::Public);
            for o in of() {
                let text = &all[o.text];
                if public && text.visibility != Visibility::Public {
                    continue;
                }
                seen = true;
                self.occurrence(&cx, o, text);
            }
            let named = self.named(*what) || self.in_names.contains(what);
            // «Иванова» in the published name of Иванов: nobody wrote it.
            let somebody_else = matches!(find.what, What::Name(_, Some(_)));
            if !seen && !named && !somebody_else {
                self.nowhere(find, outputs[find.output].path);
            }
        }
    }

    fn nowhere(&mut self, find: &Find, path: &str) {
        let (rule, message, _) = self.sentence(find.what, &find.words);
        self.push(
            rule,
            Spot::Nowhere,
            format!("на странице {path} {message}"),
            "в содержимом таких слов нет: поищите их в шаблонах темы и в именах файлов".to_owned(),
        );
    }

    /// Texts of entries that are out.
    fn texts(&self) -> Vec<Text<'a>> {
        let withheld: BTreeSet<(Kind, &str)> = self
            .e
            .ledger
            .states()
            .filter(|(.., state)| *state == State::Withheld)
            .map(|(kind, id, _)| (kind, id))
            .collect();
        let c = self.e.catalog;
        // A person's own name, a title instead of which another is shown.
        let own_name = |text: &Text| match text.kind {
            Kind::Person => {
                let person = c.people.get(text.id);
                person.is_some_and(|p| p.name.value.0.full() == text.text)
            }
            Kind::Act => {
                let act = c.acts.get(text.id);
                act.is_some_and(|a| a.public_title.is_some() && a.title.span == text.span)
            }
            Kind::Method => {
                let method = c.methods.get(text.id);
                method.is_some_and(|m| m.public_title.is_some() && m.title.span == text.span)
            }
            _ => false,
        };
        texts::of(self.e.catalog, |_| true)
            .into_iter()
            .filter(|t| !withheld.contains(&(t.kind, t.id)) && !own_name(t))
            // An id in the place of a name is shown as the name, or as a neutral word.
            .filter(|t| {
                self.e
                    .catalog
                    .canonical(Kind::Person, t.text.trim())
                    .is_none()
            })
            .collect()
    }

    fn occurrences(&self, all: &[Text], finds: &BTreeMap<What, &Find>) -> Vec<Occurrence> {
        let mut scratch = Scratch::default();
        let mut out = Vec::new();
        for (number, text) in all.iter().enumerate() {
            self.guard.stand(Some((text.kind, text.id)), &mut scratch);
            let source = self.without_closed_mentions(text, &scratch.here);
            // Addresses of links stand among the words of the source; a slug becomes one.
            self.guard.text(Mode::Address, &source, &mut scratch);
            let mut found = std::mem::take(&mut scratch.found);
            self.guard.text(Mode::Text, &source, &mut scratch);
            found.append(&mut scratch.found);
            super::merge(&mut found);
            let mentions: Vec<Range<usize>> = markdown::mentions(&source)
                .into_iter()
                .map(|m| m.range)
                .collect();
            for (what, range) in &found {
                let explicit = matches!(what, What::Name(_, Some(_)))
                    && mentions
                        .iter()
                        .any(|m| m.start <= range.start && range.end <= m.end);
                if finds.contains_key(&plain(*what)) && !explicit {
                    out.push(Occurrence {
                        what: *what,
                        text: number,
                        words: source[range.clone()].to_owned(),
                        range: Some(range.clone()),
                        shown: Some(range.clone()),
                    });
                }
            }
            // Entities and tags hide words from a reader of the source: what shows more often when they are resolved.
            for (what, words) in self.hidden(&source, &mut scratch) {
                if finds.contains_key(&plain(what)) {
                    out.push(Occurrence {
                        what,
                        text: number,
                        shown: self.hiding_line(&source, what, &mut scratch),
                        words,
                        range: None,
                    });
                }
            }
        }
        out
    }

    /// What shows more often in a text when its entities and tags are resolved, and by which words.
    fn hidden(&self, source: &str, scratch: &mut Scratch) -> Vec<(What, String)> {
        if !source.contains(['&', '<']) {
            return Vec::new();
        }
        let mut more: BTreeMap<What, (isize, String)> = BTreeMap::new();
        self.guard.text(Mode::Text, source, scratch);
        for (what, _) in &scratch.found {
            more.entry(*what).or_default().0 -= 1;
        }
        blocks::of_markup(source, &mut |mode, block| {
            self.guard.text(mode, block, scratch);
            for (what, range) in &scratch.found {
                let more = more.entry(*what).or_default();
                more.0 += 1;
                more.1 = block[range.clone()].to_owned();
            }
        });
        more.retain(|_, (n, _)| *n > 0);
        more.into_iter()
            .map(|(what, (_, words))| (what, words))
            .collect()
    }

    /// The first line that hides it, if one alone does.
    fn hiding_line(&self, source: &str, what: What, scratch: &mut Scratch) -> Option<Range<usize>> {
        let mut start = 0;
        for line in source.split_inclusive('\n') {
            let hides = self.hidden(line, scratch).iter().any(|(w, _)| *w == what);
            if hides {
                return Some(start..start + line.trim_end().len());
            }
            start += line.len();
        }
        None
    }

    /// A mention of somebody withheld becomes a neutral word: blanks stand for it here.
    fn without_closed_mentions(&self, text: &Text, here: &[usize]) -> String {
        let mut source = text.text.clone().into_owned();
        for mention in markdown::mentions(&text.text) {
            let open = parse_mention(mention.target).is_some_and(|(kind, id)| match kind {
                Kind::Person => {
                    let id = self.e.catalog.canonical(kind, id);
                    let mut known = self.guard.wards.people.iter().enumerate();
                    known.any(|(n, p)| {
                        Some(p.id.as_str()) == id && !p.withheld && !here.contains(&n)
                    })
                }
                _ => true,
            });
            if !open {
                let blank = " ".repeat(mention.range.len());
                source.replace_range(mention.range, &blank);
            }
        }
        source
    }

    fn occurrence(&mut self, cx: &check::Cx<'_>, o: &Occurrence, text: &Text) {
        let path = self.e.sources.file(text.file).path.clone();
        if self.allowed(&path, &text.text, o.range.as_ref(), &o.words) {
            return;
        }
        let (rule, message, help) = self.sentence(o.what, &o.words);
        let span = match &o.shown {
            Some(range) => text.part(cx, range.clone()),
            None => text.span,
        };
        let mut d = Diagnostic::at(rule, text.file, span, format!("здесь {message}"))
            .help(format!("{help}{}", self.permission(&path, o.what)));
        d.sensitive = !self.e.show_names;
        self.out.push(d);
    }

    fn permission(&self, path: &RelPath, what: What) -> String {
        match what {
            What::Contact(_) => String::new(),
            _ => format!(
                "; если это случайное совпадение, разрешите его в site.yaml: privacy.allow: [{{ text: СЛОВА, file: {}, reason: ПРИЧИНА, until: ДЕНЬ }}]",
                short(path)
            ),
        }
    }

    /// Whether an entry's own name or address holds it; then the complaint is made there.
    fn named(&mut self, what: What) -> bool {
        let mut scratch = Scratch::default();
        let mut found: Vec<(RelPath, String)> = Vec::new();
        each_table!(self.e.catalog, entry, kind => {
            let open = kind != Kind::Person;
            self.guard.text(Mode::Address, &entry.id, &mut scratch);
            for (w, range) in &scratch.found {
                if open && plain(*w) == what {
                    let path = self.e.sources.file(entry.file).path.clone();
                    found.push((path, entry.id[range.clone()].to_owned()));
                }
            }
        });
        let any = !found.is_empty();
        for (path, words) in found {
            if self.allowed(&path, &words, None, &words) {
                continue;
            }
            let (rule, message, _) = self.sentence(what, &words);
            let help = "имя файла становится адресом страницы: переименуйте файл или дайте записи поле slug".to_owned();
            self.push(
                rule,
                Spot::File(path),
                format!("в имени файла {message}"),
                help,
            );
        }
        any
    }

    /// What is said of a find: the rule, the sentence after its place, and the way out.
    pub(super) fn sentence(
        &self,
        what: What,
        words: &str,
    ) -> (&'static diag::Rule, String, String) {
        let id = |n: usize| self.guard.wards.people[n].id.as_str();
        let shown = match self.e.show_names {
            true => format!(" («{}»)", words.replace(super::tokens::SEAM, "").trim()),
            false => String::new(),
        };
        match what {
            What::Name(person, None) => (
                &diag::NAME_LEAK,
                format!("стоит имя, которое закрыто: person/{}{shown}", id(person)),
                format!(
                    "напишите упоминанием: [[{}|эти слова]] – пока имя закрыто, на его месте будет нейтральное слово",
                    id(person)
                ),
            ),
            What::Name(person, Some(other)) => (
                &diag::NAME_AMBIGUOUS,
                format!(
                    "стоит имя, по которому не понять, о ком речь{shown}: person/{} закрыто, person/{} открыто",
                    id(person),
                    id(other)
                ),
                format!(
                    "назовите того, о ком пишете, упоминанием: [[{}|эти слова]] или [[{}|эти слова]]",
                    id(other),
                    id(person)
                ),
            ),
            What::Pair(pair) => {
                let pair = &self.guard.wards.pairs[pair];
                (
                    &diag::NAME_LEAK,
                    format!(
                        "стоит имя участника программы program/{}, хотя согласия быть названным вместе с ней нет: person/{}{shown}",
                        pair.program,
                        id(pair.person)
                    ),
                    format!(
                        "напишите упоминанием: [[{}|эти слова]] – пока согласия («пара») нет, на его месте будет нейтральное слово",
                        id(pair.person)
                    ),
                )
            }
            What::Results(program) => (
                &diag::RESULTS_LEAK,
                format!(
                    "стоят слова или цифры из закрытых результатов: program/{}{shown}",
                    self.guard.wards.programs[program]
                ),
                "уберите их до тех пор, пока результаты не откроются".to_owned(),
            ),
            What::Contact(contact) => (
                &diag::CONTACT_LEAK,
                format!(
                    "стоит {}, которого нет среди разрешённых{shown}",
                    contact.label()
                ),
                "уберите его; если это контакт школы, впишите его в public_contacts в site.yaml"
                    .to_owned(),
            ),
            What::Unread => (
                &diag::UNREADABLE_ATTACHMENT,
                words.to_owned(),
                String::new(),
            ),
        }
    }

    pub(super) fn push(
        &mut self,
        rule: &'static diag::Rule,
        spot: Spot,
        message: String,
        help: String,
    ) {
        let mut d = Diagnostic::new(rule, spot, message).help(help);
        d.sensitive = !self.e.show_names;
        self.out.push(d);
    }

    /// Permissions that permit nothing any more.
    fn stale_permissions(&mut self) {
        let file = self.e.catalog.site.file;
        let stale: Vec<_> = self
            .permissions()
            .filter(|(number, allow)| {
                allow.until.value.0 < self.e.today || !self.used.contains(number)
            })
            .map(|(_, allow)| {
                let over = allow.until.value.0 < self.e.today;
                let message = match over {
                    true => format!("разрешение действовало по {}", date::long(allow.until.value.0)),
                    false => "это разрешение ничего не разрешает: таких слов в файле нет или имя в них открыто".to_owned(),
                };
                Diagnostic::at(&diag::STALE_PERMISSION, file, allow.span, message)
                    .help("уберите его, чтобы оно не разрешило чего-нибудь другого")
            })
            .collect();
        self.out.extend(stale);
    }
}

pub(super) fn short(path: &RelPath) -> &str {
    path.as_str()
        .strip_prefix("content/")
        .unwrap_or(path.as_str())
}
