//! Names of people: surname, given name, patronymic, and the ways of showing them.

pub mod case;
pub mod forms;
pub mod latin;
pub mod words;

use super::typography::NBSP;

/// A person's name in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FullName {
    /// Фамилия.
    pub surname: String,
    /// Имя.
    pub given: String,
    /// Отчество, if there is one.
    pub patronymic: Option<String>,
}

impl FullName {
    /// Reads «Фамилия Имя Отчество»; a surname may have several words only when written by parts.
    pub fn parse(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (surname, given, patronymic) = match words[..] {
            [surname, given] => (surname, given, None),
            [surname, given, patronymic] => (surname, given, Some(patronymic.to_owned())),
            // «Гасанов Али Гасан оглы»
            [surname, given, a, b] => (surname, given, Some(format!("{a} {b}"))),
            _ => return None,
        };
        let looks = |w: &str| {
            w.chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
        };
        if ![surname, given].iter().all(|w| looks(w)) {
            return None;
        }
        Some(Self {
            surname: surname.into(),
            given: given.into(),
            patronymic,
        })
    }

    /// «Петрова Анна Викторовна».
    pub fn full(&self) -> String {
        let mut out = format!("{}{NBSP}{}", self.surname, self.given);
        if let Some(p) = &self.patronymic {
            out.push(' ');
            out.push_str(p);
        }
        out
    }

    /// «Петрова А. В.».
    pub fn initials(&self) -> String {
        let initial = |s: &str| s.chars().next().map(|c| format!("{NBSP}{c}."));
        let mut out = self.surname.clone();
        out.extend(initial(&self.given));
        out.extend(self.patronymic.as_deref().and_then(initial));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_initials() {
        let name = FullName::parse("Петрова  Анна Викторовна").unwrap();
        assert_eq!(name.initials(), "Петрова\u{a0}А.\u{a0}В.");
        assert_eq!(name.full(), "Петрова\u{a0}Анна Викторовна");
        assert_eq!(FullName::parse("Петрова"), None);
        assert_eq!(FullName::parse("Учитель №1 школы"), None);
    }
}
