//! The lists that a worker's own work is gathered from, a function each. One that is not theirs gives nothing, and asks for nothing: a
//! refusal here is no attempt.

mod strands;

use std::collections::BTreeSet;

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::calendar::{end_of, local_date};
use trefoil_core::check::CheckState;
use trefoil_core::clock::Standing;
use trefoil_core::date_words::day as day_words;
use trefoil_core::draft::DraftForm;
use trefoil_core::follow::FollowState;
use trefoil_core::ids::WorkerId;
use trefoil_core::meeting::held_instead;
use trefoil_core::name::{PersonName, names_words};
use trefoil_core::notice::NoticeState;
use trefoil_core::principal::Role;
use trefoil_core::school::clock::SchoolClock;
use trefoil_core::work::Heap;
use trefoil_policy::{Asker, Permit, Reach};
use trefoil_store::check::{Asked, CheckRow, checks_awaited, checks_to_do};
use trefoil_store::draft::{Draft, drafts_open};
use trefoil_store::high_risk::{HighRiskRow, Which, high_risk_on};
use trefoil_store::meeting::{Meeting, meetings_of_worker};
use trefoil_store::queue::HeldBy;
use trefoil_store::{Fault, Tx};

use super::{Task, Thing};
use crate::custody::list as custody;
use crate::door::App;
use crate::follows::list::{Follow, open as follows};
use crate::high_risk::list::whose;
use crate::interests::list as interests;
use crate::notices::list::{Listed, open as notices};
use crate::queue::{QueueRow, first_of};
use crate::reviews::list as reviews;
use crate::schools::settings::telling;

/// Contacts that nobody has, on the page.
const FREE: i64 = 5;
/// One more than is shown of a list: it tells that there is more.
const LIMIT: i64 = 11;

/// Who gathers, for whom, in which snapshot.
struct Gather<'a> {
    app: &'a App,
    tx: &'a mut Tx,
    asker: &'a Asker,
    me: WorkerId,
    now: Timestamp,
}

/// Every list of the asker's, and the contacts that nobody has.
pub(super) async fn all(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    me: WorkerId,
) -> Result<(Vec<Vec<Task>>, Vec<Task>), Fault> {
    let now = app.now();
    let mut gather = Gather {
        app,
        tx,
        asker,
        me,
        now,
    };
    let mut lists = vec![gather.drafts().await?];
    let mut free = Vec::new();
    if let Some(reach) = gather.reach(Act::QueueView) {
        lists.push(gather.contacts(&reach).await?);
        lists.push(gather.awaited(&reach).await?);
        free = gather.free(&reach).await?;
    }
    if let Some(reach) = gather.reach(Act::StrandsView) {
        lists.push(gather.warnings(&reach).await?);
        lists.push(gather.begun(&reach).await?);
        lists.push(gather.unallocated(&reach).await?);
        lists.push(gather.outputs(&reach).await?);
    }
    if let Some(reach) = gather.reach(Act::DisclosuresView) {
        lists.push(gather.releases(&reach).await?);
    }
    if let Some(permit) = gather.leave(Act::ChecksView) {
        lists.push(gather.checks(&permit).await?);
    }
    if let Some(permit) = gather.leave(Act::FollowsView) {
        lists.push(gather.follows(&permit).await?);
    }
    if let Some(permit) = gather.leave(Act::NoticesView) {
        lists.push(gather.notices(&permit).await?);
    }
    if let Some(permit) = gather.leave(Act::HighRiskDeal) {
        lists.push(gather.comes_off(&permit).await?);
    }
    lists.extend(gather.judged().await?);
    Ok((lists, free))
}

