//! Invented people with surnames of every declension, their case forms by an independent inflector, and the disguises in
//! which a name may hide: for the test and for the measurement of the guard.

use petrovich::{Case, Gender, firstname, lastname, middlename};

/// One invented person.
pub struct Invented {
    pub id: String,
    pub surname: String,
    pub given: String,
    pub patronymic: String,
    female: bool,
    /// The surname is a word too: alone it says nothing.
    word: bool,
}

/// One line of text that names a person.
pub struct Line {
    pub disguise: &'static str,
    pub text: String,
}

/// Surnames by declension: of men, of women. Those of the last group are ordinary words.
const SURNAMES: &[(&[&str], &[&str])] = &[
    (
        &[
            "Вяземцев",
            "Королёв",
            "Соловьёв",
            "Журавлихин",
            "Птицын",
            "Ильин",
            "Калинин",
            "Хабибуллин",
            "Мамедов",
        ],
        &[
            "Вяземцева",
            "Королёва",
            "Соловьёва",
            "Журавлихина",
            "Птицына",
            "Ильина",
            "Калинина",
            "Хабибуллина",
            "Мамедова",
        ],
    ),
    (
        &["Вознесенский", "Трубецкой", "Заболоцкий", "Луговской"],
        &["Вознесенская", "Трубецкая", "Заболоцкая", "Луговская"],
    ),
    (
        &[
            "Шмидт",
            "Мельничук",
            "Гринберг",
            "Бабич",
            "Абрамян",
            "Корж",
            "Руденюк",
            "Дашкевич",
        ],
        &[
            "Шмидт",
            "Мельничук",
            "Гринберг",
            "Бабич",
            "Абрамян",
            "Корж",
            "Руденюк",
            "Дашкевич",
        ],
    ),
    (
        &["Коваль", "Врубель", "Гоголь", "Цвигунь"],
        &["Коваль", "Врубель", "Гоголь", "Цвигунь"],
    ),
    (&["Гайдай", "Бугай", "Шаляй"], &["Гайдай", "Бугай", "Шаляй"]),
    (
        &["Кравец", "Москалец", "Журавель"],
        &["Кравец", "Москалец", "Журавель"],
    ),
    (
        &["Сковорода", "Петлюра", "Гончара", "Зозуля"],
        &["Сковорода", "Петлюра", "Гончара", "Зозуля"],
    ),
    (
        &["Берия", "Данелия", "Гулия"],
        &["Берия", "Данелия", "Гулия"],
    ),
    (
        &["Шевченко", "Короленко", "Живаго", "Дурново"],
        &["Шевченко", "Короленко", "Живаго", "Дурново"],
    ),
    (
        &["Гёте", "Амаду", "Орджоникидзе", "Джапаридзе", "Руставели"],
        &["Гёте", "Амаду", "Орджоникидзе", "Джапаридзе", "Руставели"],
    ),
    (
        &["Черных", "Седых", "Долгих"],
        &["Черных", "Седых", "Долгих"],
    ),
    (
        &["Салтыков-Щукин", "Новиков-Прибой"],
        &["Салтыкова-Щукина", "Римская-Корсакова"],
    ),
    (&["Ким", "Цой", "Пак"], &["Ким", "Цой", "Пак"]),
    (
        &["Мороз", "Заяц", "Соловей", "Гусь"],
        &["Мороз", "Зима", "Воля", "Лиса"],
    ),
];
const MEN: &[(&str, &str)] = &[
    ("Пётр", "Сергеевич"),
    ("Лев", "Ильич"),
    ("Павел", "Кузьмич"),
    ("Дмитрий", "Юрьевич"),
    ("Илья", "Никитич"),
    ("Игорь", "Андреевич"),
    ("Фома", "Яковлевич"),
    ("Андрей", "Львович"),
    ("Константин", "Фёдорович"),
];
const WOMEN: &[(&str, &str)] = &[
    ("Мария", "Игоревна"),
    ("Любовь", "Ильинична"),
    ("Наталья", "Павловна"),
    ("Юлия", "Яковлевна"),
    ("Ия", "Фёдоровна"),
    ("Анна", "Никитична"),
    ("Зоя", "Львовна"),
    ("Евгения", "Щёкотовна"),
    ("Ольга", "Хасановна"),
];

