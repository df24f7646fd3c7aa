//! Distinct texts of a column, each stored once and named by a number; 0 is the empty text. Numbers follow the order of the
//! rows, so nothing may depend on them but equality.

use super::hash;

/// The texts of one kind.
#[derive(Default)]
pub(super) struct Texts {
    /// Each text, or where it stands among the long ones.
    all: Vec<Short>,
    long: String,
    /// Of each text a number that does not depend on when it came; 0 of the empty one alone.
    marks: Vec<u32>,
    /// What finds them: a mark over a number, where the mark says or after it; 0 where there is room. At most five eighths full.
    index: Vec<u64>,
}

/// A text of up to fifteen bytes and its length; of a longer one where it begins and how long it is, and [`LONG`]. Finding one
/// is a single look into memory.
type Short = [u8; 16];

/// In the place of a length.
const LONG: u8 = u8::MAX;

/// Texts on their way in, one after the other: what finds them is asked for many of them at once, so that the memory brings it in
/// while others are looked at.
#[derive(Default)]
pub(super) struct Spool {
    text: String,
    ends: Vec<usize>,
    marks: Vec<u32>,
}

/// A file whose one column holds more text than this is not read further.
const MOST_BYTES: usize = u32::MAX as usize - 4096;
/// The index begins with so many places; it always has a power of two.
const FIRST_PLACES: usize = 64;
/// An index of fewer places than this is in the processor's cache anyway.
const NEAR: usize = 1 << 14;
/// What finds so many texts stays in the cache until they are looked at.
const ASKED_AT_ONCE: usize = 128;

impl Spool {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.marks.clear();
    }

    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
        self.marks.push(mark(text));
    }

    /// The texts, and their marks.
    fn each(&self) -> impl Iterator<Item = (&str, u32)> {
        let mut from = 0;
        self.ends.iter().zip(&self.marks).map(move |(end, mark)| {
            let text = self.text.get(from..*end).unwrap_or_default();
            from = *end;
            (text, *mark)
        })
    }
}

impl Texts {
    pub(super) fn new() -> Self {
        Self {
            all: vec![[0; 16]],
            long: String::new(),
            marks: vec![0],
            index: vec![0; FIRST_PLACES],
        }
    }

