//! Places on a page.

use lopdf::{Document, Object};

use super::{follow, number};

/// Scale, turn and place, as PDF writes them.
pub type Matrix = [f64; 6];
/// Changes nothing.
pub const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `m`, then `n`.
pub fn multiply(m: Matrix, n: Matrix) -> Matrix {
    [
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    ]
}

/// The matrix of six numbers.
pub fn matrix(n: &[f64]) -> Option<Matrix> {
    n.try_into().ok()
}

/// Area of a page in square points.
pub fn area(doc: &Document, media: Option<&Object>) -> f64 {
    let media: Vec<f64> = match media {
        Some(Object::Array(items)) => items
            .iter()
            .filter_map(|o| number(follow(doc, o)?))
            .collect(),
        _ => Vec::new(),
    };
    match media.as_slice() {
        [x0, y0, x1, y1] => ((x1 - x0) * (y1 - y0)).abs().max(1.0),
        // A4.
        _ => 595.0 * 842.0,
    }
}
