//! What a decision brings with it, written in the same transaction.

use std::collections::BTreeSet;

use jiff::Timestamp;
use trefoil_core::contact::{CameBy, Referrer};
use trefoil_core::decision::{Answer, Decided, Outcome};
use trefoil_core::follow::tell::Told;
use trefoil_core::follow::{FollowContent, FollowDecided, FollowKind, FollowState, Wanted, wanted};
use trefoil_core::ids::{FollowId, SightingId};
use trefoil_core::name::PersonName;
use trefoil_core::sighting::Sighting;
use trefoil_core::strand::Compartment;
use trefoil_policy::Permit;
use trefoil_store::contact::ContactHead;
use trefoil_store::follow::{FollowRow, follows_put};
use trefoil_store::notice::contact_told;
use trefoil_store::search::principal_key;
use trefoil_store::sighting::SightingRow;
use trefoil_store::version::{RecordKind, Recording, compartment_code};
use trefoil_store::{Fault, Tx};

use super::tell::Known;
use crate::door::App;

/// What a decision was about.
struct Begun<'a> {
    head: &'a ContactHead,
    decided: &'a Decided,
    people: Vec<(SightingRow, PersonName)>,
    told: Vec<Told>,
    known: &'a Known,
    referrer: Option<Referrer>,
    reference: Option<String>,
    came_by: Option<CameBy>,
}

impl Begun<'_> {
    /// What is sealed of one that follows: of the child or the adult that it is about, or of everybody. A route names its adult alone, and
    /// nothing of what was decided about others; telling a family names its children, and those who may be told.
    fn content(&self, one: &Wanted) -> FollowContent {
        let family = one.kind == FollowKind::Family;
        let theirs = |row: &SightingRow| match one.child {
            Some(whose) => whose == row.root,
            None => !family || row.child,
        };
        let people = self.people.iter().filter(|(row, _)| theirs(row));
        let answers = self.decided.answers.iter();
        let answers = answers.filter(|answer| one.child.is_none() || answer.child == one.child);
        let outcomes: BTreeSet<Outcome> = answers.clone().map(|answer| answer.outcome).collect();
        FollowContent {
            people: people.map(|(_, name)| name.clone()).collect(),
            outcomes: outcomes.into_iter().collect(),
            decided: answers.map(|answer| self.of_whom(answer)).collect(),
            told: if family {
                self.told.clone()
            } else {
                Vec::new()
            },
            families: if family {
                self.known.families.clone()
            } else {
                Vec::new()
            },
            source: Some(self.head.facts.source),
            referrer: self.referrer.clone(),
            reference: self
                .reference
                .clone()
                .filter(|_| one.kind == FollowKind::Referrer),
            came_by: self.came_by.filter(|_| one.kind == FollowKind::Referrer),
            service: one.service.clone(),
            ..FollowContent::default()
        }
    }

    fn of_whom(&self, answer: &Answer) -> FollowDecided {
        let named = |child: SightingId| {
            let mut people = self.people.iter();
            let found = people.find(|(row, _)| row.root == child);
            found.map(|(_, name)| name.clone()).unwrap_or_default()
        };
        FollowDecided {
            whom: answer.child.map(named),
            outcome: answer.outcome,
            service: answer.service.clone().filter(|one| !one.trim().is_empty()),
        }
    }
}

/// What it follows: the contact, what was decided of it, and its people with what is known of them.
type Following<'a> = (
    &'a ContactHead,
    &'a Decided,
    (&'a Known, &'a [(SightingRow, Sighting)]),
);

/// Begins it. Whoever told the hub is told within the time of the decision itself, and so is the family; a service has as long again.
pub(crate) async fn follows_begin(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (head, decided, (known, seen)): Following<'_>,
    recording: &mut Recording<'_>,
    at: Timestamp,
) -> Result<(), Fault> {
    let (ring, authority, contact) = (&app.ring, app.authority, head.contact);
    let told = contact_told(tx, ring, authority, permit, (contact, head.version)).await?;
    let people = seen
        .iter()
        .map(|(row, seen)| (row.clone(), seen.described.name.clone()))
        .filter(|(_, name)| !name.words().is_empty())
        .collect();
    let begun = Begun {
        head,
        decided,
        people,
        told: known.told(seen, &decided.routes),
        known,
        reference: told.as_ref().and_then(|told| told.reference.clone()),
        came_by: told.as_ref().and_then(|told| told.came_by),
        referrer: told.and_then(|told| told.referrer),
    };
    let label = compartment_code(Compartment::Hub(contact));
    let by = principal_key(&permit.principal());
    let mut rows = Vec::new();
    for one in wanted(decided) {
        let content = begun.content(&one);
        let follow = FollowId::mint(&app.mint(at));
        recording.put(RecordKind::Follow, follow.uuid(), 1, &label, &content);
        rows.push(row(follow, head, &one, (at, &by)));
    }
    follows_put(tx, authority, permit, &rows).await
}

/// Its row, to do: a service's time begins with the decision, theirs who are told with the contact.
fn row(
    follow: FollowId,
    head: &ContactHead,
    one: &Wanted,
    (at, by): (Timestamp, &str),
) -> FollowRow {
    FollowRow {
        follow,
        contact: head.contact,
        child: one.child,
        kind: one.kind,
        state: FollowState::ToDo,
        why: None,
        version: 1,
        since: if one.kind.is_asked() {
            at
        } else {
            head.facts.received_at
        },
        moved_at: at,
        moved_by: by.to_owned(),
    }
}
