use super::{Count, published};
use crate::vocab::Form;

published! {
    /// What may be said of people who are not named, and the figures of the bank.
    PublishedBank {
        /// Mentors without a public name: role words and a position that enough people share.
        unnamed_mentors: Vec<Option<String>>,
        /// Mentors in the bank today.
        mentors: Count,
        /// Mentees in the bank today.
        mentees: Count,
        /// Mentees of running programmes by form.
        mentees_by_form: Vec<(Form, Count)>,
        /// Anonymous mentees of programmes: programme id and their number in it.
        unnamed_mentees: Vec<(String, u32)>,
        /// Teachers of the school, for coverage.
        teachers: Option<u32>,
        /// Share of teachers taking part, in percent; absent when it says too much.
        coverage: Option<f64>,
    }
}
