//! A school's colour in the place of the theme's: one colour is asked for, the rest follows from it and stays readable.

use super::{Colour as Property, Theme};
use crate::text::colour::{Colour, READABLE};

/// The selector of the dark colours in the default theme: with any other the school's would lose to them, or to a
/// visitor's choice.
pub const DARK: &str = ":root:where(:not([data-colours]))";

/// What dark paper asks for: thin light letters need more than dark ones on white.
const READABLE_ON_DARK: f64 = 6.0;

/// A style sheet that lies over `style.css` of the default theme.
pub fn accent(wanted: Colour) -> String {
    let (light, dark) = Theme::colours();
    let light = properties(&on_light(wanted, &light));
    let dark = properties(&on_dark(wanted, &dark));
    // Paper is printed black on white whatever the school's colour.
    format!(
        "@media screen {{\n:root {{ {light} }}\n:root[data-colours=\"dark\"] {{ {dark} }}\n}}\n\
         @media screen and (prefers-color-scheme: dark) {{\n{DARK} {{ {dark} }}\n}}\n"
    )
}

/// The accent, a stronger one, a soft one to lie behind text, and what is written on it.
struct Accent {
    accent: Colour,
    strong: Colour,
    soft: Colour,
    on: Colour,
}

fn on_light(wanted: Colour, theme: &[Property]) -> Accent {
    let papers = [of(theme, "--paper"), of(theme, "--surface")];
    let accent = wanted.until(Colour::BLACK, |c| {
        let behind = [papers[0], papers[1], soft(c, papers[0])];
        behind.iter().all(|b| c.contrast(*b) >= READABLE)
    });
    Accent {
        accent,
        strong: accent.mixed(Colour::BLACK, 0.25),
        soft: soft(accent, papers[0]),
        on: Colour::WHITE,
    }
}

fn on_dark(wanted: Colour, theme: &[Property]) -> Accent {
    let papers = [of(theme, "--paper"), of(theme, "--surface")];
    let quiet = of(theme, "--quiet");
    let soft = wanted.mixed(papers[0], 0.8);
    let soft = soft.until(papers[0], |c| quiet.contrast(c) >= READABLE);
    let accent = wanted.until(Colour::WHITE, |c| {
        let behind = [papers[0], papers[1], soft];
        behind.iter().all(|b| c.contrast(*b) >= READABLE_ON_DARK)
    });
    Accent {
        accent,
        strong: accent.mixed(Colour::WHITE, 0.35),
        soft,
        on: papers[0],
    }
}

/// A tint to lie behind text of the colour itself.
fn soft(accent: Colour, paper: Colour) -> Colour {
    accent.mixed(paper, 0.88)
}

fn of(theme: &[Property], name: &str) -> Colour {
    let value = theme.iter().find(|(n, _)| n == name).map(|(_, v)| v);
    value
        .and_then(|v| Colour::parse(v))
        .unwrap_or_else(|| panic!("the default theme has no {name}"))
}

fn properties(a: &Accent) -> String {
    let Accent {
        accent,
        strong,
        soft,
        on,
    } = a;
    format!(
        "--accent: {accent}; --accent-strong: {strong}; --accent-soft: {soft}; --on-accent: {on};"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every pair of colours that the theme lays on each other.
    fn unreadable(a: &Accent, theme: &[Property]) -> Vec<String> {
        let behind = [of(theme, "--paper"), of(theme, "--surface"), a.soft];
        let text = [a.accent, a.strong];
        let pairs = text
            .iter()
            .flat_map(|t| behind.iter().map(move |b| (*t, *b)));
        let ink = [(of(theme, "--ink"), a.soft), (of(theme, "--quiet"), a.soft)];
        pairs
            .chain([(a.on, a.accent), (a.on, a.strong)])
            .chain(ink)
            .filter(|(t, b)| t.contrast(*b) < READABLE)
            .map(|(t, b)| format!("{t} on {b}: {:.2}", t.contrast(b)))
            .collect()
    }

    #[test]
    fn any_colour_becomes_readable() {
        let (light, dark) = Theme::colours();
        let steps = [0, 51, 102, 153, 204, 255];
        for r in steps {
            for g in steps {
                for b in steps {
                    let wanted = Colour([r, g, b]);
                    let none = Vec::<String>::new();
                    assert_eq!(
                        unreadable(&on_light(wanted, &light), &light),
                        none,
                        "{wanted}"
                    );
                    assert_eq!(unreadable(&on_dark(wanted, &dark), &dark), none, "{wanted}");
                }
            }
        }
        let pale = Accent {
            accent: Colour([255, 255, 0]),
            ..on_light(Colour::BLACK, &light)
        };
        assert!(!unreadable(&pale, &light).is_empty(), "the test can fail");
    }

    #[test]
    fn a_readable_colour_stays_as_it_is() {
        let (light, _) = Theme::colours();
        let teal = Colour([0x17, 0x59, 0x5b]);
        assert_eq!(on_light(teal, &light).accent, teal);
    }
}
