//! What reports tell outright: whether a number is a sum and difference of numbers shown, by elimination. It is reckoned in
//! the remainders of a large prime, where a chance agreement is as likely as a meteorite.

use super::worlds::{Target, Worlds, free};

/// 2 to the 61, less one.
const PRIME: u64 = (1 << 61) - 1;

fn times(one: u64, other: u64) -> u64 {
    let product = u128::from(one) * u128::from(other) % u128::from(PRIME);
    u64::try_from(product).unwrap_or(0)
}

/// One over the number (Fermat).
fn inverse(number: u64) -> u64 {
    let (mut result, mut base, mut power) = (1, number, PRIME - 2);
    while power > 0 {
        if power & 1 == 1 {
            result = times(result, base);
        }
        base = times(base, base);
        power >>= 1;
    }
    result
}

/// Of a sign.
fn remainder(sign: i64) -> u64 {
    if sign < 0 { PRIME - 1 } else { 1 }
}

/// Rows in steps: each begins, with a one, at a place where no other has anything.
#[derive(Default)]
struct Space(Vec<(usize, Vec<u64>)>);

impl Space {
    fn reduced(&self, mut row: Vec<u64>) -> Vec<u64> {
        for (pivot, known) in &self.0 {
            let factor = row.get(*pivot).copied().unwrap_or(0);
            if factor != 0 {
                for (cell, step) in row.iter_mut().zip(known) {
                    *cell = (*cell + PRIME - times(factor, *step)) % PRIME;
                }
            }
        }
        row
    }

    fn add(&mut self, row: Vec<u64>) {
        let row = self.reduced(row);
        let Some(pivot) = row.iter().position(|cell| *cell != 0) else {
            return;
        };
        let scale = inverse(row.get(pivot).copied().unwrap_or(1));
        let row = row.into_iter().map(|cell| times(cell, scale)).collect();
        self.0.push((pivot, row));
    }

    fn holds(&self, row: Vec<u64>) -> bool {
        self.reduced(row).iter().all(|cell| *cell == 0)
    }
}

/// Whether the earlier reports of this world tell the target outright.
pub(super) fn told(worlds: &Worlds<'_>, target: &Target) -> bool {
    let (numbers, parts) = (worlds.system.numbers.len(), worlds.parts.len());
    let row = |terms: &mut dyn Iterator<Item = (usize, usize, i64)>| {
        let mut row = vec![0; numbers * parts];
        for (part, number, sign) in terms {
            if let Some(cell) = row.get_mut(part * numbers + number) {
                *cell = remainder(sign);
            }
        }
        row
    };
    let total = |covers: &[bool], number: usize| {
        let inside = covers.iter().enumerate().filter(|(_, inside)| **inside);
        row(&mut inside.map(|(part, _)| (part, number, 1)))
    };
    let mut space = Space::default();
    for part in 0..parts {
        for sum in &worlds.system.equations {
            let mut terms = sum.iter().map(|(number, sign)| (part, *number, *sign));
            space.add(row(&mut terms));
        }
    }
    for shown in &worlds.earlier {
        for (number, one) in worlds.system.numbers.iter().enumerate() {
            if one.cell.is_some() && !free(one, shown) {
                space.add(total(&shown.covers, number));
            }
        }
    }
    space.holds(total(&target.parts, target.number))
}
