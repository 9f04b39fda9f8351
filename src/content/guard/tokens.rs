//! A text as a list of words that can be compared: case, ё, look-alike letters, marks inside words and tags mean nothing.

use unicode_normalization::UnicodeNormalization;

use crate::text::fold;

/// Stands in a text where a tag inside a line was: a word may go on behind it, or another may begin. A real word joiner
/// means the same.
pub const SEAM: char = '\u{2060}';

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gap(u16);

impl Gap {
    pub const START: Self = Self(1);
    pub const SPACE: Self = Self(2);
    pub const NEWLINE: Self = Self(4);
    pub const DOT: Self = Self(8);
    pub const COMMA: Self = Self(16);
    pub const HYPHEN: Self = Self(32);
    /// A tag inside a line, or letters that change their case or kind inside a word.
    pub const SEAM: Self = Self(64);
    /// A quotation mark, a bracket, a dash.
    pub const OPENING: Self = Self(128);
    /// `!`, `?`, `…`, `:`, `;`
    pub const END: Self = Self(256);
    pub const OTHER: Self = Self(512);

    /// Whether one of these is there.
    pub fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Whether nothing else is there.
    pub fn only(self, all: Self) -> bool {
        self.0 & !all.0 == 0
    }

    /// Both.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What a word is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    Cyrillic,
    Latin,
    Digits,
}

/// Which letters are capital.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Small,
    Title,
    Upper,
}

/// A word.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands in the text.
    pub start: usize,
    pub end: usize,
    /// Its folded letters in the arena.
    word: (u32, u32),
    pub hash: u64,
    /// The hash of the same letters taken for Cyrillic ones, if all of them may be.
    pub twin: Option<u64>,
    pub script: Script,
    pub case: Case,
    pub gap: Gap,
    pub letters: u16,
}

/// The words of one text; kept to be filled again.
#[derive(Default)]
pub struct Tokens {
    list: Vec<Token>,
    arena: String,
    latin: Vec<(char, bool)>,
}

