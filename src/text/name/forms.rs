//! All case forms of surnames, given names and patronymics: generated, so that a text is compared with them exactly.
//!
//! A stem is not enough («Иванов» and «Иванова» are one stem and two people), and too many forms do no harm: a form that
//! nobody uses is never met. So the paradigms below are generous: both genders, both numbers, old endings («-ою»).

use std::collections::BTreeSet;

/// Forms of one word, folded: small letters, `е` for `ё`.
pub type Forms = BTreeSet<String>;

/// All forms of a surname of one part, in both genders and numbers.
pub fn surname(word: &str) -> Forms {
    let word = folded(word);
    let mut out = Forms::from([word.clone()]);
    let one_of = |ends: &[&str]| ends.iter().any(|e| word.ends_with(e));
    let long = word.chars().count() > 3;
    if long && one_of(&["ов", "ев", "ин", "ын"]) {
        possessive(&word, &mut out);
    } else if long && one_of(&["ова", "ева", "ина", "ына"]) {
        possessive(cut(&word, 1), &mut out);
        noun(&word, &mut out);
    } else if one_of(&["ый", "ий", "ой", "ая", "яя", "ое", "ее"]) {
        adjective(cut(&word, 2), &mut out);
        noun(&word, &mut out);
    } else if !one_of(&["ых", "их"]) {
        noun(&word, &mut out);
    }
    out
}

/// All forms of a given name.
pub fn given(word: &str) -> Forms {
    let word = folded(word);
    let mut out = Forms::from([word.clone()]);
    noun(&word, &mut out);
    out
}

/// All forms of a patronymic.
pub fn patronymic(word: &str) -> Forms {
    let word = folded(word);
    let mut out = Forms::from([word.clone()]);
    if let Some(stem) = word.strip_suffix("на") {
        add(
            &format!("{stem}н"),
            &["а", "ы", "е", "у", "ой", "ою"],
            &mut out,
        );
    } else if word.ends_with("ич") {
        noun(&word, &mut out);
    }
    out
}

/// All forms of an ordinary noun or adjective.
pub fn common(word: &str) -> Forms {
    let word = folded(word);
    let mut out = Forms::from([word.clone()]);
    let adjective_like = ["ый", "ий", "ой"].iter().any(|e| word.ends_with(e));
    if adjective_like && word.chars().count() > 3 {
        adjective(cut(&word, 2), &mut out);
    } else {
        noun(&word, &mut out);
    }
    out
}

/// A word of a name in small letters, with `е` for `ё`.
pub fn folded(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'ё' { 'е' } else { c })
        .collect()
}

/// «Иванов», «Пушкин»: a noun in some cases, an adjective in others.
fn possessive(masculine: &str, out: &mut Forms) {
    const ENDINGS: &[&str] = &["", "а", "у", "ым", "ом", "е", "ой", "ою", "ы", "ых", "ыми"];
    add(masculine, ENDINGS, out);
}

fn adjective(stem: &str, out: &mut Forms) {
    const ENDINGS: &[&str] = &[
        "ый", "ий", "ой", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "ая", "яя", "ую",
        "юю", "ей", "ою", "ею", "ое", "ее", "ые", "ие", "ых", "их", "ыми", "ими",
    ];
    if stem.chars().count() > 1 {
        add(stem, ENDINGS, out);
    }
}

/// A noun of any gender, by its last letter.
fn noun(word: &str, out: &mut Forms) {
    let Some(last) = word.chars().last() else {
        return;
    };
    let stem = cut(word, 1);
    match last {
        'а' => {
            let ends = [
                "а", "ы", "и", "е", "у", "ой", "ою", "ей", "ею", "ам", "ами", "ах",
            ];
            add(stem, &ends, out);
            if stem.chars().count() > 2 {
                add(stem, &[""], out);
                out.extend(with_fleeting(stem));
            }
        }
        'я' => {
            let ends = ["я", "и", "е", "ю", "ей", "ею", "ям", "ями", "ях", "й", "ь"];
            add(stem, &ends, out);
        }
        'о' => add(
            stem,
            &["о", "а", "у", "ом", "е", "и", "ой", "ам", "ами", "ах"],
            out,
        ),
        'е' => add(
            stem,
            &["е", "я", "а", "ю", "у", "ем", "й", "ям", "ам", "ями", "ах"],
            out,
        ),
        'ь' => soft(word, out),
        'й' => {
            for stem in std::iter::once(stem.to_owned()).chain(without_fleeting_y(word)) {
                let ends = ["й", "я", "ю", "ем", "е", "и", "ев", "ям", "ями", "ях"];
                add(&stem, &ends[1..], out);
            }
        }
        'и' | 'у' | 'ю' | 'э' | 'ы' => {}
        _ => {
            for stem in std::iter::once(word.to_owned()).chain(without_fleeting(word)) {
                let ends = [
                    "а", "у", "ом", "ем", "е", "ы", "и", "ов", "ев", "ей", "ам", "ами", "ах",
                ];
                add(&stem, &ends, out);
            }
        }
    }
}

fn soft(word: &str, out: &mut Forms) {
    let stem = cut(word, 1);
    let ends = ["ь", "я", "ю", "ем", "е", "и", "ей", "ям", "ями", "ях", "ью"];
    add(stem, &ends, out);
    for stem in without_fleeting(stem) {
        add(&stem, &ends[1..], out);
    }
}

