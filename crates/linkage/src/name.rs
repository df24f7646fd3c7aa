//! One name, given or family, normalised once; and how alike two are. Which levels mean what is not decided here.

use crate::compare::Level;
use crate::nicknames;
use crate::normal::{shown, words};
use crate::similar::{NEARLY, close, jaro_winkler};
use crate::sound::{alike, sound};

/// A given name or surname of one or several words.
#[derive(Clone, Default)]
pub(crate) struct Name {
    /// As the record had it, fit to be shown.
    pub(crate) said: String,
    /// The words that tell people apart: without titles, particles and placeholders.
    pub(crate) parts: Vec<Part>,
    /// All words run together: Mary-Ann and Maryann, Al-Hassan and Alhassan.
    joined: String,
    joined_sound: String,
}

/// One word of a name.
#[derive(Clone)]
pub(crate) struct Part {
    pub(crate) text: String,
    pub(crate) sound: String,
    common: bool,
    lines: &'static [u16],
}

/// Not names: an unborn or unnamed child, or nobody knew.
const PLACEHOLDERS: &[&str] = &[
    "unborn", "baby", "unknown", "unnamed", "nk", "tbc", "infant",
];
const TITLES: &[&str] = &["mr", "mrs", "ms", "miss", "mx", "dr", "rev", "prof", "sir"];
const PARTICLES: &[&str] = &[
    "de", "da", "do", "dos", "das", "del", "di", "la", "le", "van", "der", "den", "von", "bin",
    "ibn", "bint", "al", "el", "ul", "ap", "ferch",
];

impl Name {
    /// Reads a given name.
    pub(crate) fn given(text: &str) -> Self {
        let all = named(words(text));
        let parts = without(&all, TITLES)
            .map(|text| Part {
                sound: sound(text),
                common: nicknames::is_common_given(text),
                lines: nicknames::lines(text),
                text: text.clone(),
            })
            .collect();
        Self::new(text, &all, parts)
    }

    /// Whether a folded word stands where a name would, and is none.
    pub(crate) fn is_placeholder(word: &str) -> bool {
        PLACEHOLDERS.contains(&word) || word == "notknown"
    }

    /// Reads a surname, which may be double-barrelled or hold particles.
    pub(crate) fn surname(text: &str) -> Self {
        let all = glued(named(words(text)));
        let parts = without(&all, PARTICLES)
            .map(|text| Part {
                sound: sound(text),
                common: nicknames::is_common_surname(text),
                lines: &[],
                text: text.clone(),
            })
            .collect();
        Self::new(text, &all, parts)
    }

    fn new(text: &str, all: &[String], parts: Vec<Part>) -> Self {
        let joined = all.concat();
        Self {
            said: shown(text),
            joined_sound: sound(&joined),
            joined,
            parts,
        }
    }

    /// Whether the two are the same word for word.
    pub(crate) fn is(&self, other: &Self) -> bool {
        !self.joined.is_empty() && self.joined == other.joined
    }

    /// How alike this given name, or the first of several, and a surname are spelled: for names given the other way round. Nearly
    /// alike where one is not given.
    pub(crate) fn like_surname(&self, surname: &Self) -> f32 {
        if self.joined.is_empty() || surname.joined.is_empty() {
            return NEARLY;
        }
        let called = self.parts.first().map_or("", |part| part.text.as_str());
        let like = |word: &str| jaro_winkler(word, &surname.joined);
        like(&self.joined).max(like(called))
    }

    /// How alike two names are spelled, all words run together: 0 to 1; 0 for two that are known to be names of their own.
    pub(crate) fn likeness(&self, other: &Self) -> f32 {
        let listed = |name: &Self| name.parts.iter().all(|part| !part.lines.is_empty());
        if listed(self) && listed(other) {
            return 0.0;
        }
        jaro_winkler(&self.joined, &other.joined)
    }

    /// How alike two names are. Symmetric.
    pub(crate) fn compare(&self, other: &Self) -> Level {
        if self.parts.is_empty() || other.parts.is_empty() {
            return Level::Missing;
        }
        if self.joined == other.joined {
            return if self.parts.iter().all(|part| part.common) {
                Level::SameCommon
            } else {
                Level::Same
            };
        }
        // A fixed order of the two makes the greedy pairing below symmetric.
        let (a, b) = if self.joined < other.joined {
            (self, other)
        } else {
            (other, self)
        };
        match pair(&a.parts, &b.parts) {
            Level::Different if a.parts.len() != b.parts.len() => whole(a, b),
            level => level,
        }
    }
}

