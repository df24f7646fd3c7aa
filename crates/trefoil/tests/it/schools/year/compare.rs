//! Everything that is on the hub's pages, held against the count: what waits, until when, by whose clock; which notices, for which school.

use std::collections::BTreeSet;

use trefoil_app::board::board_view;
use trefoil_app::notices::list::Listed;
use trefoil_app::queue::{QueueFilter, QueueRow, queue_view};
use trefoil_core::clock::Standing;
use trefoil_core::rag::Rag;
use trefoil_core::school::clock::SchoolClock;

use super::by_hand::School;
use super::hub::Hub;
use super::instant;
use crate::schools::scene::open;

const OFFICER: &str = "The authority's officer for children in no school";

/// Whether a school is the one that an officer wrote.
fn fits(shown: &str, said: Option<&str>) -> bool {
    said.is_some_and(|said| match said {
        "home educated" => shown == OFFICER,
        said => shown.starts_with(said),
    })
}

impl Hub {
    /// Everything that is on the pages now, held against the count.
    pub(super) async fn compare(&mut self) {
        self.compare_queue().await;
        self.compare_board().await;
        self.compare_notices().await;
    }

    pub(super) async fn rows(&self) -> (Vec<QueueRow>, i64, i64) {
        let (mut rows, mut counts) = (Vec::new(), (0, 0));
        for page in 1.. {
            let filter = QueueFilter {
                page,
                ..QueueFilter::default()
            };
            let duty = &self.house.staff.duty;
            let found = queue_view(self.house.app(), duty, &filter).await.unwrap();
            counts = (found.overdue, found.going_late);
            rows.extend(found.rows);
            if page >= found.pages {
                break;
            }
        }
        (rows, counts.0, counts.1)
    }

    async fn compare_queue(&mut self) {
        let now = self.now().as_second();
        let (rows, overdue, going_late) = self.rows().await;
        let mut received: Vec<i64> = Vec::new();
        let (mut past, mut soon) = (0, 0);
        for row in &rows {
            let at = row.head.facts.received_at.as_second();
            let due = self.days.decision(at);
            assert_eq!(row.due, instant(due), "received {}", instant(at));
            let stands = match row.standing {
                Standing::Overdue(_) => now >= due,
                Standing::GoingLate(_) => now < due && due - now <= 12 * 3600,
                Standing::InTime(_) => due - now > 12 * 3600,
            };
            assert!(
                stands,
                "{:?} at {}, due {}",
                row.standing,
                self.now(),
                instant(due)
            );
            past += i64::from(now >= due);
            soon += i64::from(now < due && due - now <= 12 * 3600);
            received.push(at);
            self.seen.clocks += 1;
        }
        assert_eq!((overdue, going_late), (past, soon), "at {}", self.now());
        received.sort_unstable();
        let mut expect: Vec<i64> = self.waiting.iter().map(|(at, _)| *at).collect();
        expect.sort_unstable();
        assert_eq!(received, expect, "what waits at {}", self.now());
    }

    pub(super) fn own_due(&self, received: i64, level: Rag) -> i64 {
        match level {
            Rag::Red => received + 4 * 3600,
            Rag::Amber => self.days.after_hours(received, 24),
            Rag::Green => self.days.after_hours(received, 72),
        }
    }

    async fn compare_board(&self) {
        let now = self.now().as_second();
        let manager = &self.house.staff.manager;
        let board = board_view(self.house.app(), manager).await.unwrap();
        for level in Rag::ALL {
            let of = self.waiting.iter().filter(|(_, one)| one == level);
            let past = of
                .filter(|(at, one)| self.own_due(*at, *one) <= now)
                .count();
            let shown = board.counts.iter().find(|(one, _)| one == level);
            let shown = shown.map_or(0, |(_, count)| *count);
            assert_eq!(
                shown,
                i64::try_from(past).unwrap(),
                "{level:?} at {}",
                self.now()
            );
        }
    }

    async fn compare_notices(&mut self) {
        let mut all = open(&self.house, &self.house.staff.triage).await;
        // Children without a name are told apart by their schools: those whose school is shown are met first.
        all.sort_by_key(|one| one.school.is_none());
        for one in &all {
            let said = self.met(one);
            self.compare_notice(one, said.as_deref());
        }
        let at = self.now();
        assert!(
            self.coming.is_empty(),
            "not on the page at {at}: {:?}",
            self.coming
        );
        assert_eq!(self.notices.len(), all.len(), "at {at}");
    }

    /// The school as it was written, of a notice that is expected; from then on it is known by its id.
    fn met(&mut self, one: &Listed) -> Option<String> {
        if let Some(said) = self.notices.get(&one.row.notice) {
            return said.clone();
        }
        let known = one.row.known_at.as_second();
        let place = self.coming.iter().position(|(at, child, said)| {
            let fits = one
                .school
                .as_deref()
                .is_none_or(|shown| fits(shown, said.as_deref()));
            (*at, child) == (known, &one.child) && fits
        });
        let place =
            place.unwrap_or_else(|| panic!("{} of {:?} is not expected", one.child, one.school));
        let (_, _, said) = self.coming.swap_remove(place);
        self.notices.insert(one.row.notice, said.clone());
        said
    }

    fn compare_notice(&mut self, one: &Listed, said: Option<&str>) {
        let now = self.now().as_second();
        let school = self.school_of(one.school.as_deref(), said);
        let due = school.next(&self.days, &self.common, one.row.known_at.as_second());
        let shown = one.due.map(|due| (due.opens, due.alarm));
        let expect = due.map(|due| (instant(due), instant(due - 1800)));
        assert_eq!(
            shown,
            expect,
            "{} of {:?} at {}",
            one.child,
            one.school,
            self.now()
        );
        let clock = match due {
            Some(due) if now < due - 1800 => SchoolClock::Running,
            Some(due) if now < due => SchoolClock::Alarm,
            _ => SchoolClock::Overdue,
        };
        assert_eq!(one.clock, clock, "{} at {}", one.child, self.now());
        self.seen.notices += 1;
        self.seen.overdue += usize::from(clock == SchoolClock::Overdue);
        self.seen.alarms += usize::from(clock == SchoolClock::Alarm);
        self.seen.unknown += usize::from(one.school.is_none());
    }

    /// The school that is shown: never another than the officer wrote.
    pub(super) fn school_of(&self, shown: Option<&str>, said: Option<&str>) -> School {
        let nothing = School {
            name: String::new(),
            opens: 8 * 3600 + 1800,
            terms: Vec::new(),
            inset: BTreeSet::new(),
            closed: None,
            officer: false,
        };
        let Some(shown) = shown else {
            return nothing;
        };
        if shown == OFFICER {
            assert!(fits(shown, said), "{said:?}");
            return School {
                opens: 9 * 3600,
                officer: true,
                ..nothing
            };
        }
        assert!(fits(shown, said), "{shown} for {said:?}");
        let mut all = self.schools.iter();
        all.find(|one| one.name == shown).unwrap().clone()
    }
}
