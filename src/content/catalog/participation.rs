//! Whether a person has agreed to take part in a programme: a consent of its own kind, which opens no data.

use jiff::civil::Date;

use crate::content::parse::record::{Consent, Person, Program};
use crate::source::Sp;
use crate::vocab::ConsentKind;

use super::Catalog;

/// Why somebody may not be counted among the participants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Others of the programme have a consent recorded, this person has none.
    Missing,
    /// It was withdrawn on this day.
    Withdrawn(Date),
    /// It held until this day.
    Expired(Date),
    /// It will hold from this day.
    NotYet(Date),
}

impl Catalog {
    /// Whether a participant agrees to take part: today, or on the day when the programme ended. A school that records
    /// no such consents in a programme keeps them elsewhere, and nothing can be said.
    pub fn participation(
        &self,
        program: &Program,
        person: &Person,
        today: Date,
    ) -> Result<(), Lack> {
        let day = program
            .completion_by(today)
            .map_or(today, |c| c.date.value.0);
        let own: Vec<&Consent> = recorded(person).collect();
        if own.is_empty() {
            let references = program.mentors.iter().chain(&program.mentees);
            let mut others = self.people.all_of(references).into_iter();
            let kept = others.any(|p| recorded(p).next().is_some());
            let gone = person.removed.is_some() || person.doubtful(&["consents"]);
            return if kept && !gone {
                Err(Lack::Missing)
            } else {
                Ok(())
            };
        }
        // The last consent decides: an earlier one that was withdrawn does not matter to a new one.
        let Some(last) = own.into_iter().max_by_key(|c| c.date.value) else {
            return Ok(());
        };
        if let Some(withdrawn) = &last.withdrawn
            && (withdrawn.value.0 <= day || program.completion_by(today).is_none())
        {
            return Err(Lack::Withdrawn(withdrawn.value.0));
        }
        if last.date.value.0 > day {
            return Err(Lack::NotYet(last.date.value.0));
        }
        match last.until.as_ref().filter(|u| u.value.0 < day) {
            Some(until) => Err(Lack::Expired(until.value.0)),
            None => Ok(()),
        }
    }
}

fn recorded(person: &Person) -> impl Iterator<Item = &Consent> {
    let sure = |c: &&Sp<Consent>| !c.doubtful(&["kind", "date", "until", "withdrawn"]);
    let consents = person.consents.iter().filter(sure).map(|c| &c.value);
    consents.filter(|c| c.kind.value.0 == ConsentKind::Participation)
}
