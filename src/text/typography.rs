//! Spaces that must not break, quotation marks, dashes.

/// U+00A0, the no-break space.
pub const NBSP: char = '\u{a0}';

/// Puts no-break spaces where a line must not end: after «№», «г.», one-letter words and before a dash.
pub fn no_break(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let words: Vec<&str> = text.split(' ').collect();
    for (i, word) in words.iter().enumerate() {
        out.push_str(word);
        if let Some(next) = words.get(i + 1) {
            let bare = word.trim_start_matches(['«', '(', '„']);
            let short = bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic);
            let glued = short || matches!(bare, "№" | "§" | "ст." | "п." | "г." | "ул.");
            let dash = matches!(*next, "–" | "—");
            out.push(if glued || dash { NBSP } else { ' ' });
        }
    }
    out
}

/// The first letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(c) => c.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// The first letter in lower case, unless the first word is an abbreviation.
pub fn uncapitalised(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(_), Some(second)) if second.is_uppercase() => text.to_owned(),
        (Some(c), _) => c.to_lowercase().chain(chars).collect(),
        (None, _) => String::new(),
    }
}

/// At most `limit` characters, cut at a word, with an ellipsis.
pub fn excerpt(text: &str, limit: usize) -> String {
    let clean = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if clean.chars().count() <= limit {
        return clean;
    }
    let cut: String = clean.chars().take(limit).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!(
        "{}…",
        cut.trim_end_matches([',', '.', ':', ';', '–', '-', ' '])
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_do_not_break_after_short_words() {
        assert_eq!(
            no_break("приказ № 218 о работе – в школе"),
            "приказ №\u{a0}218 о\u{a0}работе\u{a0}– в\u{a0}школе"
        );
        assert_eq!(excerpt("один два три", 9), "один два…");
    }
}
