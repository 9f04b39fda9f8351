//! «1 программа, 2 программы, 5 программ».

use super::typography::NBSP;

/// The form that a number asks for.
pub fn form<'a>(n: u64, one: &'a str, few: &'a str, many: &'a str) -> &'a str {
    match (n % 10, n % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}

/// The number and its noun, joined by a no-break space.
pub fn count(n: usize, one: &str, few: &str, many: &str) -> String {
    format!(
        "{}{NBSP}{}",
        super::number::grouped(n as i64),
        form(n as u64, one, few, many)
    )
}

/// «а, б и в».
pub fn list<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [head @ .., last] => {
            let head: Vec<&str> = head.iter().map(AsRef::as_ref).collect();
            format!("{} и{NBSP}{}", head.join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_choose_their_nouns() {
        let got: Vec<_> = [0, 1, 2, 5, 11, 12, 21, 22, 111, 1001]
            .iter()
            .map(|&n| form(n, "день", "дня", "дней"))
            .collect();
        assert_eq!(
            got,
            [
                "дней", "день", "дня", "дней", "дней", "дней", "день", "дня", "дней", "день"
            ]
        );
        assert_eq!(list(&["а", "б", "в"]), "а, б и\u{a0}в");
    }
}