/// The hash under which words are compared.
pub fn hash(word: &str) -> u64 {
    word.chars().fold(SEED, hashed)
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of a word with one more letter.
fn hashed(hash: u64, letter: char) -> u64 {
    (hash ^ u64::from(letter)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// What a character is to a word.
enum Class {
    Cyrillic(char),
    Latin(char),
    Digit(char),
    /// No letter, but a word goes on over it.
    Nothing,
    Gap(Gap),
}

impl Tokens {
    /// The words.
    pub fn list(&self) -> &[Token] {
        &self.list
    }

    /// The folded letters of a word.
    pub fn word(&self, token: &Token) -> &str {
        &self.arena[token.word.0 as usize..token.word.1 as usize]
    }

    /// Reads a text.
    pub fn read(&mut self, text: &str) {
        self.list.clear();
        self.arena.clear();
        let mut gap = Gap::START;
        let mut open: Option<Open> = None;
        for (at, c) in text.char_indices() {
            let class = classify(c);
            let upper = match c {
                'а'..='я' | 'a'..='z' | '0'..='9' => false,
                'А'..='Я' | 'A'..='Z' => true,
                // Of what is no letter it does not matter.
                c => !c.is_ascii() && c.is_uppercase(),
            };
            let (script, letter) = match class {
                Class::Nothing => {
                    // «и» and a breve are «й»: decomposed letters come together again.
                    if c == '\u{306}'
                        && let Some(open) = &mut open
                        && open.last == 'и'
                    {
                        open.replace_last('й', &mut self.latin);
                    }
                    continue;
                }
                Class::Gap(g) => {
                    if let Some(open) = open.take() {
                        self.close(open);
                        gap = Gap::default();
                    }
                    gap = gap.or(g);
                    continue;
                }
                Class::Cyrillic(letter) => (Script::Cyrillic, letter),
                Class::Latin(letter) => (Script::Latin, letter),
                Class::Digit(letter) => (Script::Digits, letter),
            };
            if let Some(word) = &mut open {
                let letters = script != Script::Digits && word.script != Script::Digits;
                // «ИвановаМария» are two words; «иВанова» is one.
                let hump = letters && upper && !word.last_upper && word.count > 1;
                // «И0ва»: a digit among letters may stand for one.
                let digit_inside = script == Script::Digits
                    && word.cyrillic
                    && digit_twin(letter).is_some()
                    && next_is_cyrillic(&text[at + c.len_utf8()..]);
                let same_digits = script == Script::Digits && word.script == Script::Digits;
                if (letters && !hump) || same_digits || digit_inside {
                    let letter = if digit_inside {
                        digit_twin(letter).unwrap_or(letter)
                    } else {
                        letter
                    };
                    word.push(letter, script, upper, &mut self.latin);
                    word.end = at + c.len_utf8();
                    continue;
                }
                let word = open.take().expect("it is open");
                self.close(word);
                gap = Gap::SEAM;
            }
            let mut word = Open::new(at, gap, script);
            word.push(letter, script, upper, &mut self.latin);
            word.end = at + c.len_utf8();
            open = Some(word);
            gap = Gap::default();
        }
        if let Some(word) = open {
            self.close(word);
        }
    }

    fn close(&mut self, word: Open) {
        let from = self.arena.len();
        // A Latin letter in a Cyrillic word is a look-alike.
        let mixed = word.cyrillic && word.script == Script::Cyrillic;
        let mut hash = SEED;
        for &(c, latin) in &self.latin {
            let c = match latin && mixed {
                true => twin(c).unwrap_or(c),
                false => c,
            };
            hash = hashed(hash, c);
            self.arena.push(c);
        }
        let script = word.script;
        let twin = (script == Script::Latin)
            .then(|| {
                let mut letters = self.latin.iter();
                letters.try_fold(SEED, |hash, &(c, _)| Some(hashed(hash, twin(c)?)))
            })
            .flatten();
        self.latin.clear();
        let case = match (word.uppers, word.first_upper) {
            (0, _) => Case::Small,
            (n, _) if n == word.count && n > 1 => Case::Upper,
            (_, true) => Case::Title,
            (_, false) => Case::Small,
        };
        self.list.push(Token {
            start: word.start,
            end: word.end,
            word: (from as u32, self.arena.len() as u32),
            hash,
            twin,
            script,
            case,
            gap: word.gap,
            letters: word.count,
        });
    }
}

/// A word that is being read.
struct Open {
    start: usize,
    end: usize,
    gap: Gap,
    script: Script,
    cyrillic: bool,
    last: char,
    last_upper: bool,
    first_upper: bool,
    uppers: u16,
    count: u16,
}

impl Open {
    fn new(start: usize, gap: Gap, script: Script) -> Self {
        Self {
            start,
            end: start,
            gap,
            script,
            cyrillic: false,
            last: ' ',
            last_upper: false,
            first_upper: false,
            uppers: 0,
            count: 0,
        }
    }

    fn push(&mut self, letter: char, script: Script, upper: bool, letters: &mut Vec<(char, bool)>) {
        if script == Script::Cyrillic {
            self.script = Script::Cyrillic;
            self.cyrillic = true;
        }
        self.first_upper |= upper && self.count == 0;
        self.uppers += u16::from(upper);
        self.count = self.count.saturating_add(1);
        self.last = letter;
        self.last_upper = upper;
        letters.push((letter, script == Script::Latin));
    }

    fn replace_last(&mut self, letter: char, letters: &mut [(char, bool)]) {
        self.last = letter;
        if let Some(last) = letters.last_mut() {
            last.0 = letter;
        }
    }
}

fn next_is_cyrillic(rest: &str) -> bool {
    rest.chars()
        .next()
        .is_some_and(|c| matches!(classify(c), Class::Cyrillic(_)))
}

fn classify(c: char) -> Class {
    match c {
        'а'..='я' => Class::Cyrillic(c),
        'А'..='Я' => Class::Cyrillic(char::from_u32(c as u32 + 32).unwrap_or(c)),
        ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            Class::Gap(Gap::SPACE)
        }
        'a'..='z' => Class::Latin(c),
        'A'..='Z' => Class::Latin(c.to_ascii_lowercase()),
        '0'..='9' => Class::Digit(c),
        '.' | '·' | '•' | '․' => Class::Gap(Gap::DOT),
        ',' => Class::Gap(Gap::COMMA),
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            Class::Gap(Gap::NEWLINE)
        }
        '-' | '‐' | '‑' => Class::Gap(Gap::HYPHEN),
        '–' | '—' | '―' | '−' | '‒' | '"' | '«' | '»' | '“' | '”' | '„' | '(' | ')' | '[' | ']'
        | '<' | '>' | '‹' | '›' => Class::Gap(Gap::OPENING),
        '!' | '?' | '…' | ':' | ';' => Class::Gap(Gap::END),
        // Emphasis in Markdown, too, may begin inside a word.
        SEAM | '*' | '_' | '`' | '~' | '\\' => Class::Gap(Gap::SEAM),
        // Soft hyphens, zero-width characters, marks above and below, directions, variation selectors.
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2061}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{487}' => Class::Nothing,
        'ё' | 'Ё' => Class::Cyrillic('е'),
        c if c.is_ascii() => Class::Gap(Gap::OTHER),
        c => rare(c),
    }
}

