//! How alike two folded words are spelled: Jaro-Winkler, on the stack, for words of up to 64 letters.

const MAX: usize = 64;

/// Spelling likeness at which two names count as close.
pub(crate) const CLOSE: f32 = 0.92;

/// Whether two words are spelled almost the same. Words under four letters never are: there one letter makes another name.
pub(crate) fn close(a: &str, b: &str) -> bool {
    let four = |word: &str| word.chars().nth(3).is_some();
    four(a) && four(b) && jaro_winkler(a, b) >= CLOSE
}

/// Jaro-Winkler likeness, 0 to 1, of the first 64 letters of each. The two are put in order first, so that it is symmetric without a proof.
pub(crate) fn jaro_winkler(a: &str, b: &str) -> f32 {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    if a.is_ascii() && b.is_ascii() {
        return likeness(first(a.as_bytes()), first(b.as_bytes()));
    }
    let (mut left, mut right) = (['\0'; MAX], ['\0'; MAX]);
    likeness(letters(a, &mut left), letters(b, &mut right))
}

fn first(bytes: &[u8]) -> &[u8] {
    bytes.get(..MAX).unwrap_or(bytes)
}

fn likeness<L: PartialEq>(left: &[L], right: &[L]) -> f32 {
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

fn letters<'b>(word: &str, buffer: &'b mut [char; MAX]) -> &'b [char] {
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
    let matched = in_a.count_ones() as usize;
    if matched == 0 {
        return 0.0;
    }
    let moved = marked(a, in_a)
        .zip(marked(b, in_b))
        .filter(|(x, y)| x != y)
        .count()
        / 2;
    let m = small(matched);
    (m / small(a.len()) + m / small(b.len()) + small(matched - moved) / m) / 3.0
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
