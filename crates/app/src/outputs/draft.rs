//! Writing something that is to leave, from one side of a family's work: to the person whose side it is, to the parent whom a child
//! lives with, or to an agency. It may hold one place, where it is delivered, and that only where writing there is said to be safe.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::decision::Outcome;
use trefoil_core::ids::{OutputId, PersonId, StrandId};
use trefoil_core::output::disclosure::{Grounds, Typed};
use trefoil_core::output::{Addressee, Channel};
use trefoil_core::place::PlaceKind;
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks, or_leak};
use trefoil_core::strand::CompartmentKind;
use trefoil_core::vocabulary::Source;
use trefoil_policy::{Asker, Permit, Sight};
use trefoil_store::output::outcomes_for;
use trefoil_store::person::{Believed, card_of_strand};
use trefoil_store::strand::StrandRow;
use trefoil_store::{Fault, Tx};

use super::compose::{Making, document, fresh_number, keep};
use super::delivery::{delivery, misdelivered};
use super::templates::{Asked, Template, of_code};
use crate::door::{App, refusal};
use crate::families::leave::{Met, leave_on_strand};

/// An output as typed.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// The code of a template.
    pub template: String,
    /// The code of a format.
    pub format: String,
    /// How it goes.
    pub channel: Option<Channel>,
    /// To whom: `person`, `parent:` with an id, `agency:` with a source's code, or `school`.
    pub to: String,
    /// The named recipient in an agency or a school.
    pub recipient: String,
    /// When the appointment is.
    pub meeting: Option<Timestamp>,
    /// The words of a letter.
    pub words: String,
    /// The grounds, where the template has none of its own.
    pub grounds: Typed,
}

/// Whom it is for, where it is delivered, and what was decided on their contacts.
async fn gathered(
    app: &App,
    asker: &Asker,
    (permit, met): (&Permit, &Met),
    (draft, template, channel): (&Draft, &Template, Channel),
) -> Result<(Recipient, Vec<String>, Decided), Refusal> {
    let mut tx = app.read_as(asker).await?;
    let to = recipient(app, &mut tx, asker, met, draft).await?;
    if !(template.to)(&to.addressee) {
        let words = "This kind of letter is not for them. Choose another, or somebody else.";
        return Err(Refusal::invalid("to", words));
    }
    to.addressee.reached_by(channel)?;
    let delivery = match channel {
        Channel::Post => delivery(app, &mut tx, permit, &to).await?,
        Channel::Hand if leaks(Leak::HandAddressed) => delivery(app, &mut tx, permit, &to).await?,
        Channel::Hand | Channel::Secure => Vec::new(),
    };
    let delivery = misdelivered(app, &mut tx, asker, (permit, met), (channel, delivery)).await?;
    let outcomes = outcomes(app, &mut tx, permit, (met, &to)).await;
    drop(tx);
    Ok((to, delivery, outcomes.map_err(refusal)?))
}

/// Outcomes, with when each was decided and when its contact came.
type Decided = Vec<(Outcome, Timestamp, Timestamp)>;

impl Draft {
    fn channel(&self) -> Result<Channel, Refusal> {
        let wanted = || Refusal::invalid("channel", "Choose how it goes.");
        self.channel.ok_or_else(wanted)
    }

    fn grounds(&self, template: &Template) -> Result<Grounds, Refusal> {
        match template.grounds {
            Some(grounds) => Ok(grounds()),
            None => self.grounds.read(),
        }
    }
}

/// What was decided on the contacts of the agency that is written to.
async fn outcomes(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (met, to): (&Met, &Recipient),
) -> Result<Decided, Fault> {
    match to.addressee {
        Addressee::Agency { source } => {
            outcomes_for(tx, app.authority, permit, met.strand.person, source).await
        }
        _ => Ok(Vec::new()),
    }
}

/// Whom an output may go to, with what they are called here.
pub(super) struct Recipient {
    pub(super) addressee: Addressee,
    pub(super) name: String,
    pub(super) believed: Option<(StrandRow, Sight, Believed)>,
}

impl Recipient {
    /// Whether their place could be opened here: where it cannot, nothing is posted to them.
    pub(super) fn located(&self) -> bool {
        let sight = self.believed.as_ref().map(|(_, sight, _)| sight);
        sight.is_some_and(|sight| sight.of(PlaceKind::Address).located())
    }
}

