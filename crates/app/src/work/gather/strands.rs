//! What waits on a worker's strands: warnings, what is new to them, what leaves; and, for who allocates, families that nobody works with.

use jiff::{SignedDuration, Timestamp};
use trefoil_core::act::Act;
use trefoil_core::ids::{FamilyId, StrandId};
use trefoil_core::output::OutputState;
use trefoil_core::principal::Role;
use trefoil_core::work::Heap;
use trefoil_policy::Reach;
use trefoil_store::Fault;
use trefoil_store::output::{OutputRow, outputs_under_way, outputs_waiting};
use trefoil_store::person::card_of_strand;
use trefoil_store::standing::{FamilyStanding, family_standings};
use trefoil_store::strand::{allocations, strands_given, strands_in_reach};

use super::super::{Task, Thing};
use super::{Gather, LIMIT};
use crate::families::list::{ListedFamily, listed as families};
use crate::families::signals::{Warning, reached as warnings};
use crate::outputs::templates;

/// For how long a strand that was given to somebody is new to them.
const NEW: SignedDuration = SignedDuration::from_hours(24 * 7);

/// How far down what waits to leave is looked through for what is theirs to decide.
const LEAVING: i64 = 20 * LIMIT;

impl Gather<'_> {
    pub(super) async fn warnings(&mut self, reach: &Reach) -> Result<Vec<Task>, Fault> {
        let found = warnings(self.app, self.tx, self.asker, (reach, self.me)).await?;
        let open = found.into_iter().filter(|one| one.acknowledges);
        let task = |one: Warning| {
            let name = one.name.unwrap_or_else(|| "Somebody".to_owned());
            Task {
                about: format!("{name}: {}", one.signal.kind.words()),
                thing: Thing::Warning(one.signal.signal, one.signal.strand),
                clock: Some((one.clock, one.due)),
                heap: Heap::warning(one.clock),
            }
        };
        Ok(open.map(task).collect())
    }

    /// Strands that somebody gave them, which they have not opened yet.
    pub(super) async fn begun(&mut self, reach: &Reach) -> Result<Vec<Task>, Fault> {
        let (authority, me) = (self.app.authority, self.me);
        let since = self.now.saturating_sub(NEW).unwrap_or(Timestamp::MIN);
        let found = strands_given(self.tx, authority, reach, (me, since), LIMIT).await?;
        let ids: Vec<FamilyId> = found.iter().map(|one| one.family).collect();
        let standings = family_standings(self.tx, authority, self.asker, &ids, self.now).await?;
        let mut tasks = Vec::new();
        for strand in found {
            let Some(family) = standings.get(&strand.family) else {
                continue;
            };
            let mut sights = self.app.sights_of_strands(self.asker, family).into_iter();
            let Some((_, sight)) = sights.find(|(one, _)| one.strand == strand.strand) else {
                continue;
            };
            let card = card_of_strand(self.tx, &self.app.ring, authority, &sight, &strand).await?;
            let name = card.map_or_else(|| "Somebody".to_owned(), |one| one.card.name.words());
            tasks.push(Task {
                thing: Thing::Begin(strand.strand),
                about: format!("{name}, {}", strand.kind.words()),
                clock: None,
                heap: Heap::New,
            });
        }
        Ok(tasks)
    }

    /// Families with a strand that nobody works on, for who allocates.
    pub(super) async fn unallocated(&mut self, reach: &Reach) -> Result<Vec<Task>, Fault> {
        let facts = self.asker.worker.as_ref();
        if !facts.is_some_and(|facts| facts.holds(Role::TeamManager)) {
            return Ok(Vec::new());
        }
        let (authority, me) = (self.app.authority, self.me);
        let mut strands = strands_in_reach(self.tx, authority, reach, me, self.now).await?;
        let ids: Vec<StrandId> = strands.iter().map(|one| one.strand).collect();
        let worked = allocations(self.tx, authority, &ids).await?;
        strands.retain(|one| {
            let mut now = worked.get(&one.strand).into_iter().flatten();
            !now.any(|one| one.until.is_none())
        });
        let found = families(self.app, self.tx, self.asker, strands).await?;
        let task = |one: ListedFamily| {
            let names = one.strands.iter().map(|strand| strand.name.clone());
            let about = one
                .name
                .unwrap_or_else(|| names.collect::<Vec<_>>().join(", "));
            let first = one.strands.first()?.strand.strand;
            Some(self.own(Thing::Allocate(first), about, None))
        };
        Ok(found.into_iter().filter_map(task).collect())
    }

    /// What they wrote and is not sent yet.
    pub(super) async fn outputs(&mut self, reach: &Reach) -> Result<Vec<Task>, Fault> {
        let of = (self.me, LIMIT);
        let found = outputs_under_way(self.tx, self.app.authority, reach, of).await?;
        let task = |row: &OutputRow| Task {
            about: called(row),
            heap: match row.state {
                OutputState::Released => Heap::Today,
                _ => Heap::Others,
            },
            thing: Thing::Output(row.output),
            clock: None,
        };
        Ok(found.iter().map(task).collect())
    }

    /// What others wrote and waits to be released, where it is theirs to decide once they have shown again who they are: the register
    /// tells a manager of more than that.
    pub(super) async fn releases(&mut self, reach: &Reach) -> Result<Vec<Task>, Fault> {
        let (authority, of) = (self.app.authority, (self.me, LEAVING));
        let mut found = outputs_waiting(self.tx, authority, reach, of).await?;
        let ids: Vec<FamilyId> = found.iter().map(|one| one.family).collect();
        let judge = self.asker.shown_again();
        let standings = family_standings(self.tx, authority, &judge, &ids, self.now).await?;
        let judges = |family: &FamilyStanding, row: &OutputRow| {
            let mut strands = family.strands.iter();
            let strand = strands.find(|(one, _)| one.strand == row.strand);
            strand.is_some_and(|(_, standing)| {
                let leave = self
                    .app
                    .policy
                    .permit(&judge, Act::OutputRelease, Some(standing));
                leave.is_ok()
            })
        };
        found.retain(|row| {
            let family = standings.get(&row.family);
            family.is_some_and(|family| judges(family, row))
        });
        let task = |row: &OutputRow| self.own(Thing::Release(row.output), called(row), None);
        Ok(found.iter().map(task).collect())
    }
}

fn called(row: &OutputRow) -> String {
    let template = templates::of_code(&row.template).map_or("Something written", |one| one.words);
    format!("{template} {}", row.number)
}
