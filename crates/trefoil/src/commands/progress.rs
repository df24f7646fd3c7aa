//! How far long work is: a bar on a terminal, and nothing otherwise.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on standard error.
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// In this form (indicatif's).
    pub(super) fn new(form: &str) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::no_length();
        Self(match ProgressStyle::with_template(form) {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        })
    }

    /// So much of so much.
    pub(super) fn at(&self, done: u64, of: u64) {
        self.0.set_length(of.max(done));
        self.0.set_position(done);
    }

    /// What is being done.
    pub(super) fn say(&self, what: &'static str) {
        self.0.set_message(what);
    }

    /// Takes it away.
    pub(super) fn end(&self) {
        self.0.finish_and_clear();
    }
}
