//! Nothing to do; and one of each thing.

use jiff::{SignedDuration, Timestamp};
use trefoil_app::work::{Task, Thing, Work};
use trefoil_core::clock::Standing;
use trefoil_core::follow::FollowKind;
use trefoil_core::glass::ReviewKind;
use trefoil_core::meeting::MeetingKind;
use trefoil_core::principal::Role;
use trefoil_core::work::Heap;

use super::shown::WorkShown;
use crate::pages::samples::Sample;
use crate::pages::strand::sample::id;
use crate::shell::sample::shell;

fn task(thing: Thing, heap: Heap) -> Task {
    let left = SignedDuration::from_hours(2);
    let clock = match heap {
        Heap::Late => Some(Standing::Overdue(left)),
        Heap::Later | Heap::New => Some(Standing::InTime(left)),
        Heap::Today | Heap::Others => None,
    };
    Task {
        thing,
        about: "Kelly <b> & Tom Ashdown".to_owned(),
        clock: clock.map(|clock| (clock, Timestamp::UNIX_EPOCH)),
        heap,
    }
}

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = shell(Role::Triage);
    let tasks = vec![
        task(Thing::Warning(id(1), id(2)), Heap::New),
        task(Thing::Decide(id(3)), Heap::Late),
        task(Thing::School(id(4)), Heap::Late),
        task(Thing::Finish(id(5)), Heap::Today),
        task(Thing::Release(id(6)), Heap::Today),
        task(Thing::Output(id(7)), Heap::Today),
        task(Thing::Allocate(id(8)), Heap::Today),
        task(Thing::Meeting(id(9), MeetingKind::Daily), Heap::Today),
        task(Thing::Follow(id(10), FollowKind::Family), Heap::Later),
        task(Thing::Answer(id(11)), Heap::Later),
        task(Thing::Interest(id(12)), Heap::Later),
        task(Thing::Review(id(13), ReviewKind::Glass), Heap::Later),
        task(Thing::Look(id(20)), Heap::Later),
        task(Thing::Awaited(id(14)), Heap::Others),
        task(Thing::School(id(15)), Heap::Others),
        task(Thing::Output(id(16)), Heap::Others),
    ];
    let full = Work {
        tasks,
        free: vec![task(Thing::Take(id(17)), Heap::Late)],
        more: vec![Thing::School(id(18)), Thing::Release(id(19))],
    };
    vec![
        Sample::new("work", &WorkShown::new(&shell, &Work::default())),
        Sample::new("work", &WorkShown::new(&shell, &full)),
    ]
}
