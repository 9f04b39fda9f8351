//! E-mail addresses, telephone numbers and numbers of personal documents that a text holds.

use std::collections::BTreeSet;
use std::ops::Range;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contact {
    Email,
    Phone,
    Snils,
    Passport,
    Account,
    Card,
}

impl Contact {
    /// In the nominative, for a sentence.
    pub fn label(self) -> &'static str {
        match self {
            Self::Email => "адрес электронной почты",
            Self::Phone => "номер телефона",
            Self::Snils => "СНИЛС",
            Self::Passport => "номер паспорта",
            Self::Account => "номер счёта",
            Self::Card => "номер банковской карты",
        }
    }
}

/// What may stand in the output.
#[derive(Clone, Debug, Default)]
pub struct Allowed {
    emails: BTreeSet<String>,
    numbers: Vec<String>,
}

impl Allowed {
    /// Allows the address or the number that a text is or holds.
    pub fn add(&mut self, text: &str) {
        for range in emails(text) {
            self.emails.insert(text[range].to_lowercase());
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if digits.len() >= 5 {
            // Several numbers in one line, or one.
            for number in numbers(text) {
                self.numbers.push(significant(&number.digits).to_owned());
            }
            self.numbers.push(significant(&digits).to_owned());
        }
    }

    fn number(&self, digits: &str) -> bool {
        let wanted = significant(digits);
        self.numbers
            .iter()
            .any(|n| n == wanted || (wanted.len() < 8 && n.ends_with(wanted)))
    }
}

/// Without the country's code: +7 and 8 are the same.
fn significant(digits: &str) -> &str {
    match digits.len() == 11 && digits.starts_with(['7', '8']) {
        true => &digits[1..],
        false => digits,
    }
}

/// Finds what is not allowed.
pub fn find(text: &str, allowed: &Allowed, out: &mut Vec<(Contact, Range<usize>)>) {
    if text.contains('@') {
        for range in emails(text) {
            if !allowed.emails.contains(&text[range.clone()].to_lowercase()) {
                out.push((Contact::Email, range));
            }
        }
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits < 5 {
        return;
    }
    for number in numbers(text) {
        let contact = number.contact(text);
        if let Some(contact) = contact.filter(|_| !allowed.number(&number.digits)) {
            out.push((contact, number.range));
        }
    }
}

/// Every e-mail address of a text, in any alphabet.
fn emails(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for (at, _) in text.match_indices('@') {
        let local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
        let domain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
        let before = text[..at].trim_end_matches(local).len();
        let after = &text[at + 1..];
        let after = after.len() - after.trim_start_matches(domain).len();
        let host = text[at + 1..at + 1 + after].trim_end_matches(['.', '-']);
        let top = host.rsplit_once('.').map_or("", |(_, top)| top);
        let real = top.chars().count() > 1 && top.chars().all(char::is_alphabetic);
        if before < at && real {
            out.push(before..at + 1 + host.len());
        }
    }
    out
}

/// Digits with what people put between them.
struct Number {
    range: Range<usize>,
    digits: String,
    /// How many digits in each group.
    groups: Vec<usize>,
    plus: bool,
}

fn numbers(text: &str) -> Vec<Number> {
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut previous = ' ';
    while let Some((start, c)) = chars.next() {
        let begins = c.is_ascii_digit()
            || (matches!(c, '+' | '(') && chars.peek().is_some_and(|(_, n)| n.is_ascii_digit()));
        if !begins
            || previous.is_alphanumeric()
            || matches!(previous, '/' | '_' | '№' | '.') && c != '('
        {
            previous = c;
            continue;
        }
        let mut number = Number {
            range: start..start + c.len_utf8(),
            digits: String::new(),
            groups: Vec::new(),
            plus: c == '+',
        };
        if c.is_ascii_digit() {
            number.digits.push(c);
            number.groups.push(1);
        }
        let mut between = usize::from(!c.is_ascii_digit());
        previous = c;
        while let Some(&(at, c)) = chars.peek() {
            if c.is_ascii_digit() {
                number.digits.push(c);
                match number.groups.last_mut() {
                    Some(last) if between == 0 => *last += 1,
                    _ => number.groups.push(1),
                }
                number.range.end = at + 1;
                between = 0;
            } else if between < 3 && is_separator(c) {
                between += 1;
            } else {
                break;
            }
            previous = c;
            chars.next();
        }
        let glued = text[number.range.end..]
            .chars()
            .next()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '_'));
        if !glued {
            out.push(number);
        }
    }
    out
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '(' | ')' | '.' | '\u{2060}'
    ) || crate::text::fold::is_dash(c)
}

