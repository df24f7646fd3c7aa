//! However the work is cut, what comes out is what one batch says.

use super::super::tests::{COLUMNS as SAID, Said, table, town};
use super::super::{Batch, Builder, Edge, Model, Settings};
use super::{
    Columns, Gathering, Learned, Loader, NOT_WANTED, Piece, Sample, Settled, Shared, Sheet, Survey,
    Unit, by_chance, columns_of, given, is_counted, keys_of, learn, model, rows_of, settle,
    share_out, text_mark, twice,
};

/// All records of a file, as they are kept outside.
struct Kept {
    shared: Shared,
    sheets: Vec<Sheet>,
    rows: Vec<u32>,
    columns: Vec<Vec<u32>>,
}

impl Columns for Kept {
    type Error = std::convert::Infallible;

    fn scan(
        &mut self,
        columns: &[usize],
        call: &mut dyn FnMut(&[&[u32]]),
    ) -> Result<(), Self::Error> {
        for from in (0..self.rows.len()).step_by(7) {
            let to = self.rows.len().min(from + 7);
            let some: Vec<&[u32]> = columns
                .iter()
                .map(|column| &self.columns[*column][from..to])
                .collect();
            call(&some);
        }
        Ok(())
    }
}

fn kept(said: &[Said], at_once: usize) -> Kept {
    let mut survey = Survey::default();
    let mut builder = Builder::new(&SAID);
    let wanted = columns_of(&SAID);
    let mut columns = vec![Vec::new(); super::COLUMNS];
    let mut sheets = Vec::new();
    for some in said.chunks(at_once) {
        for one in some {
            builder.push(&one.id, 0, &one.values.each_ref().map(String::as_str));
        }
        let slice = builder.slice();
        let names = survey.take(&slice);
        sheets.push(slice.sheet(0..slice.len(), &names));
        for column in &wanted {
            columns[*column].extend(slice.column(*column));
        }
    }
    let each = |number: usize| {
        sheets
            .iter()
            .flat_map(move |sheet: &Sheet| sheet.numbers[number].clone())
    };
    let whole = each(0).zip(each(2));
    survey.namesakes(
        whole
            .map(|(given, surname)| u64::from(given) << 32 | u64::from(surname))
            .collect(),
    );
    for column in (0..super::TEXTS.len()).filter(|column| is_counted(*column)) {
        let texts = sheets.iter().flat_map(|sheet| sheet.texts[column].each());
        survey.distinct(column, texts.map(text_mark).collect());
    }
    let born: Vec<u32> = each(3).collect();
    let ids: Vec<u64> = said.iter().map(|one| text_mark(&one.id)).collect();
    assert_eq!(twice(&ids), None);
    Kept {
        shared: survey.finish(),
        rows: rows_of(&born, ids),
        sheets,
        columns,
    }
}

impl Kept {
    fn load(&self, wanted: impl Fn(usize) -> bool) -> (Loader<'_>, Vec<usize>) {
        let mut loader = Loader::new(&self.shared);
        let (mut taken, mut at) = (Vec::new(), 0);
        for sheet in &self.sheets {
            let rows: Vec<u32> = (0..sheet.len())
                .map(|record| {
                    let is = wanted(at + record);
                    taken.extend(is.then_some(at + record));
                    if is {
                        self.rows[at + record]
                    } else {
                        NOT_WANTED
                    }
                })
                .collect();
            loader.take(sheet, &rows).expect("whole");
            at += sheet.len();
        }
        (loader, taken)
    }
}

/// Of each record its cluster, worked out in parts; and how many pairs were looked at.
fn in_parts(
    said: &[Said],
    use_model: Option<&Model>,
    (at_once, parts, together): (usize, usize, usize),
) -> (Learned, Vec<u32>, u64) {
    let mut kept = kept(said, at_once);
    let (keys, rows) = (keys_of(&kept.shared.census), kept.rows.clone());
    let of_key = |key: &usize| settle(*key, &rows, &mut kept).expect("there");
    let settled: Vec<Settled> = keys.iter().map(of_key).collect();
    let learned = match use_model {
        Some(model) => given(model, &keys, &kept.shared.census).expect("fits"),
        None => kept.learned(&keys, &settled),
    };
    let used = keys.iter().zip(settled);
    let used = used.filter(|(key, _)| learned.keys.contains(key));
    let used: Vec<Settled> = used.map(|(_, settled)| settled).collect();
    let (edges, looked_at) = kept.edges(&learned, &used, parts);
    let mut gathering = Gathering::new(edges, said.len(), 0.0).expect("whole");
    while let Some(some) = gathering.next(together) {
        let (loader, _) = kept.load(|at| some.rows.binary_search(&rows[at]).is_ok());
        let grown = gathering.grow(&some, &loader.finish(), &learned.weights, 2);
        grown.expect("whole");
    }
    let of = gathering.finish();
    let place = |row: u32| rows.iter().position(|one| *one == row).expect("a head") as u32;
    let clusters = rows.iter().map(|row| place(of[*row as usize])).collect();
    (learned, clusters, looked_at)
}

