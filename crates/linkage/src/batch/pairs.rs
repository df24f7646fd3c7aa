//! Which records of two files are one person, where neither file has anybody twice: each record has one mate at most, the
//! surest pair first. Whoever is left without a mate in files that are nearly the same people probably has one all the same:
//! then less evidence will do.

use super::cluster::Edge;

/// The most that being left over may add, in bits.
const MOST: f32 = 5.0;
/// Another mate must be so much less likely, in bits, for a weak pair to be taken.
const CLEAR: f32 = 3.0;
/// Of the mates that there are, so many are found by the keys, cautiously.
const MET: f32 = 0.98;

/// The pairs, of edges that come surest first; `sizes` are those of the two files.
pub(super) fn one_to_one(
    edges: &[Edge],
    records: usize,
    sizes: [usize; 2],
    least: Option<f32>,
) -> Vec<Edge> {
    let mut taken = vec![false; records];
    let mut pairs = Vec::new();
    let sure = least.unwrap_or(0.0);
    for edge in edges.iter().take_while(|edge| edge.weight > sure) {
        take(edge, &mut taken, &mut pairs);
    }
    if least.is_none() {
        let share = pairs.len() as f32 / sizes[0].min(sizes[1]).max(1) as f32;
        let add = -(1.0 - share * MET).log2();
        left_over(
            &edges[pairs_from(edges, sure)..],
            add.clamp(0.0, MOST),
            &mut taken,
            &mut pairs,
        );
    }
    pairs
}

fn pairs_from(edges: &[Edge], least: f32) -> usize {
    edges.partition_point(|edge| edge.weight > least)
}

/// Weak pairs of records that are left over and have no other that comes near.
fn left_over(edges: &[Edge], add: f32, taken: &mut [bool], pairs: &mut Vec<Edge>) {
    let open: Vec<&Edge> = edges
        .iter()
        .filter(|edge| !taken[edge.a as usize] && !taken[edge.b as usize])
        .collect();
    for (at, edge) in open.iter().enumerate() {
        if edge.weight + add <= 0.0 {
            break;
        }
        let near = |other: &&&Edge| other.weight > edge.weight - CLEAR;
        let ours = |other: &&Edge| {
            [other.a, other.b]
                .iter()
                .any(|end| [edge.a, edge.b].contains(end))
        };
        let rivals = open[at + 1..].iter().take_while(near).any(ours);
        if !rivals {
            take(edge, taken, pairs);
        }
    }
}

fn take(edge: &Edge, taken: &mut [bool], pairs: &mut Vec<Edge>) {
    if !taken[edge.a as usize] && !taken[edge.b as usize] {
        taken[edge.a as usize] = true;
        taken[edge.b as usize] = true;
        pairs.push(*edge);
    }
}
