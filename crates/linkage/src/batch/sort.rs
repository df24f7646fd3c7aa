//! Lists of numbers, sorted by the upper half of each and then by the lower, which says whose it is.

/// Sorts by the upper half, then by the lower.
pub(super) fn sort(list: &mut Vec<u64>) {
    if list.len() < 4096 {
        list.sort_unstable();
        return;
    }
    let sorted = |low: &&u32| list.is_sorted_by_key(|value| value >> **low);
    let low = NEARBY.iter().find(sorted).copied().unwrap_or_else(|| {
        let mut other = vec![0; list.len()];
        let digits = [LOW, LOW + BITS];
        let mut counts = [[0_u32; 1 << BITS]; 2];
        for value in &*list {
            for (counts, shift) in counts.iter_mut().zip(digits) {
                counts[digit(*value, shift)] += 1;
            }
        }
        for (counts, shift) in counts.iter_mut().zip(digits) {
            pass(list, &mut other, counts, shift);
            std::mem::swap(list, &mut other);
        }
        LOW
    });
    // What is left to do lies close together.
    for few in list.chunk_by_mut(|x, y| x >> low == y >> low) {
        if few.len() > 1 {
            few.sort_unstable();
        }
    }
}

/// Puts each of a list where it belongs, given which is to be in each place; there is no room for all of them twice. What is to
/// be in a place leaves its own open for another, and so on round a circle: a step cannot be taken before the memory has told
/// where it goes. So many ways are gone at once, each from a place whose own is held until another way comes to it.
pub(super) fn arrange<T: Copy>(list: &mut [T], which: impl Fn(usize) -> usize) {
    const WAYS: usize = 16;
    let mut left = vec![false; list.len()];
    let mut places = 0..list.len();
    let mut next = |left: &mut [bool], list: &[T]| {
        let start = places.find(|place| !std::mem::replace(&mut left[*place], true))?;
        Some((start, list[start]))
    };
    let mut held: Vec<(usize, T)> = Vec::with_capacity(WAYS);
    while let Some(start) = next(&mut left, list) {
        held.push(start);
        if held.len() == WAYS {
            break;
        }
    }
    let mut ways: Vec<usize> = held.iter().map(|(start, _)| *start).collect();
    while !ways.is_empty() {
        let mut at = 0;
        while let Some(way) = ways.get_mut(at) {
            let from = which(*way);
            if !std::mem::replace(&mut left[from], true) {
                list[*way] = list[from];
                *way = from;
                at += 1;
                continue;
            }
            // Where a way began, what stood there is held.
            if let Some(nth) = held.iter().position(|(start, _)| *start == from) {
                list[*way] = held.swap_remove(nth).1;
            }
            match next(&mut left, list) {
                Some((start, own)) => {
                    held.push((start, own));
                    *way = start;
                }
                None => {
                    ways.swap_remove(at);
                }
            }
        }
    }
}

/// The bits of a pass, and the lowest that two passes sort by.
const BITS: u32 = 11;
const LOW: u32 = 64 - 2 * BITS;
/// Records stand in the order of their births already: those of keys that have it are sorted as far as these bits.
const NEARBY: [u32; 2] = [48, 54];

/// One pass: by a digit of two thousand, given how many have each.
fn pass(list: &[u64], out: &mut [u64], counts: &mut [u32; 1 << BITS], shift: u32) {
    let mut sum = 0;
    for slot in &mut *counts {
        sum += std::mem::replace(slot, sum);
    }
    for value in list {
        let place = &mut counts[digit(*value, shift)];
        out[*place as usize] = *value;
        *place += 1;
    }
}

fn digit(value: u64, shift: u32) -> usize {
    (value >> shift) as usize & ((1 << BITS) - 1)
}

#[cfg(test)]
mod tests;
