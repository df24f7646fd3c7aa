//! Records that meet by one key, and by which other keys each two of them meet as well. The memory is asked for what many of them
//! have at once: records that meet stand anywhere.

use super::block::groups;
use super::table::Row;

/// Of so many records at least the memory is asked at once.
const AT_ONCE: usize = 32;
/// So many keys are compared together.
const LANES: usize = 8;

/// Some who meet.
pub(super) struct Meeting<'m> {
    /// What they have in common.
    pub(super) mark: u32,
    members: &'m [u64],
    /// What each of them has for the other keys, so many lanes for each.
    others: &'m [[u32; LANES]],
    lanes: usize,
}

/// Calls for each group of records that share a key, with what they have for other keys.
pub(super) fn meetings(
    rows: &[Row],
    others: &[&[u32]],
    sorted: &[u64],
    mut call: impl FnMut(&Meeting<'_>),
) {
    let lanes = others.len().div_ceil(LANES);
    let mut beside = Vec::new();
    let mut left = sorted;
    while !left.is_empty() {
        let (some, rest) = left.split_at(whole_groups(left));
        left = rest;
        let first = some.iter().map(|member| rows[*member as u32 as usize][0]);
        std::hint::black_box(first.fold(0, |all, one| all | one));
        beside.clear();
        beside.resize(some.len() * lanes, [0; LANES]);
        for (at, marks) in others.iter().enumerate() {
            let own = beside.iter_mut().skip(at / LANES).step_by(lanes);
            for (own, member) in own.zip(some) {
                own[at % LANES] = marks[*member as u32 as usize];
            }
        }
        let mut begun = 0;
        groups(some, |mark, members| {
            call(&Meeting {
                mark,
                members,
                others: &beside[begun * lanes..],
                lanes,
            });
            begun += members.len();
        });
    }
}

/// How many records whole groups are of, at least as many as are asked for at once.
fn whole_groups(sorted: &[u64]) -> usize {
    let mut least = sorted.len().min(AT_ONCE);
    while let (Some(last), Some(next)) = (sorted.get(least - 1), sorted.get(least))
        && last >> 32 == next >> 32
    {
        least += 1;
    }
    least
}

impl Meeting<'_> {
    /// Calls for each two, with a bit for each other key by which they meet.
    pub(super) fn pairs(&self, mut call: impl FnMut(u32, u32, u32)) {
        for (at, x) in self.members.iter().enumerate() {
            for (nth, y) in self.members.iter().enumerate().skip(at + 1) {
                call(*x as u32, *y as u32, self.shared(at, nth));
            }
        }
    }

    fn shared(&self, x: usize, y: usize) -> u32 {
        let of = |member: usize| &self.others[member * self.lanes..][..self.lanes];
        let lanes = of(x).iter().zip(of(y)).enumerate();
        lanes.fold(0, |bits, (at, (x, y))| bits | same(x, y) << (at * LANES))
    }
}

/// Where two have the same, and have anything.
fn same(x: &[u32; LANES], y: &[u32; LANES]) -> u32 {
    let lane = |at: usize| u32::from(x[at] == y[at] && x[at] != 0) << at;
    let bits: [u32; LANES] = std::array::from_fn(lane);
    bits.iter().fold(0, |all, bit| all | bit)
}