/// The names as run-together words, where the parts did not fit.
fn whole(a: &Name, b: &Name) -> Level {
    if close(&a.joined, &b.joined) {
        Level::Close
    } else if alike(&a.joined_sound, &b.joined_sound) {
        Level::SoundsAlike
    } else {
        Level::Different
    }
}

/// Pairs the words of two names, the surest pairs first, and judges by the least sure pair and by what is left over.
fn pair(a: &[Part], b: &[Part]) -> Level {
    const SUREST_FIRST: [Level; 5] = [
        Level::Same,
        Level::Nickname,
        Level::Close,
        Level::Initial,
        Level::SoundsAlike,
    ];
    let (mut in_a, mut in_b) = (0_u32, 0_u32);
    let (mut worst, mut firm, mut common) = (Level::Same, 0, 0);
    for level in SUREST_FIRST {
        for (i, x) in a.iter().enumerate().filter(|(i, _)| *i < 32) {
            let free = in_a & (1 << i) == 0;
            let mate = b
                .iter()
                .enumerate()
                .find(|(j, y)| free && in_b & (1 << j) == 0 && x.fits(y, level));
            if let Some((j, _)) = mate {
                in_a |= 1 << i;
                in_b |= 1 << j;
                worst = worst.max(level);
                firm += usize::from(level <= Level::Nickname);
                common += usize::from(x.common);
            }
        }
    }
    let paired = in_a.count_ones() as usize;
    let all_common = common == paired;
    match (paired, paired == a.len(), paired == b.len()) {
        (0, ..) => Level::Different,
        (_, true, true) if worst == Level::Same && all_common => Level::SameCommon,
        (_, true, true) => worst,
        // Muhammad and Muhammad Hassan may be brothers: the word they share is not what they are called by.
        (_, true, false) | (_, false, true) if all_common => Level::SomeShared,
        (_, true, false) | (_, false, true) => worst.max(Level::Contains),
        _ if firm > 0 => Level::SomeShared,
        _ => Level::Different,
    }
}

impl Part {
    fn fits(&self, other: &Self, level: Level) -> bool {
        let listed = || self.lines.iter().any(|line| other.lines.contains(line));
        let known_to_differ = || !self.lines.is_empty() && !other.lines.is_empty() && !listed();
        match level {
            Level::Same => self.text == other.text,
            Level::Nickname => listed(),
            Level::Close => close(&self.text, &other.text) && !known_to_differ(),
            Level::Initial => initial(&self.text, &other.text),
            Level::SoundsAlike => alike(&self.sound, &other.sound) && !known_to_differ(),
            _ => false,
        }
    }
}

fn initial(a: &str, b: &str) -> bool {
    let one = |word: &str| word.chars().nth(1).is_none();
    one(a) != one(b) && a.chars().next() == b.chars().next()
}

fn named(mut words: Vec<String>) -> Vec<String> {
    words.retain(|word| !PLACEHOLDERS.contains(&word.as_str()));
    // "Not known" in two words.
    if words.concat() == "notknown" {
        Vec::new()
    } else {
        words
    }
}

/// The words not in `dropped`, or all when none would be left: Le, Do and Van are surnames too.
fn without<'w>(words: &'w [String], dropped: &'static [&str]) -> impl Iterator<Item = &'w String> {
    let kept = |word: &String| !dropped.contains(&word.as_str());
    let any = words.iter().any(kept);
    words.iter().filter(move |word| !any || kept(word))
}

/// Ó Briain is one word, and so is Mac Donald; Mc is Mac.
fn glued(words: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    let mut open = false;
    for word in words {
        let opens = matches!(word.as_str(), "o" | "mc" | "mac");
        match out.last_mut() {
            Some(last) if open => last.push_str(&word),
            _ => out.push(word),
        }
        open = opens;
    }
    for word in &mut out {
        if word.len() > 4 && word.starts_with("mc") {
            word.insert(1, 'a');
        }
    }
    out
}

#[cfg(test)]
mod tests;
