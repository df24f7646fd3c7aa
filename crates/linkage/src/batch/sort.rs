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
        for shift in [LOW, LOW + BITS] {
            pass(list, &mut other, |value| {
                (value >> shift) as usize & ((1 << BITS) - 1)
            });
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

/// Puts each of a list where it belongs, given which is to be in each place: one circle of them after the other, since there is
/// no room for all of them twice.
pub(super) fn arrange<T: Copy>(list: &mut [T], which: impl Fn(usize) -> usize) {
    let mut done = vec![false; list.len()];
    for start in 0..list.len() {
        let (first, mut at) = (list[start], start);
        while !std::mem::replace(&mut done[at], true) {
            let from = which(at);
            list[at] = if from == start { first } else { list[from] };
            at = from;
        }
    }
}

/// The bits of a pass, and the lowest that two passes sort by.
const BITS: u32 = 11;
const LOW: u32 = 64 - 2 * BITS;
/// Records stand in the order of their births already: those of keys that have it are sorted as far as these bits.
const NEARBY: [u32; 2] = [48, 54];

/// One pass: by a digit of two thousand.
fn pass(list: &[u64], out: &mut [u64], digit: impl Fn(u64) -> usize) {
    let mut from = [0_u32; 1 << 11];
    for value in list {
        from[digit(*value)] += 1;
    }
    let mut sum = 0;
    for slot in &mut from {
        sum += std::mem::replace(slot, sum);
    }
    for value in list {
        let place = &mut from[digit(*value)];
        out[*place as usize] = *value;
        *place += 1;
    }
}

#[cfg(test)]
mod tests;