/// Writes the output.
///
/// # Errors
/// `Invalid` per field that will not do.
pub async fn output_draft(
    app: &App,
    asker: &Asker,
    id: StrandId,
    draft: &Draft,
) -> Result<OutputId, Refusal> {
    let act = Act::OutputDraft;
    let (permit, met) = leave_on_strand(app, asker, act, id).await?;
    let (template, format) = chosen(draft)?;
    let (channel, grounds) = (draft.channel()?, draft.grounds(template)?);
    let (to, delivery, outcomes) =
        gathered(app, asker, (&permit, &met), (draft, template, channel)).await?;
    let (at, number) = (app.now(), fresh_number(app));
    let worker = asker
        .worker
        .as_ref()
        .map_or("", |facts| facts.name.as_str());
    let said = (template.write)(&Asked {
        name: &to.name,
        whose: (met.strand.kind, met.strand.person),
        worker,
        made: (at, &number),
        meeting: draft.meeting,
        words: &draft.words,
        outcomes: &outcomes,
        passages: &[],
    })?;
    let making = Making {
        template,
        format,
        channel,
        addressee: to.addressee,
        name: to.name,
        grounds,
        delivery,
        withheld: Vec::new(),
    };
    let document = document(app, &making, said, (at, &number));
    keep(
        app,
        asker,
        (act, permit),
        met.strand,
        making,
        (document, at, number),
    )
    .await
}

fn chosen(
    draft: &Draft,
) -> Result<(&'static Template, &'static trefoil_interop::formats::Format), Refusal> {
    let template = of_code(&draft.template).filter(|one| one.code != "access");
    let template = template
        .ok_or_else(|| Refusal::invalid("template", "Choose what kind of letter or file it is."))?;
    let offered = template.formats.contains(&draft.format.as_str());
    let format = trefoil_interop::formats::of_code(&draft.format).filter(|_| offered);
    let format = format.ok_or_else(|| {
        let known = template
            .formats
            .iter()
            .filter_map(|code| trefoil_interop::formats::of_code(code));
        let known: Vec<&str> = known.map(|one| one.words).collect();
        Refusal::invalid(
            "format",
            format!("Choose one of these for it: {}.", known.join(", ")),
        )
    })?;
    Ok((template, format))
}

/// Whom the draft names. A parent is only somebody whose own side the author sees.
async fn recipient(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    met: &Met,
    draft: &Draft,
) -> Result<Recipient, Refusal> {
    let nobody = || Refusal::invalid("to", "Choose whom it is for.");
    if let Some(code) = draft.to.strip_prefix("agency:") {
        let source = Source::from_code(code).ok_or_else(nobody)?;
        return named(Addressee::Agency { source }, &draft.recipient);
    }
    if draft.to == "school" {
        return named(Addressee::School, &draft.recipient);
    }
    let parent: Option<PersonId> = draft
        .to
        .strip_prefix("parent:")
        .and_then(|id| id.parse().ok());
    let wanted = match parent {
        Some(parent) => parent,
        None if draft.to == "person" => met.strand.person,
        None => return Err(nobody()),
    };
    let persons = persons(app, tx, asker, met).await.map_err(refusal)?;
    let names: Vec<String> = persons.iter().map(|one| one.name.clone()).collect();
    let found = persons
        .into_iter()
        .find(|one| one.addressee.person() == Some(wanted))
        .map(|one| Recipient {
            name: or_leak(Leak::OneLetterForAll, one.name, |_| names.join(", ")),
            ..one
        });
    found.ok_or_else(nobody)
}

fn named(addressee: Addressee, recipient: &str) -> Result<Recipient, Refusal> {
    let name = recipient
        .split_whitespace()
        .collect::<Vec<&str>>()
        .join(" ");
    if name.is_empty() || name.chars().count() > 200 {
        let words = "Name the person there who is to receive it, in 200 characters or fewer.";
        return Err(Refusal::invalid("recipient", words));
    }
    Ok(Recipient {
        addressee,
        name,
        believed: None,
    })
}

/// The persons to whom something may be written from here: whose side it is, and on a child's side the parents in protection.
pub(super) async fn persons(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    met: &Met,
) -> Result<Vec<Recipient>, Fault> {
    let mut all = Vec::new();
    for (strand, sight) in app.sights_of_strands(asker, &met.family) {
        let own = strand.strand == met.strand.strand;
        let protects = strand.kind == CompartmentKind::Victim || leaks(Leak::FatherIsParent);
        let parent = met.strand.kind == CompartmentKind::Child && protects;
        if !own && !parent {
            continue;
        }
        let card = card_of_strand(tx, &app.ring, app.authority, &sight, &strand).await?;
        let Some(believed) = card else { continue };
        let addressee = if own {
            Addressee::Person {
                person: strand.person,
                side: strand.kind,
            }
        } else {
            Addressee::Parent {
                person: strand.person,
                child: met.strand.person,
            }
        };
        all.push(Recipient {
            addressee,
            name: believed.card.name.words(),
            believed: Some((strand, sight, believed)),
        });
    }
    Ok(all)
}
