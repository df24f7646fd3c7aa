//! What a probe saw that it should not have seen.

/// In words; nothing where nothing leaks.
#[derive(Debug, Default)]
pub(super) struct Seen(Vec<String>);

impl Seen {
    /// Notes it where it is so.
    pub(super) fn when(&mut self, so: bool, what: impl Into<String>) {
        if so {
            self.0.push(what.into());
        }
    }

    /// Notes each of these words that the text holds.
    pub(super) fn words_in(&mut self, text: &str, words: &[&str], place: &str) {
        for word in words {
            self.when(text.contains(word), format!("{word:?} in {place}"));
        }
    }

    /// The first of it.
    pub(super) fn first(self) -> Option<String> {
        self.0.into_iter().next()
    }
}
