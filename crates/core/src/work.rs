//! What a worker has to do, by when: the heaps of their page of work.

use jiff::Timestamp;

use crate::calendar::{end_of, local_date};
use crate::clock::Standing;

/// A heap, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heap {
    /// A warning that nobody has acknowledged, still in time; work that was given to them.
    New,
    /// Late, or so close to it that it is time to act.
    Late,
    /// To do today: its time ends with today, or it has none and waits for nobody else.
    Today,
    /// Its time ends on a later day.
    Later,
    /// Somebody else's to do, and not late: a service, an agency, a school, whoever releases.
    Others,
}

impl Heap {
    /// Where a warning lies that nobody has acknowledged: it does not wait for the end of its time.
    pub fn warning(clock: Standing) -> Self {
        match clock {
            Standing::Overdue(_) => Self::Late,
            Standing::GoingLate(_) | Standing::InTime(_) => Self::New,
        }
    }

    /// Where something of one's own lies, by where its clock stands and when it runs out; `None`: it has no clock.
    pub fn own(clock: Option<(Standing, Timestamp)>, now: Timestamp) -> Self {
        match clock {
            Some((Standing::Overdue(_) | Standing::GoingLate(_), _)) => Self::Late,
            Some((Standing::InTime(_), due)) if due > end_of(local_date(now)) => Self::Later,
            _ => Self::Today,
        }
    }

    /// Where something lies that others are to do: once it is late it is one's own again, to ask after it.
    pub fn others(clock: Option<(Standing, Timestamp)>) -> Self {
        match clock {
            Some((Standing::Overdue(_), _)) => Self::Late,
            _ => Self::Others,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::Heap;
    use crate::clock::Standing;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap_or(Timestamp::MIN)
    }

    #[test]
    fn the_day_ends_at_midnight_on_the_clock_of_the_wall() {
        // Summer time: midnight in London is 23:00 in UTC.
        let now = at("2026-07-14T10:00:00Z");
        let in_time = |due: &str| Some((Standing::InTime(SignedDuration::ZERO), at(due)));
        assert_eq!(Heap::own(in_time("2026-07-14T23:00:00Z"), now), Heap::Today);
        assert_eq!(Heap::own(in_time("2026-07-14T23:00:01Z"), now), Heap::Later);
        assert_eq!(Heap::own(None, now), Heap::Today);
    }

    #[test]
    fn what_is_late_is_ones_own_whoever_was_to_do_it() {
        let due = at("2026-07-14T09:00:00Z");
        let late = Some((Standing::Overdue(SignedDuration::ZERO), due));
        let soon = Some((Standing::GoingLate(SignedDuration::ZERO), due));
        assert_eq!(Heap::own(late, due), Heap::Late);
        assert_eq!(Heap::own(soon, due), Heap::Late);
        assert_eq!(Heap::others(late), Heap::Late);
        assert_eq!(Heap::others(soon), Heap::Others);
        assert_eq!(Heap::others(None), Heap::Others);
    }
}
