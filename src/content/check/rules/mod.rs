//! The rules, one file each.

mod act_from_future;
mod act_number_homoglyph;
mod act_number_malformed;
mod act_number_similar;
mod act_unpublished;
mod amendment_out_of_order;
mod approved_before_drawn_up;
mod bad_school_year;
mod bad_timezone;
mod bank_stale;
mod completed_without_results;
mod completion_before_start;
mod completion_in_future;
mod consent_dates;
mod consent_elsewhere;
mod consent_expiring;
mod consent_from_future;
mod consent_scan;
mod consent_without_fields;
mod curator_not_deputy;
mod curator_orders_overlap;
mod done_in_future;
mod duplicate_participant;
mod empty_page;
mod event_reversed;
mod expires_before_publish;
mod extension_one_sided;
mod fact_after_completion;
mod fact_for_future;
pub mod foreign_messenger;
mod homoglyph;
mod left_before_joined;
mod local_act_without_file;
mod long_chain;
mod minor_unrepresented;
pub mod misquoted_act;
mod mojibake;
mod news_from_future;
mod no_participants;
mod order_after_start;
mod order_missing;
mod orphan_attachment;
mod overdue_program;
mod participant_left;
mod participation_ended;
mod participation_missing;
mod photo_without_persons;
pub mod placeholder;
mod plan_unfinished;
mod results_too_early;
mod results_without_program;
mod role_not_held;
mod same_direction_twice;
mod self_mentoring;
mod share_over_whole;
mod spaced_letters;
mod stale_project;
mod stale_year;
mod superseded_in_force;
mod supersession_cycle;
mod term_before_approval;
mod term_missing;
mod term_too_long;
mod term_too_short;
mod tombstone_with_data;
mod unclosed_mention;
mod unknown_criterion;
mod year_outside_period;

/// What every rule file needs.
mod prelude {
    pub use super::super::rule::Cx;
    pub(in crate::content::check) use super::super::rule::rule;
    pub use crate::content::parse::record::Person;
    pub use crate::content::parse::value::{Done, Ref};
    pub use crate::diag::Diagnostic;
    pub use crate::source::{Sp, Span};
    pub use crate::text::{date, fold, plural};
}

use super::CheckRule;

/// Every rule of the check phase.
pub static RULES: &[&CheckRule] = &[
    &act_from_future::RULE,
    &act_number_homoglyph::RULE,
    &act_number_malformed::RULE,
    &act_number_similar::RULE,
    &act_unpublished::RULE,
    &amendment_out_of_order::RULE,
    &approved_before_drawn_up::RULE,
    &bad_school_year::RULE,
    &bad_timezone::RULE,
    &bank_stale::RULE,
    &completed_without_results::RULE,
    &completion_before_start::RULE,
    &completion_in_future::RULE,
    &consent_dates::RULE,
    &consent_elsewhere::RULE,
    &consent_expiring::RULE,
    &consent_from_future::RULE,
    &consent_scan::RULE,
    &consent_without_fields::RULE,
    &curator_not_deputy::RULE,
    &curator_orders_overlap::RULE,
    &done_in_future::RULE,
    &duplicate_participant::RULE,
    &empty_page::RULE,
    &event_reversed::RULE,
    &expires_before_publish::RULE,
    &extension_one_sided::RULE,
    &fact_after_completion::RULE,
    &fact_for_future::RULE,
    &foreign_messenger::RULE,
    &homoglyph::RULE,
    &left_before_joined::RULE,
    &local_act_without_file::RULE,
    &long_chain::RULE,
    &minor_unrepresented::RULE,
    &misquoted_act::RULE,
    &mojibake::RULE,
    &news_from_future::RULE,
    &no_participants::RULE,
    &order_after_start::RULE,
    &order_missing::RULE,
    &orphan_attachment::RULE,
    &overdue_program::RULE,
    &participant_left::RULE,
    &participation_ended::RULE,
    &participation_missing::RULE,
    &photo_without_persons::RULE,
    &placeholder::RULE,
    &plan_unfinished::RULE,
    &results_too_early::RULE,
    &results_without_program::RULE,
    &role_not_held::RULE,
    &same_direction_twice::RULE,
    &self_mentoring::RULE,
    &share_over_whole::RULE,
    &spaced_letters::RULE,
    &stale_project::RULE,
    &stale_year::RULE,
    &superseded_in_force::RULE,
    &supersession_cycle::RULE,
    &term_before_approval::RULE,
    &term_missing::RULE,
    &term_too_long::RULE,
    &term_too_short::RULE,
    &tombstone_with_data::RULE,
    &unclosed_mention::RULE,
    &unknown_criterion::RULE,
    &year_outside_period::RULE,
];
