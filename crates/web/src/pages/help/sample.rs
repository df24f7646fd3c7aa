//! Each page.

use super::{Accessibility, Leave, Privacy};
use crate::pages::samples::Sample;
use crate::shell::Tab;
use crate::shell::sample::nobody;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let layout = || nobody().layout("Sample", Tab::Elsewhere);
    vec![
        Sample::new("accessibility", &Accessibility { layout: layout() }),
        Sample::new("leave", &Leave { layout: layout() }),
        Sample::new("privacy", &Privacy { layout: layout() }),
    ]
}
