//! The two tellings, side by side.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::Rng as _;

use super::asked::{Ask, Output};
use super::kept::{self, Kept};
use super::leaving::FORMATS;
use super::met::Met;
use super::names::Names;
use super::open::{Open, leaves};
use super::telling::{READERS, Telling};
use crate::hub::house::Engine;

/// Acts of one history.
const ACTS: usize = 6;

/// Both.
pub(super) struct Pair {
    without: Telling,
    with: Telling,
    kept: Vec<Kept>,
    outputs: Vec<Output>,
    acts: usize,
    /// The reader's names for what chance gave, in each telling: they remember from look to look.
    names: [(Names, Names); READERS.len()],
}

impl Pair {
    /// Something of his has left in each format, so that there is always something to ask for.
    pub(super) async fn build(on: Engine) -> Self {
        let (mut without, mut with) = (
            Box::pin(Telling::build(on)).await,
            Box::pin(Telling::build(on)).await,
        );
        for telling in [&mut without, &mut with] {
            for _ in FORMATS {
                leaves(telling).await.unwrap();
            }
        }
        Self {
            without,
            with,
            kept: kept::all(),
            outputs: Output::all(),
            acts: 0,
            names: Default::default(),
        }
    }

    /// Some acts, a minute apart in both tellings.
    pub(super) async fn history(&mut self, chance: &mut ChaCha20Rng, met: &mut Met) {
        for _ in 0..ACTS {
            self.acts += 1;
            self.without.pass();
            self.with.pass();
            if chance.next_u32().is_multiple_of(3) {
                self.open(pick(&Open::ALL, chance), met).await;
            } else {
                self.keep(pick(&self.kept, chance), met).await;
            }
        }
    }

    async fn open(&mut self, act: Open, met: &mut Met) {
        let came = act.happen(&mut self.without, self.acts).await;
        let too = act.happen(&mut self.with, self.acts).await;
        assert_eq!(came, too, "{act:?}: T3, what comes of an act");
        met.opened(act, came.is_ok());
    }

    async fn keep(&mut self, act: Kept, met: &mut Met) {
        if kept::happen(&self.with, act, self.acts).await.is_ok() {
            met.kept(act);
        }
    }

    /// What the reader sees differently, if anything: they look at half of what there is, as chance has it.
    pub(super) async fn difference(
        &mut self,
        reader: usize,
        chance: &mut ChaCha20Rng,
        met: &mut Met,
    ) -> Option<String> {
        for output in self.outputs.clone() {
            let asks = output.asks(chance);
            let looks = chance.next_u32().is_multiple_of(2);
            if !looks || !output.readers().contains(&reader) {
                continue;
            }
            let mut looked = false;
            for ask in asks {
                match self.asked(reader, &ask).await {
                    Some(None) => looked = true,
                    Some(Some(line)) => {
                        return Some(format!("{} at {ask:?}: {line}", READERS[reader]));
                    }
                    None => {}
                }
            }
            if looked {
                met.looked(reader, output);
            }
        }
        None
    }

    /// Where the answers of the tellings part, if they do; nothing where there is nothing to ask for yet.
    async fn asked(&mut self, reader: usize, ask: &Ask) -> Option<Option<String>> {
        let without = self.without.answer(reader, ask).await;
        let with = self.with.answer(reader, ask).await;
        assert_eq!(without.is_some(), with.is_some(), "{ask:?}");
        let (names, others) = &mut self.names[reader];
        let (without, with) = (names.canonical(&without?), others.canonical(&with?));
        Some(parts(&without, &with))
    }
}

/// The lines at which two texts part.
fn parts(one: &str, other: &str) -> Option<String> {
    if one == other {
        return None;
    }
    let mut lines = one.lines().zip(other.lines());
    let parted = lines.find(|(one, other)| one != other);
    Some(parted.map_or("one goes on".to_owned(), |(one, other)| {
        format!("`{one}`, and `{other}`")
    }))
}

fn pick<T: Copy>(all: &[T], chance: &mut ChaCha20Rng) -> T {
    let place = usize::try_from(chance.next_u32()).unwrap() % all.len();
    all[place]
}
