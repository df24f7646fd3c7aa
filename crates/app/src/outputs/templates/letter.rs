//! A letter in the worker's own words, to the person whose side it is. It always waits for a second person.

use trefoil_core::note::NoteContent;
use trefoil_core::output::Addressee;
use trefoil_core::output::document::Block;
use trefoil_core::refusal::{Problem, Refusal};

use super::{Asked, Said, Template};

pub(super) const TEMPLATE: Template = Template {
    code: "letter",
    words: "Letter in your own words",
    narrative: true,
    formats: &["pdf", "docx", "html", "txt"],
    to: Addressee::is_party,
    grounds: None,
    write,
};

fn write(asked: &Asked<'_>) -> Result<Said, Refusal> {
    let words = NoteContent::new(asked.words).map_err(|refusal| match refusal {
        Refusal::Invalid(problems) => {
            let said = problems.into_iter().map(|one| {
                let words = one.message.replace("note", "letter");
                Problem::new("words", words)
            });
            Refusal::Invalid(said.collect())
        }
        other => other,
    })?;
    Ok(Said {
        title: "A letter for you".to_owned(),
        parts: vec![
            asked.greeting(),
            (asked.own(), Block::words(words.text)),
            asked.farewell(),
        ],
        event: None,
    })
}
