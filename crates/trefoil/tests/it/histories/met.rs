//! What histories met. A situation is a compartment, what happened in it, and an output that a reader looked at afterwards: every
//! one is to be met before volume counts.

use std::collections::{BTreeMap, BTreeSet};

use super::asked::Output;
use super::kept::{self, Kept};
use super::open::Open;

/// The situations met, and what happened since each reader last looked at each output.
#[derive(Default)]
pub(super) struct Met {
    opened: BTreeSet<(Open, bool)>,
    situations: BTreeSet<(Kept, Output)>,
    since: BTreeMap<(usize, Output), BTreeSet<Kept>>,
}

impl Met {
    /// An act of both tellings, and whether it was done.
    pub(super) fn opened(&mut self, act: Open, done: bool) {
        self.opened.insert((act, done));
    }

    /// An act of one telling.
    pub(super) fn kept(&mut self, act: Kept) {
        for output in Output::all() {
            for reader in output.readers() {
                self.since.entry((*reader, output)).or_default().insert(act);
            }
        }
    }

    /// A reader looked.
    pub(super) fn looked(&mut self, reader: usize, output: Output) {
        let since = self.since.remove(&(reader, output)).unwrap_or_default();
        self.situations
            .extend(since.into_iter().map(|act| (act, output)));
    }

    /// The next pair of tellings begins: nothing has happened there yet.
    pub(super) fn afresh(&mut self) {
        self.since.clear();
    }

    /// How many situations there are.
    pub(super) fn situations() -> usize {
        kept::all().len() * Output::all().len()
    }

    /// Acts of both tellings that did not end as they are meant to, and situations that were never met.
    pub(super) fn unmet(&self) -> Vec<String> {
        let open = Open::ALL.into_iter().map(|act| (act, !act.is_refused()));
        let open = open.filter(|one| !self.opened.contains(one));
        let mut unmet: Vec<String> = open.map(|(one, _)| format!("{one:?}")).collect();
        for act in kept::all() {
            let outputs = Output::all().into_iter();
            let outputs = outputs.filter(|output| !self.situations.contains(&(act, *output)));
            unmet.extend(outputs.map(|output| format!("{output:?} after {act:?}")));
        }
        unmet
    }
}
