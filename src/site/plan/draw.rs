//! Geometry of drawings: whole points in a field as wide as a phone, so that the letters stay letters there.

use jiff::civil::Date;

use crate::site::view::{ChartView, DrawingView, LegendItem, ShapeView};
use crate::text::{date, number};

/// As wide as the narrowest screen that the theme knows.
const WIDTH: u32 = 320;

/// A row of columns: its class, and a value for each group.
pub struct Series {
    pub class: &'static str,
    pub values: Vec<Option<f64>>,
}

/// Columns in groups, with a scale from zero; `percent` fixes its end at 100, if that is enough. A value that is not known has no column.
pub fn columns(groups: &[String], series: &[Series], percent: bool) -> DrawingView {
    const HEIGHT: u32 = 170;
    const LEFT: u32 = 34;
    const TOP: u32 = 16;
    const FLOOR: u32 = 144;
    let largest = series
        .iter()
        .flat_map(|s| s.values.iter().flatten())
        .fold(0.0_f64, |a, b| a.max(*b));
    let (top, step) = match percent && largest <= 100.0 {
        true => (100.0, 25.0),
        // There are ratios above 100 %, too.
        false => scale(largest),
    };
    let y = |value: f64| FLOOR - ((value / top) * f64::from(FLOOR - TOP)).round() as u32;
    let word = |value: f64| match percent {
        true => format!("{}\u{a0}%", number::decimal(value)),
        false => number::decimal(value),
    };
    let mut shapes = Vec::new();
    for i in 0..=(top / step).round() as u32 {
        let value = f64::from(i) * step;
        let class = if i == 0 { "axis" } else { "grid" };
        shapes.push(line(class, (LEFT, y(value)), WIDTH - LEFT, 0));
        shapes.push(text("label", (LEFT - 6, y(value) + 4), &word(value), "end"));
    }
    let room = (WIDTH - LEFT) / groups.len().max(1) as u32;
    let each = (room * 7 / 10 / series.len().max(1) as u32).clamp(4, 56);
    for (g, group) in groups.iter().enumerate() {
        let middle = LEFT + room * g as u32 + room / 2;
        let from = middle.saturating_sub(each * series.len() as u32 / 2);
        for (s, row) in series.iter().enumerate() {
            let Some(value) = row.values.get(g).copied().flatten() else {
                continue;
            };
            let (x, y) = (from + each * s as u32, y(value));
            let mut bar = shape("bar", row.class, (x, y), each.saturating_sub(2), FLOOR - y);
            bar.text = Some(format!("{group}: {}", word(value)));
            shapes.push(bar);
            shapes.push(text(
                "value",
                (x + each / 2, y.saturating_sub(4)),
                &word(value),
                "middle",
            ));
        }
        shapes.push(text("label", (middle, FLOOR + 16), group, "middle"));
    }
    DrawingView {
        width: WIDTH,
        height: HEIGHT,
        shapes,
    }
}

/// A round end of the scale above the largest value, and its step.
fn scale(largest: f64) -> (f64, f64) {
    let mut step = 1.0;
    for factor in [2.0, 2.5, 2.0].into_iter().cycle() {
        if step * 4.0 >= largest {
            break;
        }
        step *= factor;
    }
    let steps = (largest / step).ceil().max(1.0);
    (steps * step, step)
}

