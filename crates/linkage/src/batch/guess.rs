//! What is supposed of each field before anything is learned: where learning starts from, and what few records cannot outweigh.

use super::level::{BatchField, FIELDS, place};
use super::model::levels;

/// Of one person: how often each level, before a file is seen; what is missing is missing of strangers as often.
pub(super) fn person(field: usize, strangers: &[f64]) -> Vec<f64> {
    let shares: &[f64] = match BatchField::ALL[field].0 {
        BatchField::Given => &[
            0.02, 0.25, 0.25, 0.25, 0.04, 0.03, 0.05, 0.01, 0.005, 0.01, 0.02, 0.01, 0.01, 0.03,
        ],
        BatchField::Surname => &[
            0.02, 0.25, 0.25, 0.25, 0.01, 0.03, 0.05, 0.01, 0.005, 0.01, 0.02, 0.0, 0.0, 0.06,
        ],
        BatchField::Middle => &[0.4, 0.3, 0.05, 0.2, 0.05],
        BatchField::Born => &[0.05, 0.83, 0.02, 0.01, 0.03, 0.02, 0.01, 0.005, 0.025],
        BatchField::Sex => &[0.05, 0.93, 0.02, 0.94, 0.01],
        BatchField::Place => return place_of(0.6, 0.7, 0.75, strangers),
        BatchField::State => &[0.05, 0.88, 0.02, 0.01, 0.04],
        BatchField::Phone => &[0.3, 0.45, 0.02, 0.01, 0.22],
        BatchField::Email => &[0.3, 0.45, 0.03, 0.02, 0.2],
        BatchField::National => &[0.2, 0.7, 0.06, 0.02, 0.02],
        BatchField::BirthPlace => &[0.1, 0.7, 0.05, 0.05, 0.1],
        BatchField::Occupation | BatchField::School => &[0.2, 0.5, 0.05, 0.05, 0.2],
        BatchField::Due => &[0.9, 0.07, 0.03],
    };
    as_missing(shares, strangers)
}

/// Of two of one household: what a home shares; the rest is as it is of strangers.
pub(super) fn household(field: usize, strangers: &[f64]) -> Vec<f64> {
    let shares: &[f64] = match BatchField::ALL[field].0 {
        BatchField::Surname => &[
            0.02, 0.2, 0.25, 0.2, 0.01, 0.02, 0.03, 0.01, 0.005, 0.01, 0.01, 0.0, 0.0, 0.235,
        ],
        BatchField::Place => return place_of(0.75, 0.8, 0.85, strangers),
        BatchField::State => &[0.05, 0.92, 0.01, 0.01, 0.01],
        BatchField::Phone => &[0.3, 0.3, 0.0, 0.0, 0.4],
        BatchField::Email => &[0.3, 0.1, 0.0, 0.0, 0.6],
        _ => return strangers.to_vec(),
    };
    as_missing(shares, strangers)
}

/// The shares, the first of them as large as it is of strangers.
fn as_missing(shares: &[f64], strangers: &[f64]) -> Vec<f64> {
    let missing = strangers.first().copied().unwrap_or_default();
    let rest: f64 = shares.iter().skip(1).sum();
    let each = shares.iter().enumerate().map(|(level, share)| match level {
        0 => missing,
        _ => share / rest * (1.0 - missing),
    });
    each.collect()
}

/// House and street, postcode and suburb, the same so often when they are said.
fn place_of(street: f64, postcode: f64, suburb: f64, strangers: &[f64]) -> Vec<f64> {
    let rest = 1.0 - street;
    let streets = [
        0.0,
        street,
        rest * 0.1,
        rest * 0.1,
        rest * 0.1,
        rest * 0.1,
        rest * 0.6,
    ];
    let rest = 1.0 - postcode;
    let postcodes = [0.0, postcode, rest * 0.15, rest * 0.2, rest * 0.65];
    let suburbs = [0.0, suburb, (1.0 - suburb) * 0.3, (1.0 - suburb) * 0.7];
    let missing = |part: fn((u8, u8, u8)) -> u8| -> f64 {
        let levels = (0..place::ALL).zip(strangers);
        levels
            .filter(|(level, _)| part(place::parts(*level)) == 0)
            .map(|(_, share)| share)
            .sum()
    };
    let streets = as_missing(&streets, &[missing(|parts| parts.0)]);
    let postcodes = as_missing(&postcodes, &[missing(|parts| parts.1)]);
    let suburbs = as_missing(&suburbs, &[missing(|parts| parts.2)]);
    let level = |level| {
        let (x, y, z) = place::parts(level);
        streets[x as usize] * postcodes[y as usize] * suburbs[z as usize]
    };
    (0..place::ALL).map(level).collect()
}

/// A level of each field, as likely as any other.
pub(super) fn even() -> [Vec<f64>; FIELDS] {
    std::array::from_fn(|field| vec![1.0 / levels(field) as f64; levels(field)])
}
