//! Words of what is withheld, where they stand in a school, and – worked out from the files alone, without a word from
//! the program – whether the school permits them today.

use std::collections::BTreeSet;

use serde_yaml::Value;

use super::mutants::Files;

/// What has to be true for a word to come out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A person's name: guarded wherever it stands.
    Name,
    /// A mail address or a telephone: as well.
    Contact,
    /// Another category of a person's data.
    Consent(String),
    /// Never.
    Private,
    /// The programme is over, and its results approved.
    Results,
    /// The programme is approved.
    Draft,
    /// The document is no draft and dated.
    Document,
    /// The document has no extract that goes out in its place.
    Extract,
    /// The news item's days, and the programmes that it tells of.
    News,
    Practice,
    /// Everybody on the picture agrees.
    Photo,
}

/// Something that must not come out.
#[derive(Clone, Debug)]
pub struct Canary {
    pub class: Class,
    /// The words, normalised; for a photo the file's name.
    pub words: Vec<String>,
    /// For a photo: bytes of its pixels.
    pub pixels: Vec<u8>,
    /// Where it stands in the unmutated school.
    home: BTreeSet<(String, String)>,
}

/// A place in a school: the kind of the entry and its field (`people`, `contacts.email`), or `file` and its path.
#[derive(Clone, Debug)]
struct Place {
    file: String,
    at: (String, String),
    text: String,
}

/// Why a word has come out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The mutation has written a permission.
    Permitted,
    /// The mutation has put the words into a public place, where nobody can know what they were.
    Moved,
    /// Nobody in the school bears the name any more.
    Renamed,
    /// There is no excuse.
    Leak,
}