impl Gather<'_> {
    fn leave(&self, act: Act) -> Option<Permit> {
        self.app.policy.permit(self.asker, act, None).ok()
    }

    fn reach(&self, act: Act) -> Option<Reach> {
        let _permit = self.leave(act)?;
        self.app.policy.reach(self.asker)
    }

    fn own(&self, thing: Thing, about: String, clock: Option<(Standing, Timestamp)>) -> Task {
        let heap = Heap::own(clock, self.now);
        Task {
            thing,
            about,
            clock,
            heap,
        }
    }

    async fn drafts(&mut self) -> Result<Vec<Task>, Fault> {
        let (ring, authority) = (&self.app.ring, self.app.authority);
        let found = drafts_open(self.tx, ring, authority, self.me).await?;
        let task =
            |one: Draft| self.own(Thing::Finish(one.draft), one.form.words().to_owned(), None);
        // What is typed on the page of a contact is found there, and the contact has a line of its own.
        let begun = found
            .into_iter()
            .filter(|one| one.form == DraftForm::Contact);
        Ok(begun.map(task).collect())
    }

    async fn waiting(
        &mut self,
        reach: &Reach,
        by: HeldBy,
        most: i64,
    ) -> Result<Vec<QueueRow>, Fault> {
        let calendar = self.app.calendar(self.tx).await?;
        let who = (self.asker, reach);
        first_of(self.app, self.tx, who, by, (&calendar, most)).await
    }

    fn contact(&self, thing: Thing, row: &QueueRow) -> Task {
        self.own(thing, about(row), Some((row.standing, row.due)))
    }

    /// Their own waiting contacts.
    async fn contacts(&mut self, reach: &Reach) -> Result<Vec<Task>, Fault> {
        let mine = HeldBy::Worker(self.me);
        let found = self.waiting(reach, mine, LIMIT).await?;
        let task = |row: &QueueRow| self.contact(Thing::Decide(row.head.contact), row);
        Ok(found.iter().map(task).collect())
    }

    /// The most urgent contacts that nobody has, for those who work the queue.
    async fn free(&mut self, reach: &Reach) -> Result<Vec<Task>, Fault> {
        let facts = self.asker.worker.as_ref();
        if !facts.is_some_and(|facts| facts.hub_team && facts.holds(Role::Triage)) {
            return Ok(Vec::new());
        }
        let found = self.waiting(reach, HeldBy::Nobody, FREE).await?;
        let task = |row: &QueueRow| self.contact(Thing::Take(row.head.contact), row);
        Ok(found.iter().map(task).collect())
    }

    /// Agencies that have not answered about their own contacts.
    async fn awaited(&mut self, reach: &Reach) -> Result<Vec<Task>, Fault> {
        let of = (self.me, LIMIT);
        let found = checks_awaited(self.tx, self.app.authority, reach, of).await?;
        let task = |row: CheckRow| {
            let clock = waits(&row, self.now);
            Task {
                thing: Thing::Awaited(row.contact),
                about: row.agency_name,
                heap: Heap::others(clock),
                clock,
            }
        };
        Ok(found.into_iter().map(task).collect())
    }

    async fn checks(&mut self, permit: &Permit) -> Result<Vec<Task>, Fault> {
        let (ring, authority, of) = (&self.app.ring, self.app.authority, (self.me, LIMIT));
        let found = checks_to_do(self.tx, ring, authority, permit, of).await?;
        let task = |Asked { row, shown, .. }: Asked| {
            let names: Vec<PersonName> = shown.people.into_iter().map(|one| one.name).collect();
            let clock = waits(&row, self.now);
            self.own(Thing::Answer(row.check), names_words(&names, None), clock)
        };
        Ok(found.into_iter().map(task).collect())
    }

    async fn follows(&mut self, permit: &Permit) -> Result<Vec<Task>, Fault> {
        let found = follows(self.app, self.tx, (self.asker, permit)).await?;
        let task = |one: Follow| {
            let to_do = one.row.state == FollowState::ToDo;
            // A service that was asked has no clock of the hub's.
            let clock = to_do.then_some((one.clock, one.due));
            Task {
                thing: Thing::Follow(one.row.follow, one.row.kind),
                about: names_words(&one.people(), None),
                heap: if to_do {
                    Heap::own(clock, self.now)
                } else {
                    Heap::Others
                },
                clock,
            }
        };
        Ok(found.into_iter().map(task).collect())
    }

    async fn notices(&mut self, permit: &Permit) -> Result<Vec<Task>, Fault> {
        let sends = telling(self.app, self.tx).await?.agreement.is_some();
        let found = notices(self.app, self.tx, permit, sends).await?;
        Ok(found.iter().map(|one| self.notice(one)).collect())
    }

    fn notice(&self, one: &Listed) -> Task {
        let clock = one.due.map(|due| {
            let left = self.now.duration_until(due.opens);
            let standing = match one.clock {
                SchoolClock::Overdue => Standing::Overdue(-left),
                SchoolClock::Alarm => Standing::GoingLate(left),
                SchoolClock::Running => Standing::InTime(left),
            };
            (standing, due.opens)
        });
        let about = match &one.school {
            Some(school) => format!("{}, {school}", one.child),
            None => format!("{}, school not known", one.child),
        };
        let heap = match one.row.state {
            NoticeState::Sent => Heap::others(clock),
            // No school is known, so nobody can say that there is time.
            _ if clock.is_none() => Heap::Late,
            _ => Heap::own(clock, self.now),
        };
        let thing = Thing::School(one.row.notice);
        Task {
            thing,
            about,
            clock,
            heap,
        }
    }

    /// Who a colleague asked to take off the list of high risk.
    async fn comes_off(&mut self, permit: &Permit) -> Result<Vec<Task>, Fault> {
        let (ring, authority) = (&self.app.ring, self.app.authority);
        let whose = whose(self.app, permit, self.me);
        let found = high_risk_on(self.tx, ring, authority, whose, (Which::ToAgree, LIMIT)).await?;
        let mut seen = BTreeSet::new();
        let found = found.into_iter();
        let found = found.filter(|(row, _)| seen.insert(row.whose()));
        let task = |(row, name): (HighRiskRow, PersonName)| {
            self.own(Thing::ComesOff(row.root), name.words(), None)
        };
        Ok(found.map(task).collect())
    }

    /// What is theirs to judge, and to sit in.
    async fn judged(&mut self) -> Result<Vec<Vec<Task>>, Fault> {
        let mut lists = Vec::new();
        if let Some(permit) = self.leave(Act::ConflictsReview) {
            lists.push(self.interests(&permit).await?);
        }
        if let Some(permit) = self.leave(Act::ReviewsView) {
            lists.push(self.reviews(&permit).await?);
        }
        if let Some(permit) = self.leave(Act::CustodyView) {
            lists.push(self.looks(&permit).await?);
        }
        if let Some(permit) = self.leave(Act::MeetingsView) {
            lists.push(self.meetings(&permit).await?);
        }
        Ok(lists)
    }

    async fn interests(&mut self, permit: &Permit) -> Result<Vec<Task>, Fault> {
        let found = interests::pending(self.app, self.tx, (permit, self.me)).await?;
        let task = |one: interests::Waiting| {
            let thing = Thing::Interest(one.listed.row.interest);
            self.own(thing, one.listed.name, Some((one.standing, one.due)))
        };
        Ok(found.into_iter().map(task).collect())
    }

    async fn reviews(&mut self, permit: &Permit) -> Result<Vec<Task>, Fault> {
        let found = reviews::open(self.app, self.tx, self.asker, (permit, self.me)).await?;
        let task = |one: reviews::Waiting| {
            let thing = Thing::Review(one.row.review, one.row.kind);
            let about = format!("{}, {}", one.row.name, one.about);
            self.own(thing, about, Some((one.standing, one.due)))
        };
        Ok(found.into_iter().map(task).collect())
    }

    async fn looks(&mut self, permit: &Permit) -> Result<Vec<Task>, Fault> {
        let found = custody::page(self.app, self.tx, permit).await?.open;
        let task = |one: custody::Task| {
            let thing = Thing::Look(one.row.custody);
            self.own(thing, one.by, Some((one.clock, one.due)))
        };
        Ok(found.into_iter().map(task).collect())
    }

    /// Meetings of today; those of other days are on their own page.
    async fn meetings(&mut self, permit: &Permit) -> Result<Vec<Task>, Fault> {
        let authority = self.app.authority;
        let found = meetings_of_worker(self.tx, authority, permit, self.me, self.now).await?;
        let (start, end) = (local_date(self.now), end_of(local_date(self.now)));
        let today = found.into_iter().map(|(meeting, _)| meeting);
        let today = today.filter(|one| local_date(one.held_at) == start && one.held_at < end);
        let calendar = self.app.calendar(self.tx).await?;
        let task = |one: Meeting| {
            let thing = Thing::Meeting(one.meeting, one.kind);
            let chaired = format!("chaired by {}", one.chair);
            let instead = held_instead(one.kind, start, &calendar);
            let about = instead.map_or_else(
                || chaired.clone(),
                |day| {
                    format!(
                        "{chaired}; today is no working day, so the next is {}",
                        day_words(day)
                    )
                },
            );
            self.own(thing, about, None)
        };
        Ok(today.map(task).collect())
    }
}

/// The clock of a check that nobody answered yet: as its own page says it.
fn waits(row: &CheckRow, now: Timestamp) -> Option<(Standing, Timestamp)> {
    match row.times.state(now) {
        CheckState::Waiting(clock) => Some((clock, row.times.due)),
        CheckState::Answered { .. } | CheckState::Ended => None,
    }
}

fn about(row: &QueueRow) -> String {
    if row.families.is_empty() {
        names_words(&row.names, row.subject.as_deref())
    } else {
        row.families.join(", ")
    }
}
