//! Cyrillic words in Latin letters: whatever the system of transliteration, one word has one skeleton.

/// A Cyrillic word (folded) in the Latin letters of one system; [`skeletons`] makes it comparable with the others.
pub fn romanised(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        out.push_str(match c {
            'а' => "a",
            'б' => "b",
            'в' => "v",
            'г' => "g",
            'д' => "d",
            'е' | 'ё' | 'э' => "e",
            'ж' => "zh",
            'з' => "z",
            'и' | 'й' | 'ы' => "i",
            'к' => "k",
            'л' => "l",
            'м' => "m",
            'н' => "n",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' => "u",
            'ф' => "f",
            'х' => "kh",
            'ц' => "ts",
            'ч' => "ch",
            'ш' => "sh",
            'щ' => "shch",
            'ю' => "yu",
            'я' => "ya",
            _ => "",
        });
    }
    out
}

/// What is left of a Latin word when systems of transliteration no longer differ: ГОСТ 7.79, ICAO, passports, search
/// engines, and the habit of writing «x» for «кс» or «х». Usually one; two when the word has an «x».
pub fn skeletons(latin: &str) -> Vec<String> {
    let lower: String = latin
        .chars()
        .flat_map(char::to_lowercase)
        .filter(char::is_ascii_alphabetic)
        .collect();
    if lower.contains('x') {
        vec![
            skeleton(&lower.replace('x', "ks")),
            skeleton(&lower.replace('x', "h")),
        ]
    } else {
        vec![skeleton(&lower)]
    }
}

/// Longer spellings first.
const SOUNDS: &[(&str, &str)] = &[
    ("shch", "S"),
    ("sch", "S"),
    ("shh", "S"),
    ("sc", "S"),
    ("tch", "C"),
    ("ch", "C"),
    ("sh", "W"),
    ("zh", "Z"),
    ("kh", "h"),
    ("ts", "c"),
    ("tz", "c"),
    ("cz", "c"),
    ("tc", "c"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
    ("q", "k"),
];

fn skeleton(lower: &str) -> String {
    let mut sounds = String::with_capacity(lower.len());
    let mut rest = lower;
    'next: while let Some(c) = rest.chars().next() {
        // Most letters begin none of them.
        let begins = matches!(c, 's' | 't' | 'c' | 'z' | 'k' | 'w' | 'y' | 'j' | 'q');
        let spellings = if begins { SOUNDS } else { &[] };
        for (spelling, sound) in spellings {
            if let Some(after) = rest.strip_prefix(spelling) {
                sounds.push_str(sound);
                rest = after;
                continue 'next;
            }
        }
        sounds.push(c);
        rest = &rest[c.len_utf8()..];
    }
    // «iia», «ya», «ia» are one sound; so are «ye» and «e», «yo» and «e»; doubled letters are written at will.
    let mut out = String::with_capacity(sounds.len());
    for c in sounds.chars() {
        let softened = out.ends_with('i');
        let c = match c {
            'a' if softened => 'A',
            'u' if softened => 'U',
            'o' if softened => 'e',
            c => c,
        };
        if softened && matches!(c, 'A' | 'U' | 'e') {
            out.pop();
        }
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_looked_for() {
        for (spelling, sound) in SOUNDS {
            assert_eq!(skeleton(spelling), *sound, "{spelling}");
        }
    }

    #[test]
    fn systems_meet() {
        let same = [
            ("юлия", "yuliya julija iulia yulia iuliia"),
            ("щукина", "shchukina schukina shhukina scukina"),
            ("цой", "tsoy coj tsoi czoj"),
            ("хромых", "khromykh hromyh xromyx"),
            ("александр", "aleksandr alexandr"),
            ("дмитрий", "dmitry dmitriy dmitrii dmitrij"),
            ("соловьев", "solovyev solovev soloviev solovjev"),
            ("королев", "korolev korolyov koroljov"),
            ("мария", "mariya maria marija mariia"),
            ("жукова", "zhukova"),
            ("ефимова", "efimova yefimova"),
            ("медведев", "medvedev"),
        ];
        for (word, spellings) in same {
            let own = skeletons(&romanised(word));
            for spelling in spellings.split(' ') {
                assert!(
                    skeletons(spelling).iter().any(|s| own.contains(s)),
                    "{word}: {own:?}, {spelling}: {:?}",
                    skeletons(spelling)
                );
            }
        }
        assert_ne!(skeletons("ivanov"), skeletons("ivanova"));
    }
}
