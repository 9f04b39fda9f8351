//! The gate's clauses: each says why something may not go out. One small file each, one list.

macro_rules! clause {
    ($name:literal, $summary:literal, $explanation:literal, $withholds:literal, $way_out:literal, $($source:tt)+) => {
        /// What is written about this clause.
        pub static CLAUSE: $crate::content::gate::Clause = $crate::content::gate::Clause {
            name: $name,
            summary: $summary,
            explanation: $explanation,
            withholds: $withholds,
            way_out: $way_out,
            source: $crate::diag::source!($($source)+),
        };
    };
}

pub mod announcement_over;
pub mod consent_expired;
pub mod consent_missing;
pub mod consent_not_yet;
pub mod consent_withdrawn;
pub mod document_draft;
pub mod document_not_yet;
pub mod early_end;
pub mod embargo;
pub mod embargo_follows;
pub mod minor;
pub mod not_yet;
pub mod pair_order;
pub mod pairing;
pub mod participation;
pub mod person_gone;
pub mod picture;
pub mod program_draft;
pub mod public_extract;
pub mod public_title;
pub mod results_unapproved;
pub mod small_group;
pub mod stigma;

use super::Clause;

/// Every clause.
pub static CLAUSES: &[&Clause] = &[
    &announcement_over::CLAUSE,
    &consent_expired::CLAUSE,
    &consent_missing::CLAUSE,
    &consent_not_yet::CLAUSE,
    &consent_withdrawn::CLAUSE,
    &document_draft::CLAUSE,
    &document_not_yet::CLAUSE,
    &early_end::CLAUSE,
    &embargo::CLAUSE,
    &embargo_follows::CLAUSE,
    &minor::CLAUSE,
    &not_yet::CLAUSE,
    &pair_order::CLAUSE,
    &pairing::CLAUSE,
    &participation::CLAUSE,
    &person_gone::CLAUSE,
    &picture::CLAUSE,
    &program_draft::CLAUSE,
    &public_extract::CLAUSE,
    &public_title::CLAUSE,
    &results_unapproved::CLAUSE,
    &small_group::CLAUSE,
    &stigma::CLAUSE,
];