/// Text as it is compared: small letters without spaces, hyphens and brackets.
pub fn normal(text: &str) -> String {
    let dropped =
        |c: char| c.is_whitespace() || matches!(c, '-' | '(' | ')' | '\u{ad}' | '\u{2060}');
    text.chars()
        .filter(|c| !dropped(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The canaries of a list: a line has a class and words.
pub fn listed(list: &str, school: &Files) -> Vec<Canary> {
    let lines = list
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty());
    lines
        .map(|line| {
            let mut words = line.split(' ');
            let class = words.next().expect("a class");
            let words: Vec<String> = words.map(normal).collect();
            let class = match class.split_once(':') {
                Some((_, category)) => Class::Consent(category.replace('-', " ")),
                None => match class {
                    "name" => Class::Name,
                    "contact" => Class::Contact,
                    "private" => Class::Private,
                    "results" => Class::Results,
                    "draft" => Class::Draft,
                    "document" => Class::Document,
                    "extract" => Class::Extract,
                    "news" => Class::News,
                    "practice" => Class::Practice,
                    "photo" => Class::Photo,
                    other => panic!("no such class: {other}"),
                },
            };
            let mut canary = Canary {
                class,
                words,
                pixels: Vec::new(),
                home: BTreeSet::new(),
            };
            if canary.class == Class::Photo {
                let name = line.split(' ').nth(1).expect("a name");
                let (_, bytes) = school
                    .iter()
                    .find(|(p, _)| p.ends_with(name))
                    .expect("the photo");
                canary.words = vec![name.to_owned()];
                canary.pixels = bytes[bytes.len() / 2..][..40].to_vec();
            }
            canary.home = canary.places(school).into_iter().map(|p| p.at).collect();
            assert!(!canary.home.is_empty(), "nowhere in the school: {line}");
            canary
        })
        .collect()
}

impl Canary {
    /// Whether it is in a text that is normalised already, or in bytes.
    pub fn is_in(&self, normal: &str, bytes: &[u8]) -> bool {
        match self.class {
            Class::Photo => bytes.windows(self.pixels.len()).any(|w| w == self.pixels),
            _ => self.words.iter().any(|w| normal.contains(w.as_str())),
        }
    }

    /// Whether it may come out of a school.
    pub fn verdict(&self, school: &Files) -> Verdict {
        let places = self.places(school);
        let (home, moved): (Vec<&Place>, Vec<&Place>) =
            places.iter().partition(|p| self.home.contains(&p.at));
        let school = School { files: school };
        if home.iter().any(|p| self.permitted(&school, p)) {
            return Verdict::Permitted;
        }
        match self.class {
            Class::Name => {
                let is_name = |p: &&Place| p.at.0 == "people" && p.at.1.starts_with("name");
                match places.iter().find(is_name) {
                    Some(_) => Verdict::Leak,
                    None => Verdict::Renamed,
                }
            }
            Class::Contact => {
                let allowed = |p: &&Place| p.at.0 == "site.yaml";
                match places.iter().find(allowed) {
                    Some(_) => Verdict::Permitted,
                    None => Verdict::Leak,
                }
            }
            // Six words in a row that are still closed are known wherever they stand but in the programme's own words.
            Class::Results
                if moved.iter().any(|m| {
                    m.at.0 != "programs" && home.iter().any(|h| share_six_words(&h.text, &m.text))
                }) =>
            {
                Verdict::Leak
            }
            _ if !moved.is_empty() => Verdict::Moved,
            _ => Verdict::Leak,
        }
    }

    fn permitted(&self, school: &School<'_>, place: &Place) -> bool {
        let entry = school.entry(&place.file);
        match &self.class {
            Class::Name => {
                place.at.1.starts_with("name") && entry.is_some_and(|e| school.consents(&e, "фио"))
            }
            Class::Contact => entry.is_some_and(|e| school.consents(&e, "контакты")),
            Class::Consent(category) => entry.is_some_and(|e| school.consents(&e, category)),
            Class::Private => false,
            Class::Results => school
                .program_of(&place.file)
                .is_some_and(|id| school.results(&id)),
            Class::Draft => school
                .program_of(&place.file)
                .is_some_and(|id| school.whole(&id)),
            Class::Document => entry.is_some_and(|e| is_out(&e)),
            Class::Extract => entry.is_some_and(|e| is_out(&e) && !has_key(&e, "public_extract")),
            Class::News => entry.is_some_and(|e| {
                let from = day(&e["publish_from"]).or(day(&e["date"]));
                from.is_some_and(|d| d.as_str() <= TODAY)
                    && day(&e["expires"]).is_none_or(|d| d.as_str() >= TODAY)
                    && (!is_true(&e["results"]) || school.all_results(&e["about"]))
            }),
            Class::Practice => entry.is_some_and(|e| {
                day(&e["date"]).is_none_or(|d| d.as_str() <= TODAY)
                    && school.all_results(&e["about"])
            }),
            Class::Photo => school.everybody_agrees(&self.words[0]),
        }
    }

    fn places(&self, school: &Files) -> Vec<Place> {
        let mut out = Vec::new();
        for (path, bytes) in school {
            let text = String::from_utf8_lossy(bytes);
            let mut place = |kind: &str, field: &str, text: &str| {
                if self.is_in(&normal(text), bytes) {
                    out.push(Place {
                        file: path.clone(),
                        at: (kind.to_owned(), field.to_owned()),
                        text: text.to_owned(),
                    });
                }
            };
            let inside = path.strip_prefix("content/").unwrap_or(path);
            if self.class == Class::Photo || !(path.ends_with(".md") || path.ends_with(".yaml")) {
                place("file", inside, &text);
                continue;
            }
            let kind = inside.split('/').next().unwrap_or_default();
            let kind = match inside.ends_with("results.md") {
                true => "results",
                false => kind,
            };
            let (front, body) = front_and_body(path, &text);
            match serde_yaml::from_str::<Value>(front) {
                Ok(value) => walk(&value, "", &mut |field, text| place(kind, field, text)),
                Err(_) => place(kind, "unread", front),
            }
            place(kind, "body", body);
            place(kind, "path", inside);
        }
        out
    }
}

fn share_six_words(one: &str, two: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (one, two) = (words(one), words(two));
    one.windows(6)
        .any(|run| two.windows(6).any(|other| run == other))
}

fn front_and_body<'a>(path: &str, text: &'a str) -> (&'a str, &'a str) {
    if path.ends_with(".yaml") {
        return (text, "");
    }
    let text = text.trim_start_matches('\u{feff}');
    let Some(rest) = text.strip_prefix("---") else {
        return ("", text);
    };
    match rest.split_once("\n---") {
        Some((front, body)) => (front, body),
        None => (rest, ""),
    }
}

fn walk(value: &Value, field: &str, out: &mut dyn FnMut(&str, &str)) {
    match value {
        Value::String(text) => out(field, text),
        Value::Number(number) => out(field, &number.to_string()),
        Value::Sequence(list) => list.iter().for_each(|v| walk(v, field, out)),
        Value::Mapping(map) => {
            for (key, value) in map {
                let key = key.as_str().unwrap_or_default();
                let below = match field {
                    "" => key.to_owned(),
                    field => format!("{field}.{key}"),
                };
                out(&format!("{field} (a key)"), key);
                walk(value, &below, out);
            }
        }
        Value::Tagged(tagged) => walk(&tagged.value, field, out),
        Value::Bool(_) | Value::Null => {}
    }
}

const TODAY: &str = "2026-11-22";

/// A day as `YYYY-MM-DD`.
fn day(value: &Value) -> Option<String> {
    let text = value.as_str()?.trim();
    match text.split(['.', '-']).collect::<Vec<_>>()[..] {
        [d, m, y] if y.len() == 4 => Some(format!("{y}-{m:0>2}-{d:0>2}")),
        [y, m, d] if y.len() == 4 => Some(format!("{y}-{m:0>2}-{d:0>2}")),
        _ => None,
    }
}

fn is_past(value: &Value) -> bool {
    day(value).is_some_and(|d| d.as_str() <= TODAY)
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(b) => *b,
        Value::String(text) => matches!(text.trim().to_lowercase().as_str(), "да" | "true" | "yes"),
        _ => false,
    }
}

/// Whether an act is out: no draft, and its day has come.
fn is_out(act: &Value) -> bool {
    !is_true(&act["draft"]) && day(&act["date"]).is_none_or(|d| d.as_str() <= TODAY)
}

