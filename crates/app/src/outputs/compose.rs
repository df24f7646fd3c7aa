//! Composing: from what a template says, through what its addressee may be told, to the exact bytes; held against the guard; kept.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::chance::random;
use trefoil_core::ids::{FamilyId, OutputId, PersonId, WorkerId};
use trefoil_core::output::disclosure::Grounds;
use trefoil_core::output::document::{Block, Document};
use trefoil_core::output::passage::Withheld;
use trefoil_core::output::told::Composer;
use trefoil_core::output::{
    Addressee, Channel, Held, OutputFacts, OutputFile, OutputState, made_for, needs_release, number,
};
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks, or_leak};
use trefoil_interop::formats::{Format, NotWritten, txt};
use trefoil_policy::{Asker, Permit};
use trefoil_store::Written;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::output::{OutputRow, hash_of, output_put};
use trefoil_store::strand::StrandRow;
use trefoil_store::version::RecordKind;

use super::guard::Watch;
use super::templates::{Said, Template};
use crate::door::App;
use crate::families::signal::label_of;

/// All that an output is made of.
pub(crate) struct Making {
    pub(crate) template: &'static Template,
    pub(crate) format: &'static Format,
    pub(crate) channel: Channel,
    pub(crate) addressee: Addressee,
    pub(crate) name: String,
    pub(crate) grounds: Grounds,
    /// The lines of the address that it is delivered to.
    pub(crate) delivery: Vec<String>,
    pub(crate) withheld: Vec<Withheld>,
}

/// A fresh number, of which the next tells nothing.
pub(crate) fn fresh_number(app: &App) -> String {
    let chance = or_leak(Leak::NumberedInOrder, random(app.world.as_ref()), |_| {
        let second = app.now().as_second().to_be_bytes();
        [second.as_slice(), &[0; 2]]
            .concat()
            .try_into()
            .unwrap_or_default()
    });
    number(chance)
}

/// The document of what a template says, for its addressee.
pub(crate) fn document(
    app: &App,
    making: &Making,
    said: Said,
    (at, number): (Timestamp, &str),
) -> Document {
    let composer = said.parts.into_iter().fold(
        Composer::new(&making.addressee),
        |composer, (label, block)| composer.part(label, block),
    );
    let asked = || Block::words(format!("Asked for by {}.", making.grounds.asked_by));
    let mut blocks = composer.body();
    if leaks(Leak::AskerOnLetter) {
        blocks.push(asked());
    }
    let made_for = made_for(&making.name, at, number);
    Document {
        title: said.title,
        from: app.authority_name().to_owned(),
        delivery: making.delivery.clone(),
        made_for: or_leak(Leak::Unmarked, made_for, |_| String::new()),
        blocks,
        event: said.event,
    }
}

fn not_written(why: &NotWritten) -> Refusal {
    Refusal::invalid("format", why.to_string())
}

/// Writes the document in its format, holds it against the guard and keeps it.
///
/// # Errors
/// `Invalid` where the format cannot hold it.
pub(crate) async fn keep(
    app: &App,
    asker: &Asker,
    (act, permit): (Act, Permit),
    strand: StrandRow,
    making: Making,
    (document, at, number): (Document, Timestamp, String),
) -> Result<OutputId, Refusal> {
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let written = Exact::of(&making, document)?;
    let (watch, held) = looked_over(app, strand.family, &making, &written.bytes).await?;
    let waits = needs_release(making.template.narrative, &making.addressee, &held);
    let hash = hash_of(&written.bytes);
    let row = row(app, &strand, &making, (me, at, number), hash, waits);
    let facts = facts(making, &written, held);
    let bytes = written.bytes;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let mut recording = door.recording(at);
            let label = label_of(&strand);
            recording.put(RecordKind::Output, row.output.uuid(), 1, &label, &facts);
            recording.put(
                RecordKind::OutputFile,
                row.file,
                1,
                &label,
                &OutputFile(bytes),
            );
            output_put(tx, door.authority, &permit, &row).await?;
            let on = (SubjectKind::Strand, Some(strand.strand.uuid()));
            let mut entry = door.entry(principal, act, on, recording.touched());
            row.purpose.code().clone_into(&mut entry.purpose);
            recording.write(tx).await?;
            Ok(Written {
                value: row.output,
                entries: vec![entry, watch.entry],
            })
        })
    })
    .await
}

/// What leaves, to the byte, and how it reads here.
struct Exact {
    bytes: Vec<u8>,
    text: Vec<u8>,
    title: String,
}

impl Exact {
    fn of(making: &Making, document: Document) -> Result<Self, Refusal> {
        let bytes = (making.format.write)(&document).map_err(|why| not_written(&why))?;
        let title = document.title.clone();
        let shown = or_leak(Leak::ShownOtherwise, document, |document| Document {
            blocks: Vec::new(),
            ..document
        });
        let text = (txt::FORMAT.write)(&shown).map_err(|why| not_written(&why))?;
        Ok(Self { bytes, text, title })
    }
}

/// What the guard says of it.
async fn looked_over(
    app: &App,
    family: FamilyId,
    making: &Making,
    bytes: &[u8],
) -> Result<(Watch, Vec<Held>), Refusal> {
    let delivery = making.delivery.join("\n");
    let watch = Watch::over(app, family, &delivery).await?;
    let looked_at = or_leak(Leak::GuardReadsTitle, bytes, |_| {
        making.template.words.as_bytes()
    });
    let held = watch.held(looked_at, (&making.addressee, &making.name, &delivery))?;
    Ok((watch, held))
}

fn facts(making: Making, written: &Exact, held: Vec<Held>) -> OutputFacts {
    OutputFacts {
        addressee: making.addressee,
        name: making.name,
        title: written.title.clone(),
        text: String::from_utf8_lossy(&written.text).into_owned(),
        grounds: making.grounds,
        held,
        withheld: making.withheld,
    }
}

fn row(
    app: &App,
    strand: &StrandRow,
    making: &Making,
    (me, at, number): (WorkerId, Timestamp, String),
    hash: [u8; 32],
    waits: bool,
) -> OutputRow {
    let mint = app.mint(at);
    OutputRow {
        output: OutputId::mint(&mint),
        family: strand.family,
        strand: strand.strand,
        template: making.template.code.to_owned(),
        format: making.format.code.to_owned(),
        channel: making.channel,
        addressee_kind: making.addressee.kind().to_owned(),
        addressee: making.addressee.person().map(PersonId::uuid),
        purpose: making.grounds.purpose,
        number,
        state: if waits {
            OutputState::Waiting
        } else {
            OutputState::Released
        },
        hash,
        file: OutputId::mint(&mint).uuid(),
        written_at: at,
        written_by: me,
        decided: None,
        sent: None,
    }
}
