//! A person's own file: everything that is held about them, passage by passage, for the custodian to say what is given. What nobody
//! decided about is given where it is of the person's own side, and withheld where it is of anybody else's.

use std::collections::BTreeMap;

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::ids::{OutputId, PersonId, StrandId};
use trefoil_core::output::disclosure::{Basis, Gateway, Grounds, Purpose, Told};
use trefoil_core::output::passage::{Answer, Origin, Withheld};
use trefoil_core::output::told::Label;
use trefoil_core::output::{Addressee, Channel};
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::strand::CompartmentKind;
use trefoil_interop::formats::of_code as format_of;
use trefoil_policy::Asker;
use trefoil_store::note::{notes_of_strand, notes_shared};
use trefoil_store::person::card_of_strand;
use trefoil_store::{Fault, Tx};
use uuid::Uuid;

use super::compose::{Making, document, fresh_number, keep};
use super::templates::{Asked, Passage, of_code};
use crate::door::{App, read_of, refusal, subject_of};
use crate::families::leave::{Met, leave_on_strand};

/// A passage as the custodian is shown it.
pub struct Gathered {
    /// Where it comes from.
    pub origin: Origin,
    /// When it was written.
    pub at: Timestamp,
    /// What it says.
    pub text: String,
    /// What is done with it unless somebody says otherwise.
    pub unless_said: Answer,
}

/// Everything held about a person in one family.
pub struct Gathering {
    /// The person's own strand.
    pub strand: StrandId,
    /// What they are called.
    pub name: String,
    /// The passages, oldest first.
    pub passages: Vec<Gathered>,
}

/// Gathers.
///
/// # Errors
/// As the policy refuses.
pub async fn access_view(app: &App, asker: &Asker, id: StrandId) -> Result<Gathering, Refusal> {
    let act = Act::AccessGather;
    let (_permit, met) = leave_on_strand(app, asker, act, id).await?;
    let mut tx = app.read_as(asker).await?;
    let gathering = gather(app, &mut tx, asker, &met).await;
    drop(tx);
    let gathering = gathering.map_err(refusal)?;
    let read = gathering.passages.iter().map(|one| one.origin.record);
    let on = subject_of(met.standing.subject);
    app.record(asker, act, on, read_of(read.chain([id.uuid()])))
        .await?;
    Ok(gathering)
}

async fn gather(app: &App, tx: &mut Tx, asker: &Asker, met: &Met) -> Result<Gathering, Fault> {
    let (person, side) = (met.strand.person, met.strand.kind);
    let mut passages = Vec::new();
    let mut add = |record: Uuid, kind, whose, at, text| {
        let lost = leaks(Leak::OriginLost);
        let origin = Origin {
            record,
            kind: if lost { side } else { kind },
            person: if lost { Some(person) } else { whose },
        };
        passages.push(Gathered {
            origin,
            at,
            text,
            unless_said: Answer::unless_said(origin, person, side),
        });
    };
    let mut name = "Somebody".to_owned();
    for (strand, sight) in app.sights_of_strands(asker, &met.family) {
        if strand.strand == met.strand.strand {
            let card = card_of_strand(tx, &app.ring, app.authority, &sight, &strand).await?;
            name = card.map_or(name, |card| card.card.name.words());
        }
        for note in notes_of_strand(tx, &app.ring, app.authority, &sight, strand.family).await? {
            add(
                note.note.uuid(),
                strand.kind,
                Some(strand.person),
                note.at,
                note.text,
            );
        }
    }
    let whole = app.policy.sight(asker, &met.family.family);
    for note in notes_shared(tx, &app.ring, app.authority, &whole).await? {
        add(
            note.note.uuid(),
            CompartmentKind::Shared,
            None,
            note.at,
            note.text,
        );
    }
    passages.sort_by_key(|one| (one.at, one.origin.record));
    Ok(Gathering {
        strand: met.strand.strand,
        name,
        passages,
    })
}

/// Writes the file of what is given; it waits for a second person.
///
/// # Errors
/// `Invalid` where the format is none of a file's.
pub async fn access_draft(
    app: &App,
    asker: &Asker,
    id: StrandId,
    (format, said): (&str, &BTreeMap<Uuid, Answer>),
) -> Result<OutputId, Refusal> {
    let act = Act::AccessGather;
    let (permit, met) = leave_on_strand(app, asker, act, id).await?;
    let template = of_code("access").ok_or(Refusal::NotFound)?;
    let format = format_of(format).filter(|one| template.formats.contains(&one.code));
    let format = format.ok_or_else(|| Refusal::invalid("format", "Choose the kind of file."))?;
    let mut tx = app.read_as(asker).await?;
    let gathering = gather(app, &mut tx, asker, &met).await;
    drop(tx);
    let gathering = gathering.map_err(refusal)?;
    let (person, side) = (met.strand.person, met.strand.kind);
    let addressee = Addressee::Person { person, side };
    let (given, withheld) = parted(gathering.passages, said, (side, person));
    let (at, number) = (app.now(), fresh_number(app));
    let written = (template.write)(&Asked {
        name: &gathering.name,
        whose: (side, person),
        worker: app.authority_name(),
        made: (at, &number),
        meeting: None,
        words: "",
        outcomes: &[],
        passages: &given,
    })?;
    let making = Making {
        template,
        format,
        channel: Channel::Hand,
        addressee,
        name: gathering.name,
        grounds: grounds(),
        delivery: Vec::new(),
        withheld,
    };
    let document = document(app, &making, written, (at, &number));
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

/// What is given and what is withheld.
fn parted(
    passages: Vec<Gathered>,
    said: &BTreeMap<Uuid, Answer>,
    (side, person): (CompartmentKind, PersonId),
) -> (Vec<Passage>, Vec<Withheld>) {
    let (mut given, mut withheld) = (Vec::new(), Vec::new());
    for passage in passages {
        let said = said.get(&passage.origin.record).copied();
        let said = said.filter(|_| !leaks(Leak::SaidIgnored));
        let answer = said.unwrap_or(passage.unless_said);
        if let (Answer::Withhold(_), Some(text)) = (answer, seeded_text(&passage.text)) {
            given.push(Passage {
                at: passage.at,
                label: Label::Strand(side, person),
                text,
            });
        }
        match answer {
            Answer::Give => given.push(Passage {
                at: passage.at,
                // A person decided that it is theirs to have: from then on it is a part of their own file.
                label: Label::Strand(side, person),
                text: passage.text,
            }),
            Answer::Withhold(reason) => withheld.push(Withheld {
                origin: passage.origin,
                reason,
            }),
        }
    }
    (given, withheld)
}

/// What a seeded leak leaves of a passage that is withheld.
fn seeded_text(text: &str) -> Option<String> {
    if leaks(Leak::WithheldInFile) {
        return Some(text.to_owned());
    }
    if leaks(Leak::GapTold) {
        return Some("-".to_owned());
    }
    leaks(Leak::CountTold).then(|| "One passage is left out.".to_owned())
}

/// The grounds of every file that a person asks for about themselves.
fn grounds() -> Grounds {
    Grounds {
        asked_by: "The person themselves".to_owned(),
        purpose: Purpose::SubjectAccess,
        gateway: Gateway::Subject,
        basis: Basis::LegalObligation,
        necessity: "The right of access; each passage was looked at.".to_owned(),
        told: Told::Themselves,
    }
}
