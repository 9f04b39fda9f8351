use super::prelude::*;
use std::ops::Range;

rule!(
    reads Texts,
    "spaced-letters",
    Warning,
    "Слово разбито пробелами по буквам",
    "«р а с п о р я ж е н и е» не найдёт ни поиск, ни проверка имён, а программа экранного доступа прочтёт по буквам. Обычно это след распознавания скана или разрядки на пишущей машинке.",
    ACCESSIBILITY; OURS "такие слова встречаются в настоящих разделах"
);

/// Fewer letters may be a list: «5 а и б».
const LETTERS: usize = 5;

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for text in cx.texts() {
        for range in spaced(&text.text) {
            let word: String = text.text[range.clone()]
                .chars()
                .filter(|c| c.is_alphabetic())
                .collect();
            out.push(
                RULE.at(
                    text.file,
                    text.part(cx, range),
                    format!("слово «{word}» разбито пробелами"),
                )
                .help(format!("напишите слитно: «{word}»")),
            );
        }
    }
}

/// Runs of single Russian letters with one space between them.
fn spaced(text: &str) -> Vec<Range<usize>> {
    if !may_be_spaced(text) {
        return Vec::new();
    }
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let letter = |i: usize| chars.get(i).is_some_and(|(_, c)| c.is_alphabetic());
    let single = |i: usize| {
        chars.get(i).is_some_and(|(_, c)| fold::is_cyrillic(*c))
            && !letter(i + 1)
            && (i == 0 || !letter(i - 1))
    };
    let space = |i: usize| matches!(chars.get(i), Some((_, ' ' | '\u{a0}')));
    let mut found = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let mut last = i;
        while single(last) && space(last + 1) && single(last + 2) {
            last += 2;
        }
        let letters: Vec<char> = (i..=last).step_by(2).map(|at| chars[at].1).collect();
        // «классы а б в г д и е» are a list, not a word.
        let follows = |w: &&[char]| w[1] as u32 == w[0] as u32 + 1;
        let pairs = letters.windows(2);
        let alphabet = pairs.clone().filter(follows).count() * 2 > pairs.count();
        if letters.len() >= LETTERS && single(i) && !alphabet {
            found.push(chars[i].0..chars[last].0 + chars[last].1.len_utf8());
        }
        i = last + 1;
    }
    found
}

/// Whether it is worth looking: all letters of a run but the first and the last have spaces on both sides.
fn may_be_spaced(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut run, mut start) = (0, 0);
    // A no-break space ends with 0xA0, and so does «Р».
    let spaces = memchr::memchr2_iter(b' ', 0xa0, bytes);
    let mut ends = spaces
        .filter_map(|at| match bytes[at] {
            b' ' => Some((at, at + 1)),
            _ => (at > 0 && bytes[at - 1] == 0xc2).then(|| (at - 1, at + 1)),
        })
        .chain([(text.len(), text.len())]);
    ends.any(|(end, next)| {
        // All that is Cyrillic has two bytes.
        let word = &text[start..end];
        let single = word.len() == 2 && word.chars().all(fold::is_cyrillic);
        run = if single { run + 1 } else { 0 };
        start = next;
        run + 2 >= LETTERS
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_passed_over_that_is_worth_looking_at() {
        fn plainly(text: &str) -> bool {
            let mut run = 0;
            text.split([' ', '\u{a0}']).any(|word| {
                let single = word.chars().count() == 1 && word.chars().all(fold::is_cyrillic);
                run = if single { run + 1 } else { 0 };
                run + 2 >= LETTERS
            })
        }
        let mut texts = vec![String::new()];
        for _ in 0..6 {
            let longer = texts.iter().flat_map(|text| {
                let letters = ['а', 'b', ' ', '\u{a0}', 'Р', 'я'];
                letters.map(|c| format!("{text}{c}"))
            });
            texts = longer.collect();
            for text in &texts {
                assert_eq!(may_be_spaced(text), plainly(text), "{text:?}");
            }
        }
    }
}
