//! The index, held against the batch and against itself.

mod batch;
mod hidden;
mod orders;
mod words;
mod zones;

use super::super::tests::{COLUMNS, Said};
use super::super::{Batch, Model, Settings};
use super::{Answer, Asked, Index, Standing};

/// A model of the made-up town's own records.
fn model(said: &[Said]) -> Model {
    linked(said, None).model()
}

fn linked(said: &[Said], model: Option<&Model>) -> Batch {
    let settings = Settings {
        threads: 2,
        threshold: None,
        dedupe_inputs: false,
        zones: true,
    };
    let table = super::super::tests::table(said);
    Batch::new(table, model, settings, |_| {}).expect("the model fits")
}

fn values(said: &Said) -> [&str; 6] {
    said.values.each_ref().map(String::as_str)
}

/// Records called by their places, of which no more than so many may share a key.
fn index(model: &Model, said: &[Said], most: usize) -> Index<usize> {
    let mut index = Index::of_few(model, &COLUMNS, most).expect("the model fits");
    for (at, one) in said.iter().enumerate() {
        index.insert(at, Standing::Open, &values(one));
    }
    index
}

/// What is answered, to the last bit.
fn told(answers: &[Answer<usize>]) -> Vec<(usize, u64)> {
    let told = answers.iter();
    told.map(|one| (one.id, one.weight.to_bits())).collect()
}

/// What is answered about somebody described, whoever asks.
fn ask(index: &mut Index<usize>, said: &Said) -> Vec<(usize, u64)> {
    told(&index.ask(Asked::Values(&values(said)), usize::MAX, |_| true))
}

/// What is answered about one of the records.
fn ask_known(index: &mut Index<usize>, id: usize) -> Vec<(usize, u64)> {
    told(&index.ask(Asked::Known(id), usize::MAX, |_| true))
}

/// A record's cluster, and the pairs by which it is one, to the last bit.
fn joined(index: &mut Index<usize>, id: usize) -> Vec<(usize, u64)> {
    let cluster = index.cluster(id);
    let records = cluster.records.into_iter().map(|id| (id, 0));
    let pairs = cluster.pairs.into_iter();
    records
        .chain(pairs.map(|pair| (pair.a, pair.weight.to_bits())))
        .collect()
}
