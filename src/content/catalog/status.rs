//! States derived from what is written and from today. Nobody writes them, so the two cannot disagree.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::content::parse::record::{Act, Program, Roadmap};
use crate::content::parse::value::{Day, Done};
use crate::source::Sp;
use crate::text::fold::fold;
use crate::vocab::{ActState, AmendmentKind, CompletionWay, Level, ProgramStatus};

use super::Catalog;

impl Program {
    /// The status on a day (domain §2.7).
    pub fn status(&self, today: Date) -> ProgramStatus {
        let Some(approved) = &self.approved else {
            return ProgramStatus::Draft;
        };
        if approved.date.value.0 > today {
            return ProgramStatus::Draft;
        }
        if let Some(completion) = self.completion_by(today) {
            return match completion.way.value.0 {
                CompletionWay::PlanDone => ProgramStatus::Completed,
                _ => ProgramStatus::EndedEarly,
            };
        }
        let Some(period) = &self.period else {
            return ProgramStatus::Approved;
        };
        let end = self.end(today).unwrap_or(period.to.value.0);
        if today < period.from.value.0 {
            ProgramStatus::Approved
        } else if today > end {
            ProgramStatus::Overdue
        } else if end > period.to.value.0 {
            ProgramStatus::Extended
        } else {
            ProgramStatus::Running
        }
    }

    /// Whether nothing that the status is derived from has been refused.
    pub fn status_is_sure(&self) -> bool {
        !self.doubtful(&["approved", "period", "amendments", "completion"])
    }

    /// The completion record, once its day has come.
    pub fn completion_by(&self, today: Date) -> Option<&crate::content::parse::record::Completion> {
        self.completion
            .as_ref()
            .map(|c| &c.value)
            .filter(|c| c.date.value.0 <= today)
    }

    /// The last day of the term as amended by `today`.
    pub fn end(&self, today: Date) -> Option<Date> {
        self.amended_end(today)
            .or_else(|| self.period.as_ref().map(|p| p.to.value.0))
    }

    fn amended_end(&self, today: Date) -> Option<Date> {
        self.last_amended(today).map(|to| to.value.0)
    }

    /// The new last day of the amendment that set it, by `today`.
    pub fn last_amended(&self, today: Date) -> Option<&Sp<Day>> {
        self.amendments
            .iter()
            .filter(|a| a.date.value.0 <= today)
            .filter(|a| {
                matches!(
                    a.kind.value.0,
                    AmendmentKind::Extend | AmendmentKind::Shorten
                )
            })
            .filter_map(|a| Some((a.date.value.0, a.to.as_ref()?)))
            .max_by_key(|(decided, _)| *decided)
            .map(|(_, to)| to)
    }
}

impl Act {
    /// The first day of force: as written, else the day of the act.
    pub fn force_from(&self) -> Option<Date> {
        let written = self.in_force.as_ref().and_then(|f| f.from.as_ref());
        written.or(self.date.as_ref()).map(|d| d.value.0)
    }

    /// The last day of force, if one is written.
    pub fn force_until(&self) -> Option<Date> {
        self.in_force
            .as_ref()
            .and_then(|f| f.until.as_ref())
            .map(|d| d.value.0)
    }
}

impl Catalog {
    /// The state of an act on a day: an act that another one replaces is repealed from that one's first day.
    pub fn act_state(&self, id: &str, today: Date) -> ActState {
        let Some(act) = self.acts.get(id) else {
            return ActState::InForce;
        };
        if act.force_from().is_some_and(|from| from > today) {
            return ActState::NotYet;
        }
        if act.force_until().is_some_and(|until| until < today) {
            return ActState::Repealed;
        }
        let replaced = self
            .replaced_by(id)
            .into_iter()
            .any(|by| by.force_from().is_none_or(|from| from <= today));
        if replaced {
            ActState::Repealed
        } else {
            ActState::InForce
        }
    }

    /// Whether a road map is the school's own. It answers only for that one: of others it has no facts, and must not say
    /// «не выполнено».
    pub fn is_own_roadmap(&self, roadmap: &Roadmap) -> bool {
        let level = roadmap.level.as_ref();
        if level.is_some_and(|l| l.value.0 != Level::Local) {
            return false;
        }
        let organization = &self.site.organization;
        let act = roadmap.act.as_ref().and_then(|a| self.acts.of(a));
        let issuer = act.and_then(|a| a.issuer.as_ref());
        issuer.is_none_or(|issuer| {
            let issuer = fold(issuer);
            let names = [Some(&organization.name), organization.short_name.as_ref()];
            names
                .into_iter()
                .flatten()
                .any(|n| issuer.contains(&fold(n)) || fold(n).contains(&issuer))
        })
    }

    /// The acts that replace this one: as it says itself, and as they say. Drafts replace nothing.
    pub fn replaced_by(&self, id: &str) -> Vec<&super::Entry<Act>> {
        self.linked(&self.replaced_by, id)
    }

    /// The acts that this one replaces, whoever says so.
    pub fn replaces(&self, id: &str) -> Vec<&super::Entry<Act>> {
        self.linked(&self.replaces, id)
    }

    fn linked(&self, index: &BTreeMap<String, Vec<String>>, id: &str) -> Vec<&super::Entry<Act>> {
        index
            .get(id)
            .into_iter()
            .flatten()
            .filter_map(|id| self.acts.get(id))
            .collect()
    }
}

/// Builds the index of supersession, once.
pub fn link_acts(catalog: &mut Catalog) {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for act in catalog
        .acts
        .iter()
        .filter(|a| a.draft.as_ref().is_none_or(|d| !d.value))
    {
        pairs.extend(
            catalog
                .acts
                .all_of(&act.replaces)
                .iter()
                .map(|old| (old.id.clone(), act.id.clone())),
        );
    }
    for act in catalog.acts.iter() {
        let newer = act.replaced_by.as_ref().and_then(|r| catalog.acts.of(r));
        pairs.extend(
            newer
                .filter(|n| n.draft.as_ref().is_none_or(|d| !d.value))
                .map(|n| (act.id.clone(), n.id.clone())),
        );
    }
    pairs.sort();
    pairs.dedup();
    for (old, new) in pairs {
        catalog
            .replaced_by
            .entry(old.clone())
            .or_default()
            .push(new.clone());
        catalog.replaces.entry(new).or_default().push(old);
    }
}

impl Done {
    /// Whether the row was fulfilled by a day.
    pub fn by(self, today: Date) -> bool {
        match self {
            Self::On(date) => date <= today,
            Self::Yes => true,
            Self::No => false,
        }
    }
}