/// So many people, every surname with every name in turn.
pub fn people(count: usize) -> Vec<Invented> {
    let groups = SURNAMES.len();
    let mut all = Vec::new();
    for round in 0.. {
        let mut any = false;
        for (group, (men, women)) in SURNAMES.iter().enumerate() {
            for (surnames, names, female) in [(men, MEN, false), (women, WOMEN, true)] {
                let surname = surnames[round % surnames.len()];
                let (given, patronymic) = names[(round / surnames.len() + group) % names.len()];
                let again = round / surnames.len() >= names.len();
                if again {
                    continue;
                }
                any = true;
                all.push(Invented {
                    id: format!("p{:04}", all.len() + 1),
                    surname: surname.to_owned(),
                    given: given.to_owned(),
                    patronymic: patronymic.to_owned(),
                    female,
                    word: group + 1 == groups,
                });
                if all.len() == count {
                    return all;
                }
            }
        }
        assert!(any, "only {} people can be made", all.len());
    }
    all
}

const CASES: [Option<Case>; 6] = [
    None,
    Some(Case::Genitive),
    Some(Case::Dative),
    Some(Case::Accusative),
    Some(Case::Instrumental),
    Some(Case::Prepositional),
];

impl Invented {
    fn gender(&self) -> Gender {
        if self.female {
            Gender::Female
        } else {
            Gender::Male
        }
    }

    /// Surname, given name and patronymic in a case.
    fn forms(&self, case: Option<Case>) -> (String, String, String) {
        let g = self.gender();
        match case {
            None => (
                self.surname.clone(),
                self.given.clone(),
                self.patronymic.clone(),
            ),
            Some(case) => (
                lastname(g, &self.surname, case),
                self.given_in(case),
                middlename(g, &self.patronymic, case),
            ),
        }
    }

    /// The inflector takes «Мария» for a man's name.
    fn given_in(&self, case: Case) -> String {
        match self.given.strip_suffix("ия").filter(|_| self.female) {
            Some(stem) => {
                let ending = match case {
                    Case::Accusative => "ию",
                    Case::Instrumental => "ией",
                    _ => "ии",
                };
                format!("{stem}{ending}")
            }
            None => firstname(self.gender(), &self.given, case),
        }
    }

    fn initials(&self) -> (char, char) {
        let first = |s: &str| s.chars().next().unwrap_or('А');
        (first(&self.given), first(&self.patronymic))
    }

    /// Every case form in every layout, and one form in every disguise.
    pub fn lines(&self) -> Vec<Line> {
        let mut out = Vec::new();
        let (i, o) = self.initials();
        let mut add = |disguise, text: String| {
            out.push(Line {
                disguise,
                text: format!("На встрече говорили так: план ведёт {text} и школа."),
            });
        };
        for case in CASES {
            let (surname, given, patronymic) = self.forms(case);
            if !self.word {
                add("case", surname.clone());
            }
            add("surname and initials", format!("{surname} {i}. {o}."));
            add("initials together", format!("{surname} {i}.{o}."));
            add("initials before", format!("{i}.{o}.{surname}"));
            add("initials before, spaced", format!("{i}. {o}. {surname}"));
            add("initials without dots", format!("{surname} {i} {o}"));
            add("initials in one", format!("{surname} {i}{o}"));
            add("full", format!("{surname} {given} {patronymic}"));
            add(
                "full, the surname last",
                format!("{given} {patronymic} {surname}"),
            );
            add("given name and patronymic", format!("{given} {patronymic}"));
            add("given name and surname", format!("{given} {surname}"));
            // A disguise hides the whole name, so that words that are surnames have their context.
            let name = format!("{surname} {i}. {o}.");
            for (disguise, change) in DISGUISES {
                add(disguise, change(&name));
            }
        }
        if !self.word && self.surname.chars().count() > 3 {
            let spaced = |gap: &str| {
                let letters: Vec<String> = self.surname.chars().map(String::from).collect();
                letters.join(gap)
            };
            if !self.surname.contains('-') {
                add("letter-spaced", spaced(" "));
                add("letter-spaced, no-break", spaced("\u{a0}"));
                add("letter-spaced, thin", spaced("\u{2009}"));
                add("letter-spaced with dots", spaced(". "));
                add("broken line", {
                    let (a, b) = middle(&self.surname);
                    format!("{a}-\n{b}")
                });
                add(
                    "other half of a double surname",
                    format!("Заречная-{}", self.surname),
                );
                add(
                    "first half of a double surname",
                    format!("{}-Заречная", self.surname),
                );
            }
            for part in self.surname.split('-') {
                add("part", part.to_owned());
            }
        }
        for (system, table) in SYSTEMS {
            let latin = romanised(&format!("{} {i} {o}", self.surname), table);
            let address = latin.to_lowercase().replace([' ', '\'', '`'], "-");
            add(
                system,
                format!("[ссылка](https://sayt.example/{address}.html)"),
            );
        }
        if let (false, Some(plural)) = (self.word, plural(&self.surname)) {
            for form in plural {
                add("plural", form);
            }
        }
        out
    }
}

