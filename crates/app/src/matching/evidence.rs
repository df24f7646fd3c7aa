//! The evidence beside a candidate: per field, in words that say for or against and never a located value.

use jiff::civil::Date;
use trefoil_core::act::Act;
use trefoil_core::calendar::local_date;
use trefoil_core::date_words::{age, day};
use trefoil_core::family::Candidate as Fitting;
use trefoil_core::ids::{ContactId, FamilyId, PersonId, SightingId};
use trefoil_core::principal::{Job, Principal};
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::sighting::Sighting;
use trefoil_linkage::{Certainty, Field, Record, Scorer, certain, compare, evidence};
pub use trefoil_linkage::{Evidence, Leaning};
use trefoil_policy::{Asker, Permit};
use trefoil_store::pair::ties_open;
use trefoil_store::person::{Believed, cards_seen};
use trefoil_store::sighting::SightingRow;
use trefoil_store::{Fault, Tx, candidate, link};

use super::describe::{card_record, scorer, sighting_record, sighting_record_closed};
use super::propose::{behind, records_of};
use crate::door::App;
use crate::persons::sights_of;

/// Somebody known who may be the person described.
#[derive(Clone)]
pub struct Candidate {
    /// What is believed of them.
    pub believed: Believed,
    /// 0 to 1.
    pub probability: f64,
    /// For and against, field by field.
    pub evidence: Vec<Evidence>,
    /// Whether only the custodian may say that they are the same: the two have different numbers, as after an adoption.
    pub custodian_only: bool,
    /// Whether they are of a family that the contact is held to be about. It says more than what two records have in common.
    pub of_family: bool,
}

impl Candidate {
    /// As the rule of whole families sees it.
    pub(crate) fn core(&self, sighting: SightingId, families: &[(PersonId, FamilyId)]) -> Fitting {
        let person = self.believed.person;
        Fitting {
            sighting,
            person,
            families: families
                .iter()
                .filter(|(of, _)| *of == person)
                .map(|(_, family)| *family)
                .collect(),
            probability: if self.custodian_only {
                0.5
            } else {
                self.probability
            },
            protected: self.believed.protected,
        }
    }
}

/// The system's own leave to compare what is under guard: what it finds is told in words without the values.
pub(crate) fn leave_to_compare(app: &App) -> Result<Permit, Fault> {
    let job = Asker::machine(Principal::Job(Job::AutoLink));
    app.policy
        .permit(&job, Act::MatchAuto, None)
        .map_err(Fault::Refused)
}

/// The candidates of a contact's open sightings whom the asker may see, best first, those already said no to left out.
pub(crate) async fn candidates_for(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    contact: ContactId,
    seen: &[(SightingRow, Sighting)],
) -> Result<Vec<(SightingId, Vec<Candidate>)>, Fault> {
    let proposed = candidate::candidates_of(tx, app.authority, contact).await?;
    if proposed.is_empty() {
        return Ok(Vec::new());
    }
    let permit = leave_to_compare(app)?;
    let mut persons: Vec<PersonId> = proposed.iter().map(|one| one.person).collect();
    persons.sort_unstable();
    persons.dedup();
    let sights = sights_of(app, tx, asker, &persons).await?;
    let cards = cards_seen(tx, &app.ring, app.authority, &sights).await?;
    let records = records_of(app, tx, &permit, &persons, app.now()).await?;
    let refused = link::not_same_of_contact(tx, app.authority, contact).await?;
    let tied = ties_open(tx, app.authority, &permit, &persons).await?;
    let mut found = Vec::new();
    for (row, seen) in seen.iter().filter(|(row, _)| row.person.is_none()) {
        let mine = proposed.iter().filter(|one| {
            let refused = refused.contains(&(row.root, one.person));
            one.sighting == row.sighting && (!refused || leaks(Leak::NotSameForgotten))
        });
        let list = mine.filter_map(|one| {
            let believed = cards.get(&one.person)?;
            let record = records.get(&one.person)?;
            let scored = Some(one.probability);
            Some(compared(believed, record, seen, row, &permit, scored))
        });
        let mut list: Vec<Candidate> = list.collect();
        // Of two records of one person, the one that stands first is offered.
        let all: Vec<PersonId> = list.iter().map(|one| one.believed.person).collect();
        list.retain(|one| !behind(&tied, one.believed.person, &all));
        found.push((row.sighting, list));
    }
    Ok(found)
}

/// A person compared with a sighting here and now. For somebody who may be hiding, places are left out of the comparison:
/// "same phone" would say where they are. A proposed candidate was scored when it was proposed.
pub(crate) fn compared(
    believed: &Believed,
    record: &Record,
    seen: &Sighting,
    row: &SightingRow,
    permit: &Permit,
    scored: Option<f64>,
) -> Candidate {
    let hiding = (believed.protected || row.protects) && !leaks(Leak::PlacesTold);
    let (one, other) = if hiding {
        (sighting_record_closed(seen), &card_record(&believed.card))
    } else {
        (sighting_record(seen, permit), record)
    };
    let comparisons = compare(&one, other);
    let mut evidence = evidence(&one, other, &comparisons);
    let age = age_said(believed, seen, local_date(row.received_at));
    if let (Some((leaning, words)), Some(line)) = (age, birth_line(&mut evidence)) {
        (line.leaning, line.words) = (leaning, words);
    }
    Candidate {
        evidence,
        of_family: false,
        custodian_only: certain(&one, other) == Certainty::NeverAcrossChangedNumber,
        believed: believed.clone(),
        probability: scored.unwrap_or_else(|| scorer().score(&one, other).probability),
    }
}

fn birth_line(evidence: &mut [Evidence]) -> Option<&mut Evidence> {
    let mut lines = evidence.iter_mut();
    lines.find(|one| one.field == Field::DateOfBirth)
}

/// An age or a year that was said in the place of a birth date, beside the date on record.
fn age_said(believed: &Believed, seen: &Sighting, said_on: Date) -> Option<(Leaning, String)> {
    let said = seen.described.birth.roughly()?;
    let born = believed.card.birth.born()?;
    let leaning = match said.fits(born, said_on) {
        Some(true) => Leaning::For,
        Some(false) => Leaning::Against,
        None => Leaning::Neither,
    };
    let then = age(&believed.card.birth, said_on);
    let words = format!(
        "Age: {}; on record born {}, {then} then",
        said.words(),
        day(born)
    );
    Some((leaning, words))
}