/// «Павел» → «павл», «Орёл» → «орл», «Заяц» → «зайц», «Лев» → «льв»: the stem of the other cases.
fn without_fleeting(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let [head @ .., before, vowel, last] = &letters[..] else {
        return Vec::new();
    };
    let fleeting = matches!(vowel, 'о' | 'е') || (*vowel == 'я' && *last == 'ц');
    if !fleeting || is_vowel(*last) {
        return Vec::new();
    }
    let head: String = head.iter().collect();
    if is_vowel(*before) {
        // «боец», «заяц»: the vowel becomes «й».
        return vec![format!("{head}{before}й{last}")];
    }
    let mut out = vec![format!("{head}{before}{last}")];
    // «лев» → «льва», «стрелец» → «стрельца», «Витёк» → «Витька»
    if *before != 'ь' && *before != 'й' {
        out.push(format!("{head}{before}ь{last}"));
    }
    out
}

/// «Соловей» → «соловь».
fn without_fleeting_y(word: &str) -> Option<String> {
    let stem = word.strip_suffix("ей")?;
    (stem.chars().count() > 2).then(|| format!("{stem}ь"))
}

/// «галк» → «галок», «сказк» → «сказок», «девочк» → «девочек»: many of them.
fn with_fleeting(stem: &str) -> Vec<String> {
    let letters: Vec<char> = stem.chars().collect();
    let [head @ .., before, last] = &letters[..] else {
        return Vec::new();
    };
    if is_vowel(*before) || is_vowel(*last) {
        return Vec::new();
    }
    let head: String = head.iter().collect();
    match before {
        'ь' | 'й' => vec![format!("{head}е{last}")],
        _ => vec![
            format!("{head}{before}о{last}"),
            format!("{head}{before}е{last}"),
        ],
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я')
}

fn add(stem: &str, endings: &[&str], out: &mut Forms) {
    out.extend(endings.iter().map(|e| format!("{stem}{e}")));
}

/// The word without its last letters.
fn cut(word: &str, letters: usize) -> &str {
    match word.char_indices().rev().nth(letters - 1) {
        Some((at, _)) => &word[..at],
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn holds(forms: &Forms, words: &str) {
        for word in words.split_whitespace() {
            assert!(forms.contains(word), "no «{word}» in {forms:?}");
        }
    }

    #[test]
    fn surnames_of_every_declension() {
        holds(
            &surname("Иванова"),
            "иванов иванова ивановой иванову ивановым иванове ивановою ивановы ивановых ивановыми",
        );
        holds(&surname("Королёв"), "королев королева королеву королевым");
        holds(
            &surname("Калина"),
            "калина калины калине калину калиной калин",
        );
        holds(
            &surname("Толстой"),
            "толстой толстого толстому толстым толстом толстая толстую толстые толстых",
        );
        holds(
            &surname("Верхняя"),
            "верхняя верхней верхнюю верхний верхнего",
        );
        holds(&surname("Орёл"), "орел орла орлу орлом орле");
        holds(
            &surname("Соловей"),
            "соловей соловья соловью соловьем соловье",
        );
        holds(
            &surname("Кравец"),
            "кравец кравца кравцу кравцом кравце кравцем",
        );
        holds(&surname("Заяц"), "заяц зайца зайцу зайцем зайце");
        holds(&surname("Боец"), "бойца бойцу бойцом");
        holds(
            &surname("Коваль"),
            "коваль коваля ковалю ковалем ковале ковали",
        );
        holds(&surname("Гайдай"), "гайдай гайдая гайдаю гайдаем гайдае");
        holds(
            &surname("Шмидт"),
            "шмидт шмидта шмидту шмидтом шмидте шмидты шмидтов",
        );
        holds(
            &surname("Сковорода"),
            "сковорода сковороды сковороде сковороду сковородой",
        );
        holds(&surname("Берия"), "берия берии берию берией");
        holds(&surname("Шевченко"), "шевченко шевченки шевченкой");
        assert_eq!(surname("Черных").len(), 1);
        assert_eq!(surname("Амаду").len(), 1);
    }

    #[test]
    fn given_names_and_patronymics() {
        holds(&given("Павел"), "павел павла павлу павлом павле");
        holds(&given("Лев"), "лев льва льву львом льве");
        holds(&given("Пётр"), "петр петра петру петром петре");
        holds(
            &given("Дмитрий"),
            "дмитрий дмитрия дмитрию дмитрием дмитрии",
        );
        holds(&given("Илья"), "илья ильи илье илью ильей");
        holds(&given("Мария"), "мария марии марию марией");
        holds(&given("Любовь"), "любовь любови любовью");
        holds(&given("Ия"), "ия ии ию ией");
        holds(&given("Витёк"), "витек витька витьку витьком витьке");
        holds(
            &patronymic("Ильинична"),
            "ильинична ильиничны ильиничне ильиничну ильиничной",
        );
        holds(
            &patronymic("Кузьмич"),
            "кузьмич кузьмича кузьмичу кузьмичом кузьмиче",
        );
    }

    #[test]
    fn ordinary_words() {
        holds(&common("школа"), "школе школ школами");
        holds(&common("цветок"), "цветков цветка цветки");
        holds(&common("белый"), "белого белых белая");
        holds(&common("окно"), "окна окну");
        holds(&common("сказка"), "сказок сказки");
    }
}
