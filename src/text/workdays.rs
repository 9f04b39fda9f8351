//! Working days of a five-day week, by the production calendar in `workdays.txt`.
//!
//! A year enters the calendar after its decree. Until then only weekends are known, and every answer says so.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};

use super::date;

static CALENDAR: LazyLock<Calendar> =
    LazyLock::new(|| Calendar::read(include_str!("workdays.txt")));

#[derive(Default)]
struct Calendar {
    years: BTreeSet<i16>,
    /// Month and day.
    holidays: BTreeSet<(i8, i8)>,
    off: BTreeSet<Date>,
    work: BTreeSet<Date>,
}

/// The last day for something that must be done in so many working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    pub day: Date,
    /// Whether the calendar of every year on the way is known; otherwise only weekends were counted in some of them.
    pub exact: bool,
}

/// The day that is `n` working days after `day`, which itself does not count.
pub fn add(day: Date, n: u32) -> Deadline {
    let mut deadline = Deadline { day, exact: true };
    let mut left = n;
    while left > 0 && deadline.day < Date::MAX {
        deadline.day = date::add_days(deadline.day, 1);
        let (works, exact) = is_workday(deadline.day);
        deadline.exact &= exact;
        left -= u32::from(works);
    }
    deadline
}

/// Whether people work on a day, and whether that is known for sure.
pub fn is_workday(day: Date) -> (bool, bool) {
    let calendar = &*CALENDAR;
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    if !calendar.years.contains(&day.year()) {
        return (!weekend, false);
    }
    let holiday = calendar.holidays.contains(&(day.month(), day.day()));
    let rest = (weekend && !calendar.work.contains(&day)) || holiday || calendar.off.contains(&day);
    (!rest, true)
}

impl Calendar {
    fn read(text: &str) -> Self {
        let mut calendar = Self::default();
        for line in text.lines() {
            let Some((word, value)) = line.split_once(' ') else {
                continue;
            };
            match word {
                "holiday" => {
                    // Any leap year will do: only the month and the day are kept.
                    let day = date::parse(&format!("2024-{value}")).expect("a day of workdays.txt");
                    calendar.holidays.insert((day.month(), day.day()));
                }
                "year" => {
                    calendar
                        .years
                        .insert(value.parse().expect("a year of workdays.txt"));
                }
                "off" => {
                    calendar
                        .off
                        .insert(date::parse(value).expect("a day of workdays.txt"));
                }
                "work" => {
                    calendar
                        .work
                        .insert(date::parse(value).expect("a day of workdays.txt"));
                }
                _ => {}
            }
        }
        calendar
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// The sums that the official calendars print.
    #[test]
    fn years_have_as_many_working_days_as_announced() {
        for (year, days) in [(2023, 247), (2024, 248), (2025, 247), (2026, 247)] {
            let first = date(year, 1, 1);
            let all = first.series(jiff::ToSpan::day(1));
            let working = all
                .take_while(|d| d.year() == year)
                .filter(|d| is_workday(*d) == (true, true));
            assert_eq!(working.count(), days, "{year}");
        }
    }

    #[test]
    fn moved_days() {
        assert_eq!(
            is_workday(date(2024, 11, 2)),
            (true, true),
            "a working Saturday"
        );
        assert_eq!(is_workday(date(2025, 12, 31)), (false, true));
        assert_eq!(
            is_workday(date(2026, 3, 9)),
            (false, true),
            "8 March was a Sunday"
        );
        assert_eq!(
            is_workday(date(2026, 5, 8)),
            (true, true),
            "a short day is a working day"
        );
        assert_eq!(is_workday(date(2026, 11, 4)), (false, true));
    }

    #[test]
    fn the_day_itself_does_not_count() {
        let on = |y, m, d| Deadline {
            day: date(y, m, d),
            exact: true,
        };
        assert_eq!(add(date(2026, 11, 2), 0), on(2026, 11, 2));
        assert_eq!(add(date(2026, 11, 3), 1), on(2026, 11, 5));
        assert_eq!(add(date(2026, 11, 2), 10), on(2026, 11, 17));
        assert_eq!(
            add(date(2025, 12, 30), 1),
            on(2026, 1, 12),
            "the long holidays"
        );
    }

    #[test]
    fn a_year_without_a_decree_is_not_invented() {
        assert_eq!(is_workday(date(2027, 1, 1)), (true, false), "a Friday");
        assert_eq!(is_workday(date(2027, 1, 2)), (false, false));
        assert_eq!(
            add(date(2026, 12, 30), 1),
            Deadline {
                day: date(2027, 1, 1),
                exact: false
            }
        );
        assert!(!add(date(2022, 12, 30), 3).exact);
    }
}
