//! One page of every refusal.

use trefoil_core::refusal::{Problem, Refusal};

use super::{ErrorPage, Refused};
use crate::pages::samples::Sample;
use crate::shell::sample::nobody;

/// Every refusal there is.
pub(crate) fn refusals() -> Vec<Refused> {
    let typed = || vec![("note".to_owned(), "She called at noon & left".to_owned())];
    vec![
        Refusal::NotFound.into(),
        Refusal::NotAllowed("Only a manager may do this.".to_owned()).into(),
        Refusal::Conflict("Sam Okoro has this contact.".to_owned()).into(),
        Refusal::Invalid(vec![Problem::new("reason", "Give a reason.")]).into(),
        Refusal::SignInNeeded.into(),
        Refusal::NoSpace.into(),
        Refusal::Unavailable.into(),
        Refused::NotFromHere(typed()),
        Refused::SignedOut(typed()),
        Refused::TooLarge(64 << 20),
        Refused::Unreadable,
        Refused::Unwritable(vec![(
            "note".to_owned(),
            "She called\u{0} at noon".to_owned(),
        )]),
        Refused::WrongMethod,
        Refused::Broken,
    ]
}

pub(crate) fn samples() -> Vec<Sample> {
    let shown =
        |refused: &Refused| Sample::new("error", &ErrorPage::of(refused, &nobody(), Vec::new()));
    let typed = vec![("reason-0".to_owned(), "Seen at home & safe".to_owned())];
    let full = ErrorPage::of(&Refusal::NoSpace.into(), &nobody(), typed);
    let mut samples: Vec<Sample> = refusals().iter().map(shown).collect();
    samples.push(Sample::new("error", &full));
    samples
}
