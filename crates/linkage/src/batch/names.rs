//! Names, each distinct one read once, and how alike two are. Of a million records the names are a few ten thousand, most of
//! them of one word; what two of those are to each other is told from a few bytes of each, and agrees with [`Name::compare`].

use std::collections::HashMap;

use crate::compare::Level;
use crate::name::Name;
use crate::nicknames::{full_form, lines};
use crate::similar::{CLOSE, jaro_winkler};
use crate::sound::{says_something, sound};

use super::hash;
use super::letters::Letters;
use super::level::given;
use super::texts::Texts;

/// Every name of a table, by its number.
#[derive(Default)]
pub(super) struct Names {
    signs: Vec<Sign>,
    /// Names of several words, and others that are not compared as they are written.
    whole: HashMap<u32, (Name, Name)>,
    pub(super) atoms: Vec<Atoms>,
}

/// What of a name goes into keys; 0 where it has none.
#[derive(Clone, Copy, Default)]
pub(super) struct Atoms {
    /// The first word by sound, in the full form of a given name.
    pub(super) called: u32,
    /// The last word by sound: the family's in most of Europe, and of a double-barrelled name what is kept.
    pub(super) family: u32,
    /// The first word by sound, as it is.
    pub(super) first: u32,
    pub(super) initial: u32,
    /// The first three letters.
    pub(super) head: u32,
}

/// A name of one word at a glance: half a line of the processor's cache.
#[derive(Clone, Copy, Default)]
#[repr(align(32))]
struct Sign {
    letters: Letters,
    /// The sound, 0 where it says nothing.
    sound: u32,
    first: u8,
    length: u8,
    single: bool,
    /// The lines of the list of nicknames that it stands in.
    lines: &'static [u16],
}

/// So many are read once; of more, each is read when it is compared, so that a file of nonsense does not fill the memory.
const MOST_WHOLE: usize = 50_000;
/// Spelling likeness at which two names are worth a thought.
const LOOSE: f32 = 0.80;

impl Names {
    pub(super) fn read(texts: &Texts) -> Self {
        let mut names = Self::default();
        names.read_on(texts);
        names
    }

    /// Reads what texts came since.
    pub(super) fn read_on(&mut self, texts: &Texts) {
        for number in self.signs.len() as u32..texts.len() as u32 {
            let text = texts.text(number);
            let sign = sign(text);
            if !sign.single && number > 0 && self.whole.len() < MOST_WHOLE {
                self.whole
                    .insert(number, (Name::given(text), Name::surname(text)));
            }
            self.atoms.push(atoms(text));
            self.signs.push(sign);
        }
    }

    /// Forgets all from a number on.
    pub(super) fn forget(&mut self, from: u32) {
        for number in from..self.signs.len() as u32 {
            self.whole.remove(&number);
        }
        self.signs.truncate(from as usize);
        self.atoms.truncate(from as usize);
    }

    /// The level of two given names that are not the same.
    pub(super) fn given(&self, texts: &Texts, a: u32, b: u32, memo: &mut Memo) -> u8 {
        let (x, y) = (a as usize, b as usize);
        let (lines_x, lines_y) = (self.signs[x].lines, self.signs[y].lines);
        let listed = lines_x.iter().any(|line| lines_y.contains(line));
        if listed {
            return given::NICKNAME;
        }
        let differ = !lines_x.is_empty() && !lines_y.is_empty();
        match self.glance(x, y, differ) {
            Some(level) => level,
            None => memo.recall(0, a, b, || self.given_level(texts, a, b, differ)),
        }
    }

    fn given_level(&self, texts: &Texts, a: u32, b: u32, differ: bool) -> u8 {
        if self.single(a, b) {
            return self.spelled(texts, a, b, differ);
        }
        let (x, y) = (self.whole(texts, a, false), self.whole(texts, b, false));
        compared(&x, &y)
    }

    /// The level of two surnames that are not the same.
    pub(super) fn surname(&self, texts: &Texts, a: u32, b: u32, memo: &mut Memo) -> u8 {
        match self.glance(a as usize, b as usize, false) {
            Some(level) => level,
            None => memo.recall(1, a, b, || self.surname_level(texts, a, b)),
        }
    }

    fn surname_level(&self, texts: &Texts, a: u32, b: u32) -> u8 {
        if self.single(a, b) {
            return self.spelled(texts, a, b, false);
        }
        let (x, y) = (self.whole(texts, a, true), self.whole(texts, b, true));
        compared(&x, &y)
    }

    fn single(&self, a: u32, b: u32) -> bool {
        self.signs[a as usize].single && self.signs[b as usize].single
    }