/// Letters of other alphabets and styles: by their look, else by their compatibility form.
fn rare(c: char) -> Class {
    if let Some(twin) = look(c) {
        return Class::Cyrillic(twin);
    }
    if fold::is_cyrillic(c) {
        return Class::Cyrillic(c.to_lowercase().next().unwrap_or(c));
    }
    if let Some(plain) = std::iter::once(c).nfkd().next().filter(|p| *p != c) {
        return classify(plain);
    }
    if fold::is_letter(c) {
        return Class::Cyrillic(c.to_lowercase().next().unwrap_or(c));
    }
    Class::Gap(Gap::OTHER)
}

/// Letters that look like Russian ones.
fn look(c: char) -> Option<char> {
    Some(match c {
        'і' | 'І' | 'ї' | 'Ї' | 'ӣ' | 'Ӣ' | 'ѝ' | 'Ѝ' => 'и',
        'є' | 'Є' | 'ѐ' | 'Ѐ' | 'Ε' | 'ε' | 'ҽ' => 'е',
        'ґ' | 'Ґ' | 'Γ' | 'ѓ' | 'Ѓ' => 'г',
        'Α' | 'α' | 'ӑ' | 'Ӑ' => 'а',
        'Β' => 'в',
        'Η' => 'н',
        'Κ' | 'κ' | 'ќ' | 'Ќ' => 'к',
        'Λ' => 'л',
        'Μ' => 'м',
        'Ο' | 'ο' | 'օ' => 'о',
        'Π' | 'π' => 'п',
        'Ρ' | 'ρ' => 'р',
        'ϲ' | 'Ϲ' => 'с',
        'Τ' | 'τ' => 'т',
        'Υ' | 'υ' | 'ў' | 'Ў' => 'у',
        'Φ' | 'φ' => 'ф',
        'Χ' | 'χ' => 'х',
        _ => return None,
    })
}

/// The Cyrillic letter that a small Latin one stands for inside a Cyrillic word.
fn twin(c: char) -> Option<char> {
    match c {
        'n' => Some('п'),
        'r' => Some('г'),
        'u' => Some('и'),
        c => fold::cyrillic_twin(c),
    }
}

fn digit_twin(c: char) -> Option<char> {
    match c {
        '0' => Some('о'),
        '3' => Some('з'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut tokens = Tokens::default();
        tokens.read(text);
        let words = tokens.list().iter().map(|t| tokens.word(t).to_owned());
        words.collect()
    }

    #[test]
    fn disguises_fall_off() {
        let plain = ["королевой"];
        for text in [
            "Королёвой",
            "КОРОЛЕВОЙ",
            "Короле\u{ad}вой",
            "Ко\u{200b}ро\u{200d}левой",
            "Коpoлeвoй",
            "Короле\u{308}вои\u{306}",
            "Коро́левой",
            "К0ролевой",
            "Κορолевой",
        ] {
            assert_eq!(words(text), plain, "{text}");
        }
    }

    #[test]
    fn words_end_where_they_should() {
        assert_eq!(words("ИвановаМария"), ["иванова", "мария"]);
        assert_eq!(words("И\u{2060}ванова"), ["и", "ванова"]);
        assert_eq!(words("Иванова М.И., 5А"), ["иванова", "м", "и", "5", "а"]);
        assert_eq!(words("ivanova2024_mi"), ["ivanova", "2024", "mi"]);
        let mut tokens = Tokens::default();
        tokens.read("Иванова-\nПетрова. Урок");
        let list = tokens.list();
        assert!(list[0].gap.has(Gap::START) && list[1].gap.has(Gap::HYPHEN));
        assert!(list[1].gap.has(Gap::NEWLINE) && list[2].gap.has(Gap::DOT));
        assert_eq!(list[0].case, Case::Title);
    }

    #[test]
    fn latin_words_that_may_be_cyrillic() {
        let mut tokens = Tokens::default();
        tokens.read("Cokoy");
        assert_eq!(tokens.list()[0].twin, Some(hash("сокоу")));
        tokens.read("Ivanova");
        assert!(tokens.list()[0].twin.is_none());
    }
}