impl Kept {
    fn learned(&self, keys: &[usize], settled: &[Settled]) -> Learned {
        let mut wanted = by_chance(&self.shared.census);
        wanted.extend(settled.iter().flat_map(Settled::sample));
        wanted.sort_unstable();
        let (loader, taken) = self.load(|at| wanted.binary_search(&self.rows[at]).is_ok());
        let mark = |marks: &[u32], at: &usize| marks[self.rows[*at] as usize];
        let of_taken = |key: &Settled| taken.iter().map(|at| mark(&key.marks, at)).collect();
        let sample = Sample {
            table: &loader.finish(),
            keys,
            marks: settled.iter().map(of_taken).collect(),
            pairs: settled.iter().map(|key| key.pairs).collect(),
        };
        learn(sample, 2)
    }

    /// What all parts find that is more likely than not.
    fn edges(&self, learned: &Learned, used: &[Settled], parts: usize) -> (Vec<Edge>, u64) {
        let crowds: Vec<_> = used.iter().map(Settled::crowd).collect();
        let mark = |key: usize, at: usize| used[key].marks[self.rows[at] as usize];
        let (mut edges, mut looked_at) = (Vec::new(), 0);
        for pieces in share_out(&crowds, parts) {
            let wants = |piece: &Piece, at: usize| piece.wants(mark(piece.key, at));
            let (loader, taken) = self.load(|at| pieces.iter().any(|piece| wants(piece, at)));
            let of_key = |key: usize| taken.iter().map(|at| mark(key, *at)).collect();
            let marks: Vec<Vec<u32>> = (0..used.len()).map(of_key).collect();
            let unit = Unit::new(loader.finish(), &learned.keys, &marks, &learned.weights, 2);
            let (found, count) = unit.expect("whole").edges(&pieces);
            edges.extend(found);
            looked_at += count;
        }
        edges.retain(|edge: &Edge| edge.weight > 0.0);
        (edges, looked_at)
    }
}

#[test]
fn however_the_work_is_cut_it_says_the_same() {
    for (homes, seed) in [(1, 1), (60, 2), (250, 3)] {
        let said = town(homes, seed);
        let settings = Settings {
            threads: 1,
            threshold: None,
            dedupe_inputs: false,
            zones: true,
        };
        let batch = Batch::new(table(&said), None, settings, |_| {}).expect("learned");
        let linked = batch.link(|_| {});
        for cut in [(1000, 1, 10_000), (17, 3, 40), (100, 11, 1)] {
            let (learned, clusters, looked_at) = in_parts(&said, None, cut);
            let census = kept(&said, 100).shared.census;
            let (own, whole) = (model(&learned, &census).expect("a model"), batch.model());
            assert_eq!(own.keys, whole.keys, "{cut:?}");
            for (own, whole) in own.fields.iter().zip(&whole.fields) {
                for (own, whole) in own.levels.iter().zip(&whole.levels) {
                    assert_eq!(own, whole, "{cut:?}");
                }
            }
            assert!(own == whole, "{cut:?}");
            assert_eq!(learned.recall, batch.recall());
            assert_eq!(looked_at, linked.candidates, "{cut:?}");
            assert_eq!(clusters, linked.clusters, "{cut:?}");
            // What is learned of a handful of records may be no model.
            if said.len() > 50 {
                let (_, again, _) = in_parts(&said, Some(&batch.model()), cut);
                assert_eq!(again, linked.clusters, "with a model, {cut:?}");
            }
        }
    }
}

#[test]
fn parts_are_of_about_as_many_records() {
    let crowds = vec![vec![3; 4096], vec![0; 4096], vec![1; 4096]];
    let shares = share_out(&crowds, 8);
    let of = |piece: &Piece| {
        let crowd = &crowds[piece.key][piece.from as usize..piece.to as usize];
        crowd.iter().sum::<u32>()
    };
    let sizes: Vec<u32> = shares
        .iter()
        .map(|share| share.iter().map(of).sum())
        .collect();
    assert!(
        sizes.iter().all(|size| (2040..2060).contains(size)),
        "{sizes:?}"
    );
    // Every stretch is of one part.
    let all: u32 = shares
        .iter()
        .flatten()
        .map(|piece| piece.to - piece.from)
        .sum();
    assert_eq!(all, 3 * 4096);
}
