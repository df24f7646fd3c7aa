//! A case: one contact with the answers about its children, gathered from the stream of events. What measures look at.
//! No counting here: a measure says what it counts.

use jiff::Timestamp;
use trefoil_core::calendar::Calendar;
use trefoil_core::clock::{DECISION, due};
use trefoil_core::decision::Outcome;
use trefoil_core::event::{ContactKnown, DecisionKnown, Event, NoticeFact, NoticeKnown};
use trefoil_core::ids::{ContactId, SightingId};

use crate::period::Period;

/// How a child of a contact was answered by the end of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// Whether the first answer came by the end of the next working day after the day of receipt.
    pub in_time: bool,
    /// The latest answer.
    pub outcome: Outcome,
}

/// What had become of the notice to a child's school by the end of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Noticed {
    /// Whether the school was told before it opened; `None` where it was not told.
    pub before_school: Option<bool>,
    /// Whether the school has said that it knows.
    pub acknowledged: bool,
}

/// A child of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChildCase {
    /// The child, by their first sighting in the contact.
    pub child: SightingId,
    /// `None` while it is open.
    pub settled: Option<Settled>,
    /// `None` where there is no notice.
    pub notice: Option<Noticed>,
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

/// Gathers the events of one contact after the other. The events of a contact must be adjacent, the contact first; what
/// is of any other contact than the one just seen is not counted. Holds one contact at a time.
pub struct Gather<'a> {
    begins: Timestamp,
    is_over: Timestamp,
    dated_before: Timestamp,
    calendar: &'a Calendar,
    contact: Option<ContactKnown>,
    answered: Vec<Answered>,
    noticed: Vec<NoticeKnown>,
}

impl<'a> Gather<'a> {
    /// For the contacts received in a period and what was done about them by its end.
    pub fn new(period: Period, calendar: &'a Calendar) -> Self {
        Self {
            begins: period.begins(),
            is_over: period.is_over(),
            dated_before: period.is_over(),
            calendar,
            contact: None,
            answered: Vec::new(),
            noticed: Vec::new(),
        }
    }

    /// For what was done before another instant than the period's end.
    #[must_use]
    pub fn dated_before(self, instant: Timestamp) -> Self {
        Self {
            dated_before: instant,
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
            Event::Notice(notice) => {
                if self.is_open(notice.contact) && notice.dated_at < self.dated_before {
                    self.noticed.push(notice);
                }
                None
            }
            Event::InUse(_) => None,
        }
    }

    /// The last case, when the stream has ended.
    pub fn finish(&mut self) -> Option<Case> {
        let contact = self.contact.take()?;
        let answered = std::mem::take(&mut self.answered);
        let noticed = std::mem::take(&mut self.noticed);
        let inside = self.begins <= contact.received_at && contact.received_at < self.is_over;
        inside.then(|| case(contact, &answered, &noticed, self.calendar))
    }

    fn is_open(&self, contact: ContactId) -> bool {
        let open = self.contact.as_ref();
        open.is_some_and(|open| open.contact == contact)
    }

    /// A later version of the same contact takes the place of the earlier one and does not count again.
    fn push_contact(&mut self, contact: ContactKnown) -> Option<Case> {
        let same = self.is_open(contact.contact);
        let complete = if same { None } else { self.finish() };
        self.contact = Some(contact);
        complete
    }

    fn push_decision(&mut self, decision: &DecisionKnown) {
        let (true, Some(child), true) = (
            self.is_open(decision.contact),
            decision.child,
            decision.decided_at < self.dated_before,
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

fn case(
    mut contact: ContactKnown,
    answered: &[Answered],
    noticed: &[NoticeKnown],
    calendar: &Calendar,
) -> Case {
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
            notice: notice(*child, noticed),
        })
        .collect();
    Case { contact, children }
}

/// A school that says that it knows was told, whatever else is recorded: then at the latest.
fn notice(child: SightingId, noticed: &[NoticeKnown]) -> Option<Noticed> {
    let mut prepared = false;
    let mut found = Noticed::default();
    for one in noticed.iter().filter(|one| one.child == child) {
        let before_school = match one.fact {
            NoticeFact::Prepared => {
                prepared = true;
                continue;
            }
            NoticeFact::HandedOver { before_school } => before_school,
            NoticeFact::Acknowledged { before_school } => {
                found.acknowledged = true;
                before_school
            }
        };
        found.before_school = Some(before_school || found.before_school == Some(true));
    }
    prepared.then_some(found)
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
