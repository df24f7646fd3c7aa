//! One unit: the pairs that meet in its stretches of the keys, scored.

use super::super::Batch;
use super::super::block::Blocks;
use super::super::cluster::Edge;
use super::super::keys::KEYS;
use super::super::link::Stretch;
use super::super::score::Judge;
use super::super::table::Table;
use super::keys::{marks_of, stretch_of};
use super::load::Damaged;
use super::plan::{Piece, Weights};

/// The records of a unit, with what they meet by.
pub struct Unit {
    batch: Batch,
}

impl Unit {
    /// Of these records, the keys that are used, and by key what each record meets others by, in the order in which the records
    /// were taken in.
    pub fn new(
        table: Table,
        keys: &[usize],
        marks: &[Vec<u32>],
        weights: &Weights,
        threads: usize,
    ) -> Result<Self, Damaged> {
        let whole = marks.iter().all(|marks| marks.len() == table.len());
        let known = keys.iter().map(|key| KEYS.get(*key));
        let blocks = Blocks {
            keys: known.collect::<Option<_>>().ok_or(Damaged)?,
            marks: marks.iter().map(|marks| arranged(&table, marks)).collect(),
            pairs: Vec::new(),
            over: Vec::new(),
            chosen: u32::MAX,
        };
        if !whole || marks.len() != keys.len() {
            return Err(Damaged);
        }
        let odds = weights.odds().ok_or(Damaged)?;
        Ok(Self {
            batch: Batch::of_some(table, blocks, odds, threads),
        })
    }

    /// The scored pairs that may matter, by the rows of all records, surest first; and how many were looked at. A pair that meets in
    /// several units is found by the first alone.
    pub fn edges(&self, pieces: &[Piece]) -> (Vec<Edge>, u64) {
        let judge = Judge::new(&self.batch.table, &self.batch.odds);
        let stretches = pieces
            .iter()
            .map(|piece| (piece.key, marks_of(piece.from, piece.to)));
        let stretches: Vec<Stretch> = stretches.collect();
        let (mut edges, candidates) = self.batch.scored(&judge, &stretches);
        let rows = rows(&self.batch.table);
        for edge in &mut edges {
            edge.a = rows[edge.a as usize];
            edge.b = rows[edge.b as usize];
        }
        (edges, candidates)
    }
}

impl Piece {
    /// Whether a record that meets others by this mark of the key is wanted.
    pub fn wants(&self, mark: u32) -> bool {
        mark != 0 && (self.from..self.to).contains(&stretch_of(mark))
    }
}

/// Of each row of a table, which it is of all.
pub(super) fn rows(table: &Table) -> &[u32] {
    table.of.as_ref().map_or(&[], |whole| &whole.rows)
}

/// A column in the order in which records were taken in, in that of their rows.
pub(super) fn arranged(table: &Table, column: &[u32]) -> Vec<u32> {
    let of = |at: &u32| column.get(*at as usize).copied().unwrap_or(0);
    table.origin.iter().map(of).collect()
}
