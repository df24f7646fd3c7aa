//! Shares of a field's levels: how counts become them.

use super::level::{BatchField, born, given, mark, sex};

/// Counts, held towards what chance says where there are few.
pub(super) fn blended(field: usize, counts: &[f64], base: &[f64], total: f64) -> Vec<f64> {
    const HELD: f64 = 2.0;
    let each = counts.iter().zip(base).map(|(count, base)| {
        let base = base.max(1e-9);
        (count + HELD) / (total + HELD / base)
    });
    normal(field, each.collect())
}

/// Shares that sum to one. Of sex, what a common name says already is shared out by itself.
pub(super) fn normal(field: usize, mut shares: Vec<f64>) -> Vec<f64> {
    let scale = |shares: &mut [f64], to: f64| {
        let sum: f64 = shares.iter().sum();
        if sum > 0.0 {
            for share in shares {
                *share *= to / sum;
            }
        }
    };
    if field != BatchField::Sex as usize {
        scale(&mut shares, 1.0);
        return shares;
    }
    let missing = shares[usize::from(sex::MISSING)] / shares.iter().sum::<f64>().max(1e-12);
    shares[0] = missing;
    scale(
        &mut shares[usize::from(sex::SAME)..=usize::from(sex::DIFFERENT)],
        1.0 - missing,
    );
    scale(&mut shares[usize::from(sex::SAME_BY_NAME)..], 1.0 - missing);
    shares
}

/// One person's records differ, but not as often as those of two do.
pub(super) fn few_different(field: usize, shares: Vec<f64>) -> Vec<f64> {
    let (level, most) = match BatchField::ALL[field].0 {
        BatchField::Given => (given::DIFFERENT, 0.10),
        BatchField::Surname => (given::DIFFERENT, 0.20),
        BatchField::Born => (born::DIFFERENT, 0.015),
        BatchField::Sex => (sex::DIFFERENT, 0.05),
        BatchField::National => (mark::DIFFERENT, 0.10),
        _ => return shares,
    };
    let mut shares = shares;
    let level = usize::from(level);
    if shares[level] > most {
        let rest = 1.0 - shares[level];
        for share in &mut shares {
            *share *= (1.0 - most) / rest;
        }
        shares[level] = most;
    }
    normal(field, shares)
}
