//! Boxes that hold what nobody can see: taken as they are typed, because people paste, and said to whoever reads them.

use super::{ContactTyped, PersonTyped};
use crate::hidden::hides_something;

impl ContactTyped {
    /// Which of its boxes hold characters that cannot be seen, in words.
    pub(super) fn hidden(&self) -> Vec<String> {
        let own = [
            ("What happened", &self.summary),
            ("Where it was", &self.place),
            ("The name of who told it", &self.teller),
            ("Their organisation", &self.organisation),
            ("How they are reached", &self.reached),
            ("Their reference", &self.reference),
        ];
        let own = own.into_iter().filter(|(_, text)| hides_something(text));
        let own = own.map(|(what, _)| said(what));
        let people = self.people.iter().enumerate();
        let people = people.filter(|(_, one)| one.hides());
        let people = people.map(|(at, _)| said(&format!("What is told of person {}", at + 1)));
        own.chain(people).collect()
    }
}

fn said(what: &str) -> String {
    format!(
        "{what} holds characters that cannot be seen or that turn the direction of the text. It is kept as written."
    )
}

impl PersonTyped {
    fn hides(&self) -> bool {
        self.texts().into_iter().any(|text| hides_something(text))
    }
}
