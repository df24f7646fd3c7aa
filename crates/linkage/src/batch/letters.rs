//! Which letters a word has: how alike two words can be at most is told from that without spelling them.

/// Two bits for each letter: that it occurs, that it occurs twice. All ones where a word is not so simple.
#[derive(Clone, Copy, Default)]
pub(super) struct Letters(u64);

impl Letters {
    pub(super) fn of(word: &str) -> Self {
        let mut letters = 0_u64;
        for byte in word.bytes() {
            let at = 2 * u64::from(byte.wrapping_sub(b'a'));
            if at > 50 || letters >> at & 3 == 3 {
                return Self(u64::MAX);
            }
            letters |= if letters >> at & 1 == 1 { 3 } else { 1 } << at;
        }
        Self(letters)
    }

    /// The most that `jaro_winkler` can say of two words with these letters and lengths, that begin with so many same ones.
    pub(super) fn most((x, x_length): (Self, u8), (y, y_length): (Self, u8), prefix: usize) -> f32 {
        let common = (x.0 & y.0).count_ones() as f32;
        let jaro = (common / f32::from(x_length) + common / f32::from(y_length) + 1.0) / 3.0;
        jaro.min(1.0) + 0.1 * prefix as f32 * (1.0 - jaro.min(1.0))
    }
}

/// A word at a glance.
#[derive(Clone, Copy, Default)]
pub(super) struct Outline {
    letters: Letters,
    head: [u8; 4],
    length: u8,
}

impl Outline {
    /// Nothing for a word that cannot be told so.
    pub(super) fn of(word: &str) -> Option<Self> {
        let head = word.as_bytes().first_chunk()?;
        let length = u8::try_from(word.len())
            .ok()
            .filter(|length| *length <= 64)?;
        word.is_ascii().then(|| Self {
            letters: Letters::of(word),
            head: *head,
            length,
        })
    }

    /// The most that `jaro_winkler` can say of two words.
    pub(super) fn most(self, other: Self) -> f32 {
        let same = self.head.iter().zip(other.head);
        let prefix = same.take_while(|(x, y)| *x == y).count();
        let (x, y) = ((self.letters, self.length), (other.letters, other.length));
        Letters::most(x, y, prefix)
    }
}
