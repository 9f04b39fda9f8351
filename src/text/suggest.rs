//! «Возможно, имелось в виду …»

use super::fold::fold;

/// The known word nearest to what was written, if it is near enough to be meant.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = fold(written);
    let limit = (written.chars().count() / 3).clamp(1, 4);
    known
        .into_iter()
        .map(|word| (distance(&written, &fold(word)), word))
        .filter(|(d, _)| *d <= limit)
        .min_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1)))
        .map(|(_, word)| word)
}

/// Known words, nearest first, at most `limit`.
pub fn ranked<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
    limit: usize,
) -> Vec<&'a str> {
    let written = fold(written);
    let mut words: Vec<_> = known
        .into_iter()
        .map(|word| (distance(&written, &fold(word)), word))
        .collect();
    words.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1)));
    words
        .into_iter()
        .take(limit)
        .map(|(_, word)| word)
        .collect()
}

fn distance(a: &str, b: &str) -> usize {
    // A word that begins with what was written is as near as one slip.
    if a.chars().count() >= 3 && b.starts_with(a) {
        return 1;
    }
    strsim::damerau_levenshtein(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_understood() {
        assert_eq!(nearest("mentros", ["mentors", "mentees"]), Some("mentors"));
        assert_eq!(
            nearest("реверсивный", ["реверсивное", "сетевое"]),
            Some("реверсивное")
        );
        assert_eq!(nearest("xyz", ["mentors"]), None);
    }
}
