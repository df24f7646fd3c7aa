//! A case: one contact with the answers about its children, gathered from the stream of events. What measures look at.
//! No counting here: a measure says what it counts.

use jiff::Timestamp;
use trefoil_core::calendar::Calendar;
use trefoil_core::clock::{DECISION, due};
use trefoil_core::decision::Outcome;
use trefoil_core::event::{ContactKnown, DecisionKnown, Event};
use trefoil_core::ids::SightingId;

use crate::period::Period;

/// How a child of a contact was answered by the end of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// Whether the first answer came by the end of the next working day after the day of receipt.
    pub in_time: bool,
    /// The latest answer.
    pub outcome: Outcome,
}

/// A child of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChildCase {
    /// The child, by their first sighting in the contact.
    pub child: SightingId,
    /// `None` while it is open.
    pub settled: Option<Settled>,
}

/// A contact of the period as it stood at the period's end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The contact.
    pub contact: ContactKnown,
    /// Its children, each once, in the contact's order.
    pub children: Vec<ChildCase>,
}

struct Answered {
    child: SightingId,
    first_at: Timestamp,
    last_at: Timestamp,
    outcome: Outcome,
}

/// Gathers the events of one contact after the other. The events of a contact must be adjacent, the contact first; an
/// answer to any other contact than the one just seen is not counted. Holds one contact at a time.
pub struct Gather<'a> {
    begins: Timestamp,
    is_over: Timestamp,
    decided_before: Timestamp,
    calendar: &'a Calendar,
    contact: Option<ContactKnown>,
    answered: Vec<Answered>,
}

impl<'a> Gather<'a> {
    /// For the contacts received in a period and the answers given by its end.
    pub fn new(period: Period, calendar: &'a Calendar) -> Self {
        Self {
            begins: period.begins(),
            is_over: period.is_over(),
            decided_before: period.is_over(),
            calendar,
            contact: None,
            answered: Vec::new(),
        }
    }

    /// For the answers given before another instant than the period's end.
    #[must_use]
    pub fn decided_before(self, instant: Timestamp) -> Self {
        Self {
            decided_before: instant,
            ..self
        }
    }

    /// Takes the next event; gives the case before it, once that is complete.
    pub fn push(&mut self, event: Event) -> Option<Case> {
        match event {
            Event::Contact(contact) => self.push_contact(contact),
            Event::Decision(decision) => {
                self.push_decision(&decision);
                None
            }
        }
    }

    /// The last case, when the stream has ended.
    pub fn finish(&mut self) -> Option<Case> {
        let contact = self.contact.take()?;
        let answered = std::mem::take(&mut self.answered);
        let inside = self.begins <= contact.received_at && contact.received_at < self.is_over;
        inside.then(|| case(contact, &answered, self.calendar))
    }

    /// A later version of the same contact takes the place of the earlier one and does not count again.
    fn push_contact(&mut self, contact: ContactKnown) -> Option<Case> {
        let same = self
            .contact
            .as_ref()
            .is_some_and(|open| open.contact == contact.contact);
        let complete = if same { None } else { self.finish() };
        self.contact = Some(contact);
        complete
    }

    fn push_decision(&mut self, decision: &DecisionKnown) {
        let ours = self
            .contact
            .as_ref()
            .is_some_and(|open| open.contact == decision.contact);
        let (true, Some(child), true) = (
            ours,
            decision.child,
            decision.decided_at < self.decided_before,
        ) else {
            return;
        };
        match self.answered.iter_mut().find(|known| known.child == child) {
            Some(known) => known.add(decision),
            None => self.answered.push(Answered {
                child,
                first_at: decision.decided_at,
                last_at: decision.decided_at,
                outcome: decision.outcome,
            }),
        }
    }
}

impl Answered {
    /// The first answer decides the timing, the latest the outcome.
    fn add(&mut self, decision: &DecisionKnown) {
        self.first_at = self.first_at.min(decision.decided_at);
        if decision.decided_at >= self.last_at {
            self.last_at = decision.decided_at;
            self.outcome = decision.outcome;
        }
    }
}

fn case(mut contact: ContactKnown, answered: &[Answered], calendar: &Calendar) -> Case {
    keep_each_once(&mut contact.children);
    keep_each_once(&mut contact.families);
    let due = (!answered.is_empty()).then(|| due(&DECISION, contact.received_at, calendar));
    let settled = |child: SightingId| {
        let answer = answered.iter().find(|known| known.child == child)?;
        Some(Settled {
            in_time: answer.first_at < due?,
            outcome: answer.outcome,
        })
    };
    let children = contact
        .children
        .iter()
        .map(|child| ChildCase {
            child: *child,
            settled: settled(*child),
        })
        .collect();
    Case { contact, children }
}

/// A contact holds a handful of each, so looking back beats a set.
fn keep_each_once<T: PartialEq + Copy>(ids: &mut Vec<T>) {
    let mut kept: Vec<T> = Vec::new();
    if ids.len() > 1 {
        ids.retain(|id| {
            let new = !kept.contains(id);
            kept.push(*id);
            new
        });
    }
}