    /// The number of a text, taken in where it is new. Beyond what can be numbered a text counts as missing.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        self.numbered(text, mark(text))
    }

    /// The numbers of all of them, in their order.
    pub(super) fn numbers(&mut self, spool: &Spool, mut found: impl FnMut(u32)) {
        let mut texts = spool.each();
        for marks in spool.marks.chunks(ASKED_AT_ONCE) {
            self.ask_for(marks);
            for (text, mark) in texts.by_ref().take(marks.len()) {
                found(self.numbered(text, mark));
            }
        }
    }

    /// Asks the memory for what finds some texts.
    fn ask_for(&self, marks: &[u32]) {
        if self.index.len() >= NEAR {
            let found = marks.iter().map(|mark| self.index[self.place(*mark)]);
            let seen = found.map(|one| self.all[one as u32 as usize][0]);
            std::hint::black_box(seen.fold(0, |all, one| all | one));
        }
    }

    fn numbered(&mut self, text: &str, mark: u32) -> u32 {
        if text.is_empty() || self.long.len() > MOST_BYTES {
            return 0;
        }
        if self.index.is_empty() {
            self.index = vec![0; FIRST_PLACES];
        }
        let short = short(text);
        let is = |number: u32| match &short {
            Some(short) => self.all[number as usize] == *short,
            None => self.text(number) == text,
        };
        let mut at = self.place(mark);
        while self.index[at] != 0 {
            let number = self.index[at] as u32;
            if (self.index[at] >> 32) as u32 == mark && is(number) {
                return number;
            }
            at = (at + 1) & (self.index.len() - 1);
        }
        let number = self.all.len() as u32;
        let kept = short.unwrap_or_else(|| {
            let mut place = [LONG; 16];
            place[..4].copy_from_slice(&(self.long.len() as u32).to_le_bytes());
            place[4..8].copy_from_slice(&(text.len() as u32).to_le_bytes());
            self.long.push_str(text);
            place
        });
        self.all.push(kept);
        self.marks.push(mark);
        self.index[at] = u64::from(mark) << 32 | u64::from(number);
        if self.all.len() * 8 > self.index.len() * 5 {
            self.widen();
        }
        number
    }

    /// Where a mark's text stands, if nothing is in its way.
    fn place(&self, mark: u32) -> usize {
        ((u64::from(mark) * self.index.len() as u64) >> 32) as usize
    }

    fn widen(&mut self) {
        let wider = vec![0; self.index.len() * 2];
        let before = std::mem::replace(&mut self.index, wider);
        for one in before.into_iter().filter(|one| *one != 0) {
            let mut at = self.place((one >> 32) as u32);
            while self.index[at] != 0 {
                at = (at + 1) & (self.index.len() - 1);
            }
            self.index[at] = one;
        }
    }

    pub(super) fn text(&self, number: u32) -> &str {
        std::str::from_utf8(self.bytes(number)).unwrap_or_default()
    }

    /// A text's bytes: what is compared most of the time, since most texts are plain letters.
    pub(super) fn bytes(&self, number: u32) -> &[u8] {
        let short = &self.all[number as usize];
        match long(short) {
            Some([from, length]) => {
                let long = self.long.as_bytes().get(from..from + length);
                long.unwrap_or_default()
            }
            None => &short[..usize::from(short[15])],
        }
    }

    /// Asks the memory for a text.
    pub(super) fn ask(&self, number: u32) -> u8 {
        self.all[number as usize][0]
    }

    /// How many numbers there are, that of the empty text included.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Forgets all from a number on.
    pub(super) fn forget(&mut self, from: u32) {
        for number in (from.max(1)..self.all.len() as u32).rev() {
            let mark = mark(self.text(number));
            let mut at = self.place(mark);
            while self.index[at] as u32 != number {
                at = (at + 1) & (self.index.len() - 1);
            }
            self.free(at);
            if let Some([from, _]) = self.all.pop().and_then(|short| long(&short)) {
                self.long.truncate(from);
            }
            self.marks.pop();
        }
    }

    /// Frees a place of the index; what came to stand after it because it was taken moves up.
    fn free(&mut self, mut free: usize) {
        let last = self.index.len() - 1;
        let mut at = free;
        loop {
            self.index[free] = 0;
            loop {
                at = (at + 1) & last;
                if self.index[at] == 0 {
                    return;
                }
                let wanted = self.place((self.index[at] >> 32) as u32);
                if at.wrapping_sub(wanted) & last >= at.wrapping_sub(free) & last {
                    break;
                }
            }
            self.index[free] = self.index[at];
            free = at;
        }
    }

    /// What there is stays, and is found no more: what finds texts is given back. Their marks are told.
    pub(super) fn close(&mut self) -> Vec<u32> {
        self.index = Vec::new();
        self.all.shrink_to_fit();
        self.long.shrink_to_fit();
        let mut marks = std::mem::take(&mut self.marks);
        marks.shrink_to_fit();
        marks
    }
}

/// Where a long text begins, and its length.
fn long(short: &Short) -> Option<[usize; 2]> {
    let number = |at: usize| {
        let bytes = short.get(at..).and_then(<[u8]>::first_chunk);
        u32::from_le_bytes(bytes.copied().unwrap_or_default()) as usize
    };
    (short[15] == LONG).then(|| [number(0), number(4)])
}

fn short(text: &str) -> Option<Short> {
    let bytes = text.as_bytes();
    let mut short = [0; 16];
    short[15] = bytes.len() as u8;
    short[..15].get_mut(..bytes.len())?.copy_from_slice(bytes);
    Some(short)
}

fn mark(text: &str) -> u32 {
    hash::narrow(hash::text(text))
}

#[cfg(test)]
mod tests;
