//! Which rows share a mark: a list of rows for each. Most lists are of one row, and such a list is a line in a table and no more.

use super::super::hash;
use super::spread::Spread;

/// Lists of rows by mark.
#[derive(Default)]
pub(super) struct Groups {
    lists: Spread<Group>,
    /// The rows of lists of more than one, each in a block as long as the next power of two.
    blocks: Vec<u32>,
    /// Where blocks are free, by their power of two.
    free: [Vec<u32>; u32::BITS as usize],
}

/// One list: where it is of one row, that row stands in for where its block is.
#[derive(Clone, Copy)]
struct Group {
    mark: u32,
    at: u32,
    len: u32,
}

fn hashed(mark: u32) -> u64 {
    hash::mix(u64::from(mark), 5)
}

impl Groups {
    /// The rows that have a mark.
    pub(super) fn of(&self, mark: u32) -> &[u32] {
        let hash = hashed(mark);
        match self.lists.of(hash).find(hash, |group| group.mark == mark) {
            None => &[],
            Some(group) if group.len == 1 => std::slice::from_ref(&group.at),
            Some(group) => &self.blocks[group.at as usize..][..group.len as usize],
        }
    }

    /// Adds a row; how many there are with it.
    pub(super) fn add(&mut self, mark: u32, row: u32) -> usize {
        let hash = hashed(mark);
        let lists = self.lists.of_mut(hash);
        let Some(group) = lists.find_mut(hash, |group| group.mark == mark) else {
            let new = Group {
                mark,
                at: row,
                len: 1,
            };
            lists.insert_unique(hash, new, |group| hashed(group.mark));
            return 1;
        };
        // A block is full where as many are in it as a power of two.
        if group.len.is_power_of_two() {
            group.at = resized(&mut self.blocks, &mut self.free, *group, group.len * 2);
        }
        self.blocks[(group.at + group.len) as usize] = row;
        group.len += 1;
        group.len as usize
    }

    /// Takes a row out; how many are left.
    pub(super) fn take(&mut self, mark: u32, row: u32) -> usize {
        let hash = hashed(mark);
        let lists = self.lists.of_mut(hash);
        let found = lists.find_entry(hash, |group| group.mark == mark);
        let Ok(mut entry) = found else { return 0 };
        let group = entry.get_mut();
        if group.len == 1 {
            entry.remove();
            return 0;
        }
        let list = &mut self.blocks[group.at as usize..][..group.len as usize];
        // Who came last is mostly who goes first: a question is laid down and taken up again.
        if let Some(place) = list.iter().rposition(|one| *one == row) {
            list.swap(place, group.len as usize - 1);
            group.len -= 1;
            if group.len.is_power_of_two() {
                let whole = Group {
                    len: group.len * 2,
                    ..*group
                };
                group.at = resized(&mut self.blocks, &mut self.free, whole, group.len);
            }
        }
        group.len as usize
    }

    /// A row is called by another number from now on.
    pub(super) fn rename(&mut self, mark: u32, row: u32, to: u32) -> usize {
        let hash = hashed(mark);
        let lists = self.lists.of_mut(hash);
        let Some(group) = lists.find_mut(hash, |group| group.mark == mark) else {
            return 0;
        };
        if group.len == 1 {
            group.at = to;
        } else {
            let list = &mut self.blocks[group.at as usize..][..group.len as usize];
            if let Some(one) = list.iter_mut().rev().find(|one| **one == row) {
                *one = to;
            }
        }
        group.len as usize
    }
}

/// Moves a list into a block of another length, twice or half as long as it was; where it begins then. One row needs no block.
fn resized(blocks: &mut Vec<u32>, free: &mut [Vec<u32>], group: Group, length: u32) -> u32 {
    let from = group.at as usize;
    if group.len == 1 {
        let at = block(blocks, free, length);
        blocks[at as usize] = group.at;
        return at;
    }
    free[group.len.ilog2() as usize].push(group.at);
    if length == 1 {
        return blocks[from];
    }
    let at = block(blocks, free, length);
    let kept = group.len.min(length) as usize;
    blocks.copy_within(from..from + kept, at as usize);
    at
}

fn block(blocks: &mut Vec<u32>, free: &mut [Vec<u32>], length: u32) -> u32 {
    free[length.ilog2() as usize].pop().unwrap_or_else(|| {
        let at = blocks.len();
        blocks.resize(at + length as usize, 0);
        at as u32
    })
}
