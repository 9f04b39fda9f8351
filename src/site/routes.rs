//! Every published thing → one address. The id decides it, never the title: a consent names the address of the resource.

use std::collections::BTreeMap;

use crate::content::{Published, Target};
use crate::text::slug;
use crate::vocab::{Kind, Part};

/// Addresses of everything published, from the section's root.
#[derive(Debug, Default)]
pub struct Routes {
    urls: BTreeMap<(Kind, String), String>,
    owners: BTreeMap<String, (Kind, String)>,
    collisions: Vec<Collision>,
}

/// Two entries that meet in one address, or one that has none.
#[derive(Debug)]
pub struct Collision {
    /// The entry that comes second.
    pub entry: (Kind, String),
    /// The address.
    pub url: String,
    /// What is in the way.
    pub why: Obstacle,
}

/// Why an entry cannot have its address.
#[derive(Debug)]
pub enum Obstacle {
    /// Another entry has it already.
    Entry((Kind, String)),
    /// A long list goes on there.
    List,
    /// It is empty, or the section's own.
    Section,
}

impl Routes {
    /// Gives everything its address.
    pub fn new(p: &Published) -> Self {
        let mut routes = Self::default();
        for x in p.people() {
            routes.add(Kind::Person, "people", x.id(), x.slug().as_deref());
        }
        for x in p.programs() {
            routes.add(
                Kind::Program,
                part_folder(Part::Programs),
                x.id(),
                x.slug().as_deref(),
            );
        }
        for x in p.practices() {
            routes.add(
                Kind::Practice,
                part_folder(Part::Practices),
                x.id(),
                x.slug().as_deref(),
            );
        }
        for x in p.acts() {
            routes.add(
                Kind::Act,
                part_folder(Part::Documents),
                x.id(),
                x.slug().as_deref(),
            );
        }
        for x in p.methods() {
            routes.add(
                Kind::Method,
                part_folder(Part::Methods),
                x.id(),
                x.slug().as_deref(),
            );
        }
        for x in p.news() {
            routes.add(
                Kind::News,
                part_folder(Part::News),
                x.id(),
                x.slug().as_deref(),
            );
        }
        for x in p.roadmaps() {
            routes.add(
                Kind::Roadmap,
                part_folder(Part::Roadmaps),
                x.id(),
                x.slug().as_deref(),
            );
        }
        for x in p.monitoring() {
            routes.add(
                Kind::Monitoring,
                part_folder(Part::Monitoring),
                x.id(),
                None,
            );
        }
        for x in p.pages() {
            match part_of_page(x.id()).filter(|_| *x.root()) {
                Some(part) => {
                    routes
                        .urls
                        .insert((Kind::Page, x.id().clone()), part_url(part));
                }
                None => routes.add(
                    Kind::Page,
                    if *x.root() { "" } else { "pages" },
                    x.id(),
                    x.slug().as_deref(),
                ),
            }
        }
        routes
    }

    fn add(&mut self, kind: Kind, folder: &str, id: &str, own: Option<&str>) {
        let tail = slug::slug_path(own.unwrap_or(id));
        let path = [folder, tail.as_str()]
            .iter()
            .filter(|p| !p.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join("/");
        let url = format!("{path}/index.html");
        let entry = (kind, id.to_owned());
        let empty = tail.is_empty() || tail.split('/').any(str::is_empty);
        let why = match self.owners.get(&url) {
            Some(other) => Some(Obstacle::Entry(other.clone())),
            None if empty || Part::is_reserved(&path) => Some(Obstacle::Section),
            None if is_further_page(&path) => Some(Obstacle::List),
            None => None,
        };
        if let Some(why) = why {
            self.collisions.push(Collision { entry, url, why });
            return;
        }
        self.owners.insert(url.clone(), entry.clone());
        self.urls.insert(entry, url);
    }

    /// The address of an entry.
    pub fn of(&self, kind: Kind, id: &str) -> Option<&str> {
        // Ids are few and short next to the pages made of them: the copy does not show.
        self.urls.get(&(kind, id.to_owned())).map(String::as_str)
    }

    /// Whether an entry has this address; lists of parts are none.
    pub fn is_entry(&self, url: &str) -> bool {
        self.owners.contains_key(url)
    }

    /// The address of a link's target, with its anchor.
    pub fn target(&self, target: &Target) -> Option<String> {
        let url = self.of(target.kind(), target.id())?;
        Some(match target.anchor() {
            Some(anchor) => format!("{url}#{anchor}"),
            None => url.to_owned(),
        })
    }

    /// Entries that could not be given an address of their own.
    pub fn collisions(&self) -> &[Collision] {
        &self.collisions
    }
}

/// The folder of a part's list.
pub fn part_folder(part: Part) -> &'static str {
    match part {
        Part::Home => "",
        Part::Documents => "documents",
        Part::Responsible => "responsible",
        Part::Mentors => "mentors",
        Part::Mentees => "mentees",
        Part::Programs => "programs",
        Part::Practices => "practices",
        Part::Methods => "methods",
        Part::News => "news",
        Part::Roadmaps => "roadmaps",
        Part::Monitoring => "monitoring",
        Part::Incentives => "incentives",
        Part::Partners => "partners",
        Part::Privacy => "privacy",
        Part::Index => "az",
        Part::Search => "search",
        Part::Page => "pages",
    }
}

/// The address of a part's list.
pub fn part_url(part: Part) -> String {
    match part_folder(part) {
        "" => "index.html".to_owned(),
        folder => format!("{folder}/index.html"),
    }
}

/// The address of a page of the list at `url`, counted from 1.
pub fn page_url(url: &str, number: usize) -> String {
    match number {
        1 => url.to_owned(),
        number => {
            let folder = url.trim_end_matches("index.html");
            format!("{folder}page-{number}/index.html")
        }
    }
}

/// Whether a list may go on at this path, now or when it is longer: an address must not depend on how many entries
/// there are.
fn is_further_page(path: &str) -> bool {
    use crate::vocab::Vocabulary;
    let Some((above, last)) = path.rsplit_once('/') else {
        return false;
    };
    let number = last.strip_prefix("page-");
    let number = number.filter(|n| !n.starts_with('0') && *n != "1");
    let numbered = number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let folder = above.split('/').next().unwrap_or(above);
    let mut lists = Part::ALL.iter().filter(|&&part| part != Part::Page);
    numbered && lists.any(|&part| part_folder(part) == folder)
}

/// The part that a page in the root of the content introduces: `index.md`, `incentives.md`, `contacts.md` …
pub fn part_of_page(id: &str) -> Option<Part> {
    use crate::vocab::Vocabulary;
    match id {
        "index" => Some(Part::Home),
        "contacts" => Some(Part::Responsible),
        _ => Part::ALL
            .iter()
            .copied()
            .find(|&p| part_folder(p) == id && p != Part::Page),
    }
}

impl Part {
    /// Folders that belong to the section itself.
    fn is_reserved(path: &str) -> bool {
        use crate::vocab::Vocabulary;
        matches!(path, "assets" | "data" | "people" | "404")
            || Part::ALL.iter().any(|&p| part_folder(p) == path)
    }
}
