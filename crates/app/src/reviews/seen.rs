//! A reading that somebody else reviews is noted in the commit of its ledger entry.

use trefoil_core::act::Act;
use trefoil_core::calendar::local_date;
use trefoil_core::glass::ReviewKind;
use trefoil_core::ids::ReviewId;
use trefoil_core::principal::Role;
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_policy::{Asker, Relationship, Sight, Standing};
use trefoil_store::ledger::Touch;
use trefoil_store::review::{Used, review_used};
use trefoil_store::scribe::WEIGHT_READ;
use trefoil_store::{Fault, Written};

use crate::door::{App, refusal, subject_of};

/// What a reading is a use of, beyond the reader's own work.
fn use_of(asker: &Asker, standing: &Standing, sight: &Sight) -> Option<ReviewKind> {
    let facts = asker
        .worker
        .as_ref()
        .filter(|_| !leaks(Leak::WideUseUnreviewed))?;
    let own = [
        Relationship::Allocated,
        Relationship::Cover,
        Relationship::AllocatedElsewhere,
        Relationship::BreakGlass,
    ];
    if own.iter().any(|one| standing.relationships.contains(one)) {
        return None;
    }
    if facts.holds(Role::Custodian) {
        return Some(ReviewKind::Custodian);
    }
    if facts.holds(Role::EmergencyDuty) {
        return Some(ReviewKind::EmergencyDuty);
    }
    let wide = facts.holds(Role::TeamManager) || facts.holds(Role::MeetingChair);
    (wide && facts.stepped_up && !sight.places().is_none()).then_some(ReviewKind::Located)
}

impl App {
    /// Commits the entry of a reading of one record, so that its answer may leave; and, where it is to be reviewed, that with it.
    pub(crate) async fn record_seen(
        &self,
        asker: &Asker,
        act: Act,
        (standing, sight): (&Standing, &Sight),
        touched: Vec<Touch>,
    ) -> Result<(), Refusal> {
        let on = subject_of(sight.subject());
        let worker = asker.worker.as_ref().map(|facts| facts.worker);
        let (Some(kind), Some(worker)) = (use_of(asker, standing, sight), worker) else {
            return self.record(asker, act, on, touched).await;
        };
        let now = self.now();
        let used = Used {
            review: ReviewId::mint(&self.mint(now)),
            kind,
            worker,
            subject: on,
            day: local_date(now).to_string(),
            glass: None,
            at: now,
        };
        let entry = self.entry(asker.principal, act, on, touched);
        let (again, authority) = (entry.clone(), self.authority);
        let noted = self.scribe.write(WEIGHT_READ, move |tx| {
            Box::pin(async move {
                review_used(tx, authority, &used).await?;
                Ok(Written {
                    value: (),
                    entries: vec![entry],
                })
            })
        });
        match noted.await {
            // On a disk that is full to the last byte the ledger's entry alone still goes in.
            Err(Fault::Full) => self.append(again).await,
            other => other.map_err(refusal),
        }
    }
}
