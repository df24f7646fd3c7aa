//! A person's own file, for that person: the passages that are given, oldest first. What is withheld leaves no trace in it: neither a
//! gap nor a count would be nothing to somebody who looks for one.

use trefoil_core::calendar::local_date;
use trefoil_core::date_words::day;
use trefoil_core::output::document::Block;
use trefoil_core::output::told::Label;
use trefoil_core::refusal::Refusal;

use super::{Asked, Said, Template};

pub(super) const TEMPLATE: Template = Template {
    code: "access",
    words: "A person's own file (subject access)",
    narrative: true,
    formats: &["pdf", "docx", "html", "txt", "xlsx", "csv"],
    // Only by gathering: never from the form of letters.
    to: |_| false,
    grounds: None,
    write,
};

/// The same in every file, so that it tells nothing of what this one leaves out.
const RIGHTS: &str = "This is what we hold about you and may give you. The law lets us leave out what is about somebody else, or what could put somebody at risk, and we do not always say so. If you think that something is wrong or missing, ask us to look again. You can also complain to the Information Commissioner.";

#[expect(
    clippy::unnecessary_wraps,
    reason = "every template is written by one kind of function"
)]
fn write(asked: &Asked<'_>) -> Result<Said, Refusal> {
    let mut parts = vec![asked.greeting(), (Label::House, Block::words(RIGHTS))];
    for passage in asked.passages {
        parts.push((passage.label, Block::heading(day(local_date(passage.at)))));
        parts.push((passage.label, Block::words(passage.text.clone())));
    }
    Ok(Said {
        title: "What we hold about you".to_owned(),
        parts,
        event: None,
    })
}