/// A term with its months and what is planned in it. Today is not marked: the page would have to change every day.
pub fn term((from, to): (Date, Date), events: &[(Date, String, &'static str)]) -> DrawingView {
    const MIDDLE: u32 = 12;
    const LEFT: u32 = 6;
    let days = |day: Date| f64::from((day - from).get_days().max(0));
    let all = days(to).max(1.0);
    let x = |day: Date| {
        LEFT + ((days(day).min(all) / all) * f64::from(WIDTH - 2 * LEFT)).round() as u32
    };
    let mut shapes = vec![line("axis", (LEFT, MIDDLE), WIDTH - 2 * LEFT, 0)];
    let mut month = from.first_of_month();
    while let Ok(next) = month.checked_add(jiff::Span::new().months(1)) {
        if next > to {
            break;
        }
        shapes.push(line("grid", (x(next), MIDDLE - 5), 0, 10));
        month = next;
    }
    for (day, label, class) in events.iter().filter(|(day, ..)| (from..=to).contains(day)) {
        let mut dot = shape("dot", class, (x(*day), MIDDLE), 9, 9);
        dot.text = Some(format!("{}: {label}", date::long(*day)));
        shapes.push(dot);
    }
    shapes.push(text(
        "label",
        (LEFT, MIDDLE + 24),
        &date::long(from),
        "start",
    ));
    shapes.push(text(
        "label",
        (WIDTH - LEFT, MIDDLE + 24),
        &date::long(to),
        "end",
    ));
    DrawingView {
        width: WIDTH,
        height: MIDDLE + 32,
        shapes,
    }
}

/// The share of a number in the largest one, in whole per cent.
pub fn share(n: u32, largest: u32) -> u8 {
    (f64::from(n) * 100.0 / f64::from(largest.max(1))).round() as u8
}

/// A drawing without a table: the figures stand on the page anyway.
pub fn figure(
    title: impl Into<String>,
    drawing: DrawingView,
    legend: &[(&str, &str)],
) -> ChartView {
    let legend = legend.iter().map(|(class, label)| LegendItem {
        class: (*class).to_owned(),
        label: (*label).to_owned(),
    });
    ChartView {
        title: title.into(),
        drawing,
        legend: legend.collect(),
        head: Vec::new(),
        rows: Vec::new(),
    }
}

fn shape(kind: &str, class: &str, (x, y): (u32, u32), width: u32, height: u32) -> ShapeView {
    ShapeView {
        kind: kind.to_owned(),
        class: class.to_owned(),
        x,
        y,
        width,
        height,
        text: None,
        anchor: None,
    }
}

fn line(class: &str, from: (u32, u32), width: u32, height: u32) -> ShapeView {
    shape("line", class, from, width, height)
}

fn text(class: &str, at: (u32, u32), words: &str, anchor: &str) -> ShapeView {
    ShapeView {
        text: Some(words.to_owned()),
        anchor: Some(anchor.to_owned()),
        ..shape("text", class, at, 0, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_end_in_round_numbers() {
        for (largest, end) in [
            (0.0, 1.0),
            (3.0, 3.0),
            (9.0, 10.0),
            (42.0, 60.0),
            (100.0, 100.0),
        ] {
            assert_eq!(scale(largest).0, end, "{largest}");
        }
    }

    #[test]
    fn columns_stand_on_the_floor_and_stay_inside() {
        let groups: Vec<String> = (0..6).map(|n| format!("{}/{}", 20 + n, 21 + n)).collect();
        let series = [Series {
            class: "one",
            values: vec![
                Some(10.0),
                None,
                Some(100.0),
                Some(0.0),
                Some(55.0),
                Some(1.0),
            ],
        }];
        let drawing = columns(&groups, &series, true);
        let bars: Vec<_> = drawing.shapes.iter().filter(|s| s.kind == "bar").collect();
        assert_eq!(bars.len(), 5);
        assert!(
            bars.iter()
                .all(|b| b.y + b.height == 144 && b.x + b.width <= drawing.width)
        );
        assert_eq!(bars[1].height, 128);
        let more = [Series {
            class: "one",
            values: vec![Some(130.0), Some(-5.0), None],
        }];
        let drawing = columns(&groups, &more, true);
        assert!(
            drawing
                .shapes
                .iter()
                .all(|s| s.y <= drawing.height && s.y + s.height <= 160)
        );
    }

    #[test]
    fn a_term_shows_what_lies_inside() {
        let day = |text| date::parse(text).unwrap();
        let events = ["2026-08-31", "2026-09-01", "2027-05-31", "2027-06-01"]
            .map(|d| (day(d), "Урок".to_owned(), "one"));
        let drawing = term((day("2026-09-01"), day("2027-05-31")), &events);
        let dots = drawing.shapes.iter().filter(|s| s.kind == "dot");
        assert_eq!(dots.map(|d| d.x).collect::<Vec<_>>(), [6, 314]);
        let months = drawing.shapes.iter().filter(|s| s.class == "grid").count();
        assert_eq!(months, 8);
    }
}
