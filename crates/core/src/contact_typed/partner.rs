//! What a partner says who has no account: beside the contact, who they are and how they are reached, because nobody else can say it.

use jiff::Timestamp;

use super::ContactTyped;
use crate::contact::{CameBy, ContactDraft};
use crate::refusal::{Problem, Refusal};
use crate::vocabulary::Source;

/// Who may tell the hub without an account. Police have a feed; children's services have accounts; of a family's own nobody asks a
/// form.
pub const PARTNERS: [Source; 5] = [
    Source::School,
    Source::Health,
    Source::Housing,
    Source::Voluntary,
    Source::Probation,
];

/// Whether they may tell the hub without an account.
pub fn is_partner(source: Source) -> bool {
    PARTNERS.contains(&source)
}

impl ContactTyped {
    /// The contact that a partner tells.
    ///
    /// # Errors
    /// `Invalid` naming each field that will not do.
    pub fn read_of_partner(&self, now: Timestamp) -> Result<ContactDraft, Refusal> {
        let mut problems = self.missing();
        let read = self.read(now);
        if let Err(Refusal::Invalid(more)) = &read {
            for one in more {
                if !problems.iter().any(|known| known.field == one.field) {
                    problems.push(one.clone());
                }
            }
        }
        if !problems.is_empty() {
            return Err(Refusal::Invalid(problems));
        }
        Ok(ContactDraft {
            came_by: Some(CameBy::PartnerForm),
            ..read?
        })
    }

    fn missing(&self) -> Vec<Problem> {
        let source = !self.source.is_some_and(is_partner);
        let texts = [
            ("teller", &self.teller, "Write your name."),
            (
                "organisation",
                &self.organisation,
                "Write where you work: the school, the surgery, the service.",
            ),
            (
                "reached",
                &self.reached,
                "Write your e-mail address or telephone number at work, so that you can be told what was decided.",
            ),
        ];
        let texts = texts
            .into_iter()
            .filter(|(_, text, _)| text.trim().is_empty());
        let texts = texts.map(|(field, _, words)| Problem::new(field, words));
        let source = source.then(|| Problem::new("source", "Choose what kind of work you do."));
        source.into_iter().chain(texts).collect()
    }
}
