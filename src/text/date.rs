//! Dates: two ways of writing them in files, one way of showing them.

use jiff::civil::Date;

use super::typography::NBSP;

const MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

/// Reads `2024-09-02` or `02.09.2024`; nothing else is a date.
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| -> Option<i16> {
        let part = bytes.get(range)?;
        if !part.iter().all(u8::is_ascii_digit) {
            return None;
        }
        std::str::from_utf8(part).ok()?.parse().ok()
    };
    let (year, month, day) = match (bytes.len(), bytes.get(4), bytes.get(2)) {
        (10, Some(b'-'), _) if bytes[7] == b'-' => (digits(0..4)?, digits(5..7)?, digits(8..10)?),
        (10, _, Some(b'.')) if bytes[5] == b'.' => (digits(6..10)?, digits(3..5)?, digits(0..2)?),
        _ => return None,
    };
    if !(1900..=2200).contains(&year) {
        return None;
    }
    Date::new(year, month as i8, day as i8).ok()
}

/// A date whose month is written out, by its three words: `2`, `сентября`, `2024`.
pub fn in_words(day: &str, month: &str, year: &str) -> Option<Date> {
    let month = MONTHS.iter().position(|m| *m == month.to_lowercase())? + 1;
    Date::new(year.get(..4)?.parse().ok()?, month as i8, day.parse().ok()?).ok()
}

/// «2 сентября 2024 года», with no-break spaces.
pub fn long(date: Date) -> String {
    format!(
        "{}{NBSP}{}{NBSP}{}{NBSP}года",
        date.day(),
        MONTHS[date.month() as usize - 1],
        date.year()
    )
}

/// «2 сентября 2024».
pub fn medium(date: Date) -> String {
    format!(
        "{}{NBSP}{}{NBSP}{}",
        date.day(),
        MONTHS[date.month() as usize - 1],
        date.year()
    )
}

/// «сентября»: the month alone, in the genitive.
pub fn month(date: Date) -> &'static str {
    MONTHS[date.month() as usize - 1]
}

/// `02.09.2024`.
pub fn short(date: Date) -> String {
    format!("{:02}.{:02}.{}", date.day(), date.month(), date.year())
}

/// `2024-09-02`.
pub fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// «с 1 сентября 2025 по 31 мая 2026 года»: what two dates share is said once.
pub fn range(from: Date, to: Date) -> String {
    if from == to {
        return long(from);
    }
    let month = |d: Date| MONTHS[d.month() as usize - 1];
    if from.year() != to.year() {
        format!("с{NBSP}{} по{NBSP}{}", medium(from), long(to))
    } else if from.month() != to.month() {
        format!(
            "с{NBSP}{}{NBSP}{} по{NBSP}{}",
            from.day(),
            month(from),
            long(to)
        )
    } else {
        format!("с{NBSP}{} по{NBSP}{}", from.day(), long(to))
    }
}

/// The school year that a day belongs to: from 1 September to 31 August.
pub fn school_year(date: Date) -> String {
    let first = if date.month() >= 9 {
        date.year()
    } else {
        date.year() - 1
    };
    format!("{first}/{}", first + 1)
}

/// Whole years from `from` to `to`, not below zero.
pub fn years_between(from: Date, to: Date) -> u32 {
    let mut years = to.year() - from.year();
    if (to.month(), to.day()) < (from.month(), from.day()) {
        years -= 1;
    }
    years.max(0) as u32
}

/// The same day `months` later; the last day of a shorter month.
pub fn add_months(date: Date, months: i32) -> Date {
    use jiff::ToSpan;
    date.saturating_add(months.months())
}

/// `days` later (or earlier).
pub fn add_days(date: Date, days: i32) -> Date {
    use jiff::ToSpan;
    date.saturating_add(days.days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn two_ways_and_no_third() {
        assert_eq!(parse("2024-09-02"), Some(date(2024, 9, 2)));
        assert_eq!(parse("02.09.2024"), Some(date(2024, 9, 2)));
        for bad in [
            "31.09.2026",
            "2026-13-01",
            "01.02.03",
            "29.02.2027",
            "2024-9-2",
            "2 сентября 2024",
            "20240902",
            "+024-09-02",
            "0024-09-02",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn shown_in_the_genitive() {
        assert_eq!(
            long(date(2024, 9, 2)),
            "2\u{a0}сентября\u{a0}2024\u{a0}года"
        );
        assert_eq!(
            range(date(2025, 9, 1), date(2025, 9, 30)),
            "с\u{a0}1 по\u{a0}30\u{a0}сентября\u{a0}2025\u{a0}года"
        );
        assert_eq!(in_words("2", "Сентября", "2024"), Some(date(2024, 9, 2)));
        assert_eq!(in_words("31", "сентября", "2024"), None);
        assert_eq!(school_year(date(2026, 8, 31)), "2025/2026");
        assert_eq!(add_months(date(2024, 2, 29), 12), date(2025, 2, 28));
        assert_eq!(years_between(date(2020, 9, 2), date(2026, 9, 1)), 5);
    }
}
