//! How alike two folded words are spelled: Jaro-Winkler, on the stack, for words of up to 64 letters.

const MAX: usize = 64;

/// Spelling likeness at which two names count as close.
pub(crate) const CLOSE: f32 = 0.92;

/// Spelling likeness at which a given name may be what another has for a surname, where the rest fits.
pub(crate) const NEARLY: f32 = 0.80;

/// Whether two words are spelled almost the same. Words under four letters never are: there one letter makes another name.
pub(crate) fn close(a: &(impl AsRef<[u8]> + ?Sized), b: &(impl AsRef<[u8]> + ?Sized)) -> bool {
    let (a, b) = (a.as_ref(), b.as_ref());
    // What goes on in a letter of several bytes begins none.
    let four = |word: &[u8]| {
        word.iter()
            .filter(|byte| **byte & 0xc0 != 0x80)
            .nth(3)
            .is_some()
    };
    four(a) && four(b) && jaro_winkler(a, b) >= CLOSE
}

/// Jaro-Winkler likeness, 0 to 1, of the first 64 letters of each. The two are put in order first, so that it is symmetric without a proof.
pub(crate) fn jaro_winkler(
    a: &(impl AsRef<[u8]> + ?Sized),
    b: &(impl AsRef<[u8]> + ?Sized),
) -> f32 {
    let (a, b) = (a.as_ref(), b.as_ref());
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    if a.is_ascii() && b.is_ascii() {
        if let (Some(left), Some(right)) = (Lanes::of(a), Lanes::of(b)) {
            return likeness(a, b, |_, _| left.jaro(right));
        }
        return likeness(first(a), first(b), jaro);
    }
    let (mut left, mut right) = (['\0'; MAX], ['\0'; MAX]);
    likeness(letters(a, &mut left), letters(b, &mut right), jaro)
}

fn first(bytes: &[u8]) -> &[u8] {
    bytes.get(..MAX).unwrap_or(bytes)
}

fn likeness<L: PartialEq>(left: &[L], right: &[L], jaro: impl Fn(&[L], &[L]) -> f32) -> f32 {
    if left.is_empty() || right.is_empty() {
        return 0.0;
    }
    let jaro = jaro(left, right);
    let prefix = left
        .iter()
        .zip(right)
        .take(4)
        .take_while(|(x, y)| x == y)
        .count();
    jaro + 0.1 * small(prefix) * (1.0 - jaro)
}

fn letters<'b>(word: &[u8], buffer: &'b mut [char; MAX]) -> &'b [char] {
    let word = std::str::from_utf8(word).unwrap_or_default();
    let mut length = 0;
    for (slot, letter) in buffer.iter_mut().zip(word.chars()) {
        *slot = letter;
        length += 1;
    }
    buffer.get(..length).unwrap_or_default()
}

fn jaro<L: PartialEq>(a: &[L], b: &[L]) -> f32 {
    let window = (a.len().max(b.len()) / 2).saturating_sub(1);
    let (mut in_a, mut in_b) = (0_u64, 0_u64);
    for (i, letter) in a.iter().enumerate() {
        let from = i.saturating_sub(window);
        let found = b
            .iter()
            .enumerate()
            .take(i + window + 1)
            .skip(from)
            .find(|(j, other)| letter == *other && in_b & (1 << j) == 0);
        if let Some((j, _)) = found {
            in_a |= 1 << i;
            in_b |= 1 << j;
        }
    }
    let pairs = marked(a, in_a).zip(marked(b, in_b));
    let moved = pairs.filter(|(x, y)| x != y).count() / 2;
    shares(in_a.count_ones() as usize, moved, a.len(), b.len())
}

/// What so many letters in common come to, of which so many moved.
fn shares(matched: usize, moved: usize, a: usize, b: usize) -> f32 {
    if matched == 0 {
        return 0.0;
    }
    let m = small(matched);
    (m / small(a) + m / small(b) + small(matched - moved) / m) / 3.0
}

/// A plain word of up to sixteen letters, a byte for each: its letters are looked for in another's all at once.
#[derive(Clone, Copy)]
struct Lanes {
    letters: u128,
    length: u32,
}

/// A one in each lane, and the uppermost bit of each.
const EACH: u128 = u128::MAX / 0xff;
const TOP: u128 = EACH << 7;

impl Lanes {
    fn of(word: &[u8]) -> Option<Self> {
        let mut lanes = [0; 16];
        lanes.get_mut(..word.len())?.copy_from_slice(word);
        Some(Self {
            letters: u128::from_le_bytes(lanes),
            length: u32::try_from(word.len()).ok()?,
        })
    }

    /// The letter of a lane.
    fn letter(self, lane: u32) -> u128 {
        self.letters >> (8 * lane) & 0xff
    }

    /// Where it has a letter: the uppermost bits of those lanes.
    fn has(self, letter: u128) -> u128 {
        // No letter has its uppermost bit set, so nothing is carried into the next lane.
        let differ = self.letters ^ (letter * EACH);
        !((differ | TOP) - EACH) & TOP & below(self.length)
    }

    /// As [`jaro`] of the two words.
    fn jaro(self, other: Self) -> f32 {
        let window = (self.length.max(other.length) / 2).saturating_sub(1);
        let (mut in_a, mut in_b) = (0_u128, 0_u128);
        for lane in 0..self.length {
            let near = below(lane + window + 1) & !below(lane.saturating_sub(window));
            let found = other.has(self.letter(lane)) & near & !in_b;
            in_b |= found & found.wrapping_neg();
            in_a |= u128::from(found != 0) << (8 * lane + 7);
        }
        let (matched, mut moved) = (in_a.count_ones(), 0);
        while in_a != 0 {
            let letters = (
                self.letter(in_a.trailing_zeros() / 8),
                other.letter(in_b.trailing_zeros() / 8),
            );
            moved += usize::from(letters.0 != letters.1);
            (in_a, in_b) = (in_a & (in_a - 1), in_b & (in_b - 1));
        }
        let lengths = [self.length, other.length].map(|length| length as usize);
        shares(matched as usize, moved / 2, lengths[0], lengths[1])
    }
}

/// All of the lanes before one.
fn below(lane: u32) -> u128 {
    1_u128
        .checked_shl(8 * lane)
        .map_or(u128::MAX, |bit| bit - 1)
}

fn marked<L>(letters: &[L], marks: u64) -> impl Iterator<Item = &L> {
    letters
        .iter()
        .enumerate()
        .filter(move |(i, _)| marks & (1 << i) != 0)
        .map(|(_, letter)| letter)
}

/// Counts here are at most 64, so nothing is lost.
fn small(count: usize) -> f32 {
    f32::from(u8::try_from(count).unwrap_or(u8::MAX))
}

#[cfg(test)]
mod tests;
