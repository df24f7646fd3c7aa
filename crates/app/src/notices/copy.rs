//! A copy of a notice for the school's safeguarding file: what its page says, as a document.

use trefoil_core::act::Act;
use trefoil_core::date_words::{day, moment};
use trefoil_core::output::document::{Block, Document};
use trefoil_core::output::made_for;
use trefoil_core::refusal::Refusal;
use trefoil_interop::formats::of_code;

use super::key_adult::{AdultVisit, OpenNotice, opened};
use crate::door::App;
use crate::outputs::send::Leaving;

impl OpenNotice {
    /// What it says, name by name, in the order in which a school needs it.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let one = &self.content;
        let or = |text: &str, none: &str| {
            if text.is_empty() {
                none.to_owned()
            } else {
                text.to_owned()
            }
        };
        let born = one.birth.born();
        let happened: Vec<&str> = one.circumstances.iter().map(|one| one.words()).collect();
        let when = one.incident_at.map(moment);
        vec![
            ("Child", one.child.words()),
            ("Born", born.map_or_else(|| "Not known".to_owned(), day)),
            ("Parents", one.parents.words().to_owned()),
            (
                "When it happened",
                when.unwrap_or_else(|| "Not known".to_owned()),
            ),
            (
                "Police reference",
                one.reference.clone().unwrap_or_else(|| "None".to_owned()),
            ),
            ("Was the child there?", one.present.words().to_owned()),
            ("Was the child spoken to?", one.spoken_to.words().to_owned()),
            ("What the child said", or(&one.words, "Nothing is recorded")),
            (
                "What happened",
                or(&happened.join(", "), "Domestic abuse, to which police went"),
            ),
            (
                "Who may collect the child",
                or(&one.collects, "Nothing is said: ask the hub"),
            ),
            (
                "Whom not to ring",
                or(
                    &one.not_ring,
                    "Nothing is said: ask the hub before you ring anybody",
                ),
            ),
            ("Number of this notice", self.number.clone()),
        ]
    }
}

/// The copy, as a file.
///
/// # Errors
/// `NotFound` where the notice is not theirs any more; `Conflict` where it cannot be written.
pub async fn notice_copy(app: &App, visit: &AdultVisit) -> Result<Leaving, Refusal> {
    let open = opened(app, visit, Act::NoticeCopy).await?;
    let facts = visit.asker.worker.as_ref().ok_or(Refusal::NotFound)?;
    let document = Document {
        title: "A notice to a school (Operation Encompass)".to_owned(),
        from: app.authority_name().to_owned(),
        made_for: made_for(&facts.name, open.now, &open.number),
        blocks: vec![Block::Facts(
            open.facts()
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )],
        ..Document::default()
    };
    let format = of_code("pdf").ok_or(Refusal::NotFound)?;
    let bytes = (format.write)(&document).map_err(|why| Refusal::Conflict(why.to_string()))?;
    Ok(Leaving {
        name: format!("{}.pdf", open.number),
        media_type: format.media_type,
        bytes,
    })
}
