//! Numbers as Russians write them: a comma before the fraction, thin groups.

use super::typography::NBSP;

/// An integer with its thousands divided by no-break spaces (from 10 000 on).
pub fn grouped(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let sign = if n < 0 { "−" } else { "" };
    if digits.len() < 5 {
        return format!("{sign}{digits}");
    }
    let mut out = String::from(sign);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(NBSP);
        }
        out.push(c);
    }
    out
}

/// A decimal number, at most two places, comma.
pub fn decimal(x: f64) -> String {
    if !x.is_finite() {
        return "–".into();
    }
    let rounded = (x * 100.0).round() / 100.0;
    if rounded == rounded.trunc() && rounded.abs() < 9e15 {
        return grouped(rounded as i64);
    }
    let text = format!("{:.2}", rounded.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let sign = if rounded < 0.0 { "−" } else { "" };
    let whole: i64 = whole.parse().unwrap_or(0);
    format!(
        "{sign}{},{}",
        grouped(whole),
        fraction.trim_end_matches('0')
    )
}

/// A file size in bytes, as people read it.
pub fn file_size(bytes: u64) -> String {
    const KB: f64 = 1024.0;
    let b = bytes as f64;
    if b < KB {
        format!("{bytes}{NBSP}Б")
    } else if b < KB * KB {
        format!("{}{NBSP}КБ", decimal((b / KB).round()))
    } else {
        format!("{}{NBSP}МБ", decimal((b / KB / KB * 10.0).round() / 10.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_written_in_russian() {
        assert_eq!(grouped(1234), "1234");
        assert_eq!(grouped(-1234567), "−1\u{a0}234\u{a0}567");
        assert_eq!(decimal(79.5), "79,5");
        assert_eq!(decimal(-0.25), "−0,25");
        assert_eq!(decimal(80.0), "80");
        assert_eq!(file_size(35_000), "34\u{a0}КБ");
        assert_eq!(file_size(1_600_000), "1,5\u{a0}МБ");
    }
}