    fn whole(&self, texts: &Texts, number: u32, surname: bool) -> Name {
        match self.whole.get(&number) {
            Some((given, _)) if !surname => given.clone(),
            Some((_, surname)) => surname.clone(),
            None if surname => Name::surname(texts.text(number)),
            None => Name::given(texts.text(number)),
        }
    }

    /// What can be said of two names of one word without spelling them: most pairs have too few letters in common.
    fn glance(&self, a: usize, b: usize, differ: bool) -> Option<u8> {
        let (x, y) = (&self.signs[a], &self.signs[b]);
        if !x.single || !y.single {
            return None;
        }
        if (x.length == 1) != (y.length == 1) && x.first == y.first {
            return None;
        }
        if differ {
            return Some(given::DIFFERENT);
        }
        let prefix = usize::from(x.first == y.first) * 4;
        let most = Letters::most((x.letters, x.length), (y.letters, y.length), prefix);
        (most < LOOSE && (x.sound == 0 || x.sound != y.sound)).then_some(given::DIFFERENT)
    }

    fn spelled(&self, texts: &Texts, a: u32, b: u32, differ: bool) -> u8 {
        let (x, y) = (&self.signs[a as usize], &self.signs[b as usize]);
        let like = jaro_winkler(texts.bytes(a), texts.bytes(b));
        let initial = (x.length == 1) != (y.length == 1) && x.first == y.first;
        match () {
            () if like >= CLOSE && x.length > 3 && y.length > 3 && !differ => given::CLOSE,
            () if initial => given::INITIAL,
            () if x.sound != 0 && x.sound == y.sound && !differ => given::SOUNDS,
            () if like >= LOOSE && !differ => given::LOOSE,
            () => given::DIFFERENT,
        }
    }
}

fn sign(text: &str) -> Sign {
    let simple = !text.is_empty()
        && text.len() < 40
        && text.bytes().all(|b| b.is_ascii_lowercase())
        && !(text.starts_with("mc") && text.len() > 4)
        && !Name::is_placeholder(text);
    if !simple {
        return Sign::default();
    }
    let sound = sound(text);
    Sign {
        letters: Letters::of(text),
        sound: if says_something(&sound) {
            hash::narrow(hash::text(&sound))
        } else {
            0
        },
        first: text.bytes().next().unwrap_or_default(),
        length: text.len() as u8,
        single: true,
        lines: lines(text),
    }
}

fn atoms(text: &str) -> Atoms {
    let key = |word: &str| match word {
        "" => 0,
        word => hash::narrow(hash::text(word)),
    };
    let first = text.split(' ').next().unwrap_or_default();
    let last = text.rsplit(' ').next().unwrap_or_default();
    let head: String = first.chars().take(3).collect();
    Atoms {
        called: key(&sound(full_form(first))),
        family: key(&sound(last)),
        first: key(&sound(first)),
        initial: first.chars().next().map_or(0, |c| c as u32),
        head: key(&head),
    }
}

/// What a thread has compared lately. A level that is forgotten is worked out again: nothing depends on what is remembered.
pub(super) struct Memo(Vec<(u64, u8)>);

const REMEMBERED: usize = 1 << 15;

impl Memo {
    pub(super) fn new() -> Self {
        Self::of(REMEMBERED)
    }

    /// One that remembers so many.
    pub(super) fn of(pairs: usize) -> Self {
        Self(vec![(0, 0); pairs.max(1)])
    }

    pub(super) fn recall(&mut self, kind: u64, a: u32, b: u32, work: impl FnOnce() -> u8) -> u8 {
        // Thirty-one bits of each: a table has fewer rows than that, and so fewer texts.
        let pair = (kind << 62) | (u64::from(a.min(b)) << 31) | u64::from(a.max(b));
        let at = (hash::mix(pair, 0) >> 40) as usize % self.0.len();
        let place = &mut self.0[at];
        if place.0 != pair {
            *place = (pair, work());
        }
        place.1
    }
}

/// The level of two names that are compared at length: given names, or surnames, which have no nicknames and the same levels otherwise.
pub(super) fn compared(x: &Name, y: &Name) -> u8 {
    told(x.compare(y), x, y)
}

/// The same where it is known how alike they are.
pub(super) fn told(level: Level, x: &Name, y: &Name) -> u8 {
    match level {
        Level::Same | Level::SameCommon => given::SAME_SPELLING,
        Level::Nickname => given::NICKNAME,
        Level::Contains => given::CONTAINS,
        Level::Close => given::CLOSE,
        Level::SoundsAlike => given::SOUNDS,
        Level::Initial => given::INITIAL,
        Level::SomeShared => given::SHARED,
        Level::Missing => given::MISSING,
        _ if x.likeness(y) >= LOOSE => given::LOOSE,
        _ => given::DIFFERENT,
    }
}