impl Number {
    fn contact(&self, text: &str) -> Option<Contact> {
        // What stands a little before: so many characters of it.
        let near = |reach: usize| {
            let before = &text[..self.range.start];
            let from = before.char_indices().rev().nth(reach);
            before[from.map_or(0, |(at, _)| at)..].to_lowercase()
        };
        // Whether a word that begins so is there.
        let before = |beginnings: &[&str], reach: usize| {
            let near = near(reach);
            let mut words = near.split(|c: char| !c.is_alphabetic());
            words.any(|word| beginnings.iter().any(|b| word.starts_with(b)))
        };
        let groups = &self.groups[..];
        let phone_word = || {
            before(
                &[
                    "телефон",
                    "моб",
                    "сотов",
                    "факс",
                    "позвон",
                    "звон",
                    "phone",
                    "whatsapp",
                    "viber",
                    "вайбер",
                    "ватсап",
                ],
                24,
            ) || near(24)
                .trim_end_matches(|c: char| !c.is_alphabetic())
                .rsplit(|c: char| !c.is_alphabetic())
                .next()
                .is_some_and(|word| matches!(word, "тел" | "т" | "сот" | "доб" | "tel"))
        };
        let snils_word = || before(&["снилс", "snils", "страхов"], 24);
        let passport_word = || before(&["паспорт", "серия", "passport"], 40);
        match self.digits.len() {
            20 if self.is_account() => Some(Contact::Account),
            16..=19 if self.is_card() => Some(Contact::Card),
            11 if groups == [3, 3, 3, 2] && (self.snils_holds() || snils_word()) => {
                Some(Contact::Snils)
            }
            11 if groups == [11] && snils_word() => Some(Contact::Snils),
            11 if self.is_phone() || (phone_word() && self.digits.starts_with(['7', '8'])) => {
                Some(Contact::Phone)
            }
            11..=13 if self.plus => Some(Contact::Phone),
            10 if (groups == [4, 6] || groups == [2, 2, 6] || groups == [10])
                && passport_word() =>
            {
                Some(Contact::Passport)
            }
            10 if self.digits.starts_with(['3', '4', '8', '9'])
                && (phone_word() || self.in_brackets(text)) =>
            {
                Some(Contact::Phone)
            }
            5..=7 if self.is_local(text) && phone_word() => Some(Contact::Phone),
            6 if groups == [6] && before(&["паспорт", "серия"], 24) => {
                Some(Contact::Passport)
            }
            _ => None,
        }
    }

    /// «2-34-56», «123-45-67»
    fn is_local(&self, text: &str) -> bool {
        matches!(self.groups.as_slice(), [1..=3, 2, 2])
            && text[self.range.clone()].contains(crate::text::fold::is_dash)
    }

    fn in_brackets(&self, text: &str) -> bool {
        text[self.range.clone()].starts_with('(') && matches!(self.groups.first(), Some(3..=5))
    }

    /// «+7 912 345-67-89», «8 (39535) 1-23-45», «89123456789».
    fn is_phone(&self) -> bool {
        let mut digits = self.digits.chars();
        let country = digits.next();
        let code = digits.next();
        let plausible =
            matches!(country, Some('7' | '8')) && matches!(code, Some('3' | '4' | '8' | '9'));
        let grouped = match self.groups.as_slice() {
            [1, rest @ ..] => rest.len() > 1 && matches!(rest[0], 3..=5),
            [4, rest @ ..] => rest.len() > 1,
            [11] => self.plus || code == Some('9'),
            _ => false,
        };
        plausible && (grouped || (self.plus && self.groups.len() < 6))
    }

    /// The check number of a СНИЛС.
    fn snils_holds(&self) -> bool {
        let digits: Vec<u32> = self.digits.chars().filter_map(|c| c.to_digit(10)).collect();
        let [number @ .., a, b] = &digits[..] else {
            return false;
        };
        let sum: u32 = number.iter().zip((1..=9).rev()).map(|(d, w)| d * w).sum();
        let check = match sum % 101 {
            100 => 0,
            check => check,
        };
        sum > 0 && check == a * 10 + b
    }

    fn is_account(&self) -> bool {
        matches!(
            self.groups.as_slice(),
            [20] | [5, 3, 1, 4, 7] | [4, 4, 4, 4, 4]
        )
    }

    fn is_card(&self) -> bool {
        let grouped = matches!(self.groups.as_slice(), [16..=19] | [4, 4, 4, 4, ..]);
        let years = self.groups.len() > 1
            && self
                .digits
                .as_bytes()
                .chunks(4)
                .all(|g| matches!(g, [b'1', b'9', ..] | [b'2', b'0', ..]));
        let luhn = self
            .digits
            .bytes()
            .rev()
            .enumerate()
            .map(|(i, b)| {
                let d = u32::from(b - b'0') * if i % 2 == 1 { 2 } else { 1 };
                d / 10 + d % 10
            })
            .sum::<u32>()
            % 10
            == 0;
        grouped && !years && luhn && self.digits.starts_with(['2', '3', '4', '5', '6'])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Contact> {
        let mut allowed = Allowed::default();
        allowed.add("+7 (39535) 5-55-01, 8 800 100-20-30");
        allowed.add("School7@edu.example");
        let mut out = Vec::new();
        find(text, &allowed, &mut out);
        out.into_iter().map(|(c, _)| c).collect()
    }

    #[test]
    fn contacts_are_found_in_any_layout() {
        use Contact::*;
        for (text, contact) in [
            ("пишите на m.ivanova@mail.example.", Email),
            ("почта@школа.рф", Email),
            ("+7 912 345-67-89", Phone),
            ("8(912)3456789", Phone),
            ("89123456789", Phone),
            ("8-912-345-67-89", Phone),
            ("8912 345 67 89", Phone),
            ("тел. 2-34-56", Phone),
            ("(39535) 1-23-45", Phone),
            ("+998 90 123 45 67", Phone),
            ("112-233-445 95", Snils),
            ("СНИЛС 11223344595", Snils),
            ("паспорт 25 04 123456", Passport),
            ("паспорт серия 2504 № 123456", Passport),
            ("счёт 40817810099910004312", Account),
            ("карта 4111 1111 1111 1111", Card),
        ] {
            assert_eq!(found(text), [contact], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "2022 2023 2024 2025",
            "приказ № 12-03-209/2 от 12.04.2022",
            "с 01.09.2025 по 31.05.2026",
            "ИНН 3817012345, ОГРН 1023802003456",
            "школа 7, 10 классов, 345 учеников",
            "8 800 100-20-30",
            "+7 39535 55501",
            "school7@EDU.example",
            "12 345 678,90 руб.",
            "sha256 89123456789abc",
            "ISBN 978-5-09-071234-5",
            "2024–2025, 2025–2026",
            "a@b",
            "показателей 87 654, учителей 12 345",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
