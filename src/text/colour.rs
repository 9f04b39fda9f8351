//! Colours: read as people write them, compared as WCAG does.

use std::fmt;

/// What text needs to stand out from what is behind it (WCAG 2.1, 1.4.3).
pub const READABLE: f64 = 4.5;

/// Red, green and blue, 0–255, in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// Black.
    pub const BLACK: Self = Self([0; 3]);
    /// White.
    pub const WHITE: Self = Self([255; 3]);

    /// Reads `#17595b` or `#1bc`; the hash may be absent, letters may be of either size.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.strip_prefix('#').unwrap_or(text);
        let digits: Option<Vec<u8>> = digits
            .chars()
            .map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok()))
            .collect();
        match *digits?.as_slice() {
            [r, g, b] => Some(Self([r * 17, g * 17, b * 17])),
            [r, rr, g, gg, b, bb] => Some(Self([r * 16 + rr, g * 16 + gg, b * 16 + bb])),
            _ => None,
        }
    }

    /// This colour with `share` (0–1) of another in it.
    pub fn mixed(self, other: Self, share: f64) -> Self {
        let one = |i: usize| {
            let (a, b) = (f64::from(self.0[i]), f64::from(other.0[i]));
            (a + (b - a) * share).round() as u8
        };
        Self([one(0), one(1), one(2)])
    }

    /// Relative luminance, 0–1: <https://www.w3.org/TR/WCAG21/#dfn-relative-luminance>.
    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            match part <= 0.04045 {
                true => part / 12.92,
                false => ((part + 0.055) / 1.055).powf(2.4),
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Contrast of two colours, 1–21: <https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio>.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// This colour, or the nearest on the way to `towards` that `enough` is content with; `towards` if none is.
    pub fn until(self, towards: Self, enough: impl Fn(Self) -> bool) -> Self {
        let steps = (0..100).map(|step| self.mixed(towards, f64::from(step) / 100.0));
        steps.into_iter().find(|&c| enough(c)).unwrap_or(towards)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_people_write_them() {
        let teal = Colour([0x17, 0x59, 0x5b]);
        for text in ["#17595b", "17595B", " #17595b "] {
            assert_eq!(Colour::parse(text), Some(teal), "{text}");
        }
        assert_eq!(Colour::parse("#1bc"), Some(Colour([0x11, 0xbb, 0xcc])));
        assert_eq!(teal.to_string(), "#17595b");
        for text in ["", "#", "#12", "#1234", "#12345g", "синий", "#1234567"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    /// The figures that every checker gives.
    #[test]
    fn contrast_as_measured_elsewhere() {
        let contrast = |a: &str, b: &str| {
            let [a, b] = [a, b].map(|c| Colour::parse(c).unwrap());
            (a.contrast(b) * 100.0).round() / 100.0
        };
        assert_eq!(contrast("#000", "#fff"), 21.0);
        assert_eq!(contrast("#767676", "#fff"), 4.54);
        assert_eq!(contrast("#777", "#fff"), 4.48);
        assert_eq!(contrast("#f00", "#fff"), 4.0);
    }
}
