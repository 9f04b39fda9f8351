//! Addresses: Cyrillic ids in Latin letters by one table (ICAO Doc 9303 with `e` for «ё», as in passports).

use unicode_normalization::UnicodeNormalization;

/// Latin letters, digits and hyphens; empty if nothing of the kind is left.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if let Some(latin) = latin(c) {
            out.push_str(latin);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// The slug of every part of an id with folders in it.
pub fn slug_path(id: &str) -> String {
    id.split('/').map(slug).collect::<Vec<_>>().join("/")
}

fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'а' | 'ә' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' => "e",
        'ж' | 'җ' => "zh",
        'з' => "z",
        'и' | 'й' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' | 'ң' => "n",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ү' => "u",
        'ф' => "f",
        'х' => "kh",
        'һ' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' => "ie",
        'ы' => "y",
        'ь' => "",
        'ю' => "iu",
        'я' => "ia",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        assert_eq!(slug("Приказ № 218 о-д"), "prikaz-218-o-d");
        assert_eq!(slug("Ёлка"), slug("Елка"));
        assert_eq!(slug("съезд мышей"), "sieezd-myshei");
        assert_eq!(slug("!!!"), "");
        assert_eq!(slug_path("2025/краткий"), "2025/kratkii");
    }
}
