//! Russian alphabetical order: Ё stands right after Е, numbers by value, letters of the republics in their places.

/// A key whose byte order is the order of the words.
pub fn key(text: &str) -> Vec<u32> {
    let mut primary = Vec::with_capacity(text.len());
    let mut tie = Vec::new();
    let mut chars = text.chars().flat_map(char::to_lowercase).peekable();
    while let Some(c) = chars.next() {
        if let Some(mut n) = c.to_digit(10) {
            while let Some(d) = chars.peek().and_then(|c| c.to_digit(10)) {
                n = n.saturating_mul(10).saturating_add(d);
                chars.next();
            }
            // Numbers before letters, by value.
            primary.push(0x100);
            primary.push(n);
        } else if let Some(weight) = weight(c) {
            primary.push(weight);
            tie.push(c as u32);
        } else if c.is_whitespace() && primary.last() != Some(&1) {
            primary.push(1);
        }
    }
    primary.push(0);
    primary.extend(tie);
    primary
}

/// The heading of an alphabetical index that a text belongs under; `#` for everything that is not a letter.
pub fn initial(text: &str) -> String {
    match text.chars().find(|c| c.is_alphanumeric()) {
        Some(c) if c.is_alphabetic() => c.to_uppercase().collect(),
        _ => "#".into(),
    }
}

fn weight(c: char) -> Option<u32> {
    let base = |c: char| 0x1000 + (c as u32) * 8;
    Some(match c {
        'а'..='я' | 'a'..='z' => base(c),
        'ё' => base('е') + 1,
        'ә' => base('а') + 1,
        'ө' => base('о') + 1,
        'ү' => base('у') + 1,
        'җ' => base('ж') + 1,
        'ң' => base('н') + 1,
        'һ' => base('х') + 1,
        c if c.is_alphanumeric() => base(c),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order() {
        let mut words = [
            "Жук", "Ёж", "Елка", "№ 10", "№ 2", "Ежик", "Җир", "Өй", "Окно", "Пар", "Ул", "Үз",
            "Ил", "Ән", "Аж", "Ңо", "Ны", "Ха", "Һа",
        ];
        words.sort_by_key(|w| key(w));
        assert_eq!(
            words,
            [
                "№ 2", "№ 10", "Аж", "Ән", "Ежик", "Елка", "Ёж", "Жук", "Җир", "Ил", "Ны", "Ңо",
                "Окно", "Өй", "Пар", "Ул", "Үз", "Ха", "Һа"
            ]
        );
    }
}