fn has_key(value: &Value, wanted: &str) -> bool {
    let mut any = false;
    walk(value, "", &mut |field, key| {
        any |= field.ends_with("(a key)") && key == wanted
    });
    any
}

/// A value, or the values of a list.
fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Sequence(list) => list.iter().collect(),
        one => vec![one],
    }
}

fn texts(value: &Value) -> Vec<String> {
    let text = |v: &&Value| v.as_str().map(|t| t.trim().to_lowercase());
    list(value).iter().filter_map(text).collect()
}

struct School<'a> {
    files: &'a Files,
}

impl School<'_> {
    /// The front matter of the entry that a file is, or is an attachment of.
    fn entry(&self, path: &str) -> Option<Value> {
        let text = path.ends_with(".md") || path.ends_with(".yaml");
        let own = match text {
            true => path.to_owned(),
            false => format!("{}/index.md", path.rsplit_once('/')?.0),
        };
        let text = std::str::from_utf8(self.files.get(&own)?).ok()?;
        serde_yaml::from_str(front_and_body(&own, text).0).ok()
    }

    fn by_id(&self, kind: &str, id: &str) -> Option<Value> {
        [
            format!("content/{kind}/{id}.md"),
            format!("content/{kind}/{id}/index.md"),
        ]
        .iter()
        .find_map(|path| self.entry(path))
    }

    fn site(&self) -> Value {
        self.entry("content/site.yaml").unwrap_or(Value::Null)
    }

    /// Whether a person has opened a category today.
    fn consents(&self, person: &Value, category: &str) -> bool {
        if !person["removed"].is_null() || is_past(&person["left"]) {
            return false;
        }
        let open_staff = is_true(&self.site()["privacy"]["open_staff_data"]);
        let law = [
            "фио",
            "должность",
            "предметы",
            "образование",
            "категория",
            "стаж",
        ];
        if open_staff && law.contains(&category) {
            return true;
        }
        list(&person["consents"]).iter().any(|c| {
            let wanted = ["распространение", "на распространение"];
            texts(&c["kind"])
                .iter()
                .any(|k| wanted.contains(&k.as_str()))
                && texts(&c["fields"]).iter().any(|f| f == category)
                && is_past(&c["date"])
                && (c["received"].is_null() || is_past(&c["received"]))
                && day(&c["until"]).is_none_or(|d| d.as_str() >= TODAY)
                && c["withdrawn"].is_null()
                && (!is_true(&person["minor"]) || texts(&c["signed_by"]) != ["сам"])
        })
    }

    /// The programme in whose folder a file is.
    fn program_of(&self, path: &str) -> Option<String> {
        let inside = path.strip_prefix("content/programs/")?;
        let id = inside.split('/').next()?;
        Some(id.trim_end_matches(".md").to_owned())
    }

    /// Whether a programme is approved and its pair fixed.
    fn whole(&self, id: &str) -> bool {
        let Some(program) = self.by_id("programs", id) else {
            return false;
        };
        let begun = day(&program["period"]["from"]).is_none_or(|d| d.as_str() <= TODAY);
        let order = texts(&program["order"]);
        let order = order.first().and_then(|id| self.by_id("acts", id));
        is_past(&program["approved"]["date"]) && (!begun || order.is_some_and(|a| is_out(&a)))
    }

    /// Whether a programme's results are open.
    fn results(&self, id: &str) -> bool {
        let Some(program) = self.by_id("programs", id) else {
            return false;
        };
        let results = self.entry(&format!("content/programs/{id}/results.md"));
        let approved = results
            .as_ref()
            .is_some_and(|r| is_past(&r["approved"]["date"]));
        let required = self.site()["publication"]["results_require_approval"] != Value::Bool(false);
        let fulfilled = texts(&program["completion"]["way"]) == ["план выполнен"];
        self.whole(id)
            && is_past(&program["completion"]["date"])
            && (fulfilled || approved)
            && (results.is_none() || approved || !required)
    }

    fn all_results(&self, programs: &Value) -> bool {
        texts(programs).iter().all(|id| self.results(id))
    }

    /// Whether nobody who has closed their photos is said to be on a picture.
    fn everybody_agrees(&self, name: &str) -> bool {
        self.files
            .keys()
            .filter(|p| p.ends_with(".md"))
            .all(|path| {
                let Some(entry) = self.entry(path) else {
                    return true;
                };
                let own = texts(&entry["photo"]).iter().any(|p| p.ends_with(name));
                let agrees = |id: &String| {
                    let person = self.by_id("people", id);
                    person.is_some_and(|p| self.consents(&p, "фото"))
                };
                let pictures = [&entry["image"], &entry["gallery"]]
                    .into_iter()
                    .flat_map(list);
                let shown = |p: &&Value| texts(&p["path"]).iter().any(|p| p.ends_with(name));
                let mut shown = pictures.filter(shown);
                (!own || self.consents(&entry, "фото"))
                    && shown.all(|p| texts(&p["persons"]).iter().all(agrees))
            })
    }
}