type Change = fn(&str) -> String;

const DISGUISES: &[(&str, Change)] = &[
    ("capitals", |s| s.to_uppercase()),
    ("ё and е", |s| s.replace('ё', "е").replace('Ё', "Е")),
    ("decomposed", |s| {
        s.replace('й', "и\u{306}").replace('ё', "е\u{308}")
    }),
    ("soft hyphens", |s| inside(s, "\u{ad}")),
    ("zero-width spaces", |s| inside(s, "\u{200b}")),
    ("zero-width joiners", |s| inside(s, "\u{200d}")),
    ("stress marks", |s| inside(s, "\u{301}")),
    ("no-break spaces", |s| s.replace(' ', "\u{a0}")),
    ("narrow spaces", |s| s.replace(' ', "\u{202f}")),
    ("line ends", |s| s.replacen(' ', "\n", 1)),
    ("a tag inside", |s| {
        let (a, b) = middle(s.split(' ').next().unwrap_or(s));
        let rest = s.split_once(' ').map_or("", |(_, rest)| rest);
        format!("{a}**{b}** {rest}")
    }),
    ("entities", |s| {
        let mut chars = s.chars();
        let first = chars.next().unwrap_or(' ');
        format!("&#{};{}", first as u32, chars.as_str())
    }),
    ("a soft-hyphen entity", |s| inside(s, "&shy;")),
    ("Latin look-alikes", |s| {
        s.chars()
            .map(|c| match c {
                'а' => 'a',
                'е' => 'e',
                'о' => 'o',
                'с' => 'c',
                'р' => 'p',
                'х' => 'x',
                'у' => 'y',
                'К' => 'K',
                'М' => 'M',
                'В' => 'B',
                c => c,
            })
            .collect()
    }),
];

/// Something between the second and the third letter.
fn inside(text: &str, mark: &str) -> String {
    let at = text.char_indices().nth(2).map_or(text.len(), |(at, _)| at);
    format!("{}{mark}{}", &text[..at], &text[at..])
}

fn middle(word: &str) -> (&str, &str) {
    let half = word.chars().count() / 2;
    let at = word
        .char_indices()
        .nth(half)
        .map_or(word.len(), |(at, _)| at);
    word.split_at(at)
}

/// «Вяземцевы», «Вяземцевых», «Вяземцевым», «Вяземцевыми».
fn plural(surname: &str) -> Option<Vec<String>> {
    let stem = surname.strip_suffix('а').unwrap_or(surname);
    let typical = ["ов", "ев", "ёв", "ин", "ын"]
        .iter()
        .any(|e| stem.ends_with(e));
    (typical && !surname.contains('-')).then(|| {
        let ends = ["ы", "ых", "ым", "ыми"];
        ends.iter().map(|e| format!("{stem}{e}")).collect()
    })
}

type System = [&'static str; 33];

/// Letters in the order of the alphabet, ё after е.
const ALPHABET: &str = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
const SYSTEMS: &[(&str, System)] = &[
    (
        "ICAO",
        [
            "a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p",
            "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "ie", "y", "", "e", "iu",
            "ia",
        ],
    ),
    (
        "ГОСТ 7.79 B",
        [
            "a", "b", "v", "g", "d", "e", "yo", "zh", "z", "i", "j", "k", "l", "m", "n", "o", "p",
            "r", "s", "t", "u", "f", "x", "cz", "ch", "sh", "shh", "", "y", "", "e", "yu", "ya",
        ],
    ),
    (
        "of a search engine",
        [
            "a", "b", "v", "g", "d", "e", "yo", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p",
            "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya",
        ],
    ),
    (
        "German",
        [
            "a", "b", "w", "g", "d", "e", "jo", "zh", "z", "i", "j", "k", "l", "m", "n", "o", "p",
            "r", "s", "t", "u", "f", "h", "c", "tch", "sh", "sch", "", "y", "", "e", "ju", "ja",
        ],
    ),
];

fn romanised(text: &str, system: &System) -> String {
    text.to_lowercase()
        .chars()
        .map(|c| match ALPHABET.chars().position(|a| a == c) {
            Some(at) => system[at].to_owned(),
            None => c.to_string(),
        })
        .collect()
}
