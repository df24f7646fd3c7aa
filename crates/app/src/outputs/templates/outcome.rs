//! What was decided, to the agency that made the referral: the outcome and the days, in fixed fields. Not why, not who works with the
//! family, and nothing of anybody else.

use trefoil_core::calendar::local_date;
use trefoil_core::date_words::day;
use trefoil_core::output::Addressee;
use trefoil_core::output::document::Block;
use trefoil_core::output::told::Label;
use trefoil_core::refusal::Refusal;

use super::{Asked, Said, Template};

pub(super) const TEMPLATE: Template = Template {
    code: "outcome",
    words: "Outcome of the referral",
    narrative: false,
    formats: &["pdf", "docx", "html", "txt", "csv", "xlsx"],
    to: |addressee| matches!(addressee, Addressee::Agency { .. }),
    grounds: None,
    write,
};

fn write(asked: &Asked<'_>) -> Result<Said, Refusal> {
    let Some((outcome, decided, received)) = asked.outcomes.first() else {
        let words = "This agency has made no contact about this child that was decided. Choose the agency that did.";
        return Err(Refusal::invalid("to", words));
    };
    let facts = [
        ("Your contact was received on", day(local_date(*received))),
        ("It was decided on", day(local_date(*decided))),
        ("Outcome", outcome.words().to_owned()),
    ];
    let facts = facts.map(|(name, value)| (name.to_owned(), value));
    let thanks = "Thank you for your contact. If you learn more, or worry more, tell us at once.";
    Ok(Said {
        title: "Outcome of your contact".to_owned(),
        parts: vec![
            asked.greeting(),
            (Label::Outcome, Block::Facts(facts.to_vec())),
            (Label::House, Block::words(thanks)),
            asked.farewell(),
        ],
        event: None,
    })
}
