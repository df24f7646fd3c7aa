//! Nobody linked, and something that did not fit.

use super::shown::NotSignedIn;
use crate::pages::samples::Sample;
use crate::shell::sample::nobody;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = nobody();
    let linked = NotSignedIn::not_linked(&shell, "Council account", "f3a9-77".to_owned());
    let refused = NotSignedIn::refused(&shell, "Go back and try again.".to_owned());
    vec![
        Sample::new("provider", &linked),
        Sample::new("provider", &refused),
    ]
}
