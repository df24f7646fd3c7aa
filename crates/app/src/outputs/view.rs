//! The outputs of a strand, and one of them: as its author sees it, and as somebody who decides about it does.

use trefoil_core::act::Act;
use trefoil_core::hex;
use trefoil_core::ids::{OutputId, StrandId};
use trefoil_core::output::{Addressee, Channel, Held, OutputDecided, OutputFacts, OutputState};
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_interop::guard::whereabouts;
use trefoil_policy::{Asker, Permit};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::output::{OutputRow, decided_for, output_read, outputs_of_strand};
use trefoil_store::person::card_of_strand;
use trefoil_store::strand::StrandRow;
use trefoil_store::{Fault, Tx};

use super::draft::{Recipient, persons};
use super::leave::leave_on_output;
use super::posted;
use super::templates::{ALL, Template};
use crate::door::{App, read_of, refusal, subject_of};
use crate::families::leave::{Met, leave_on_strand};

/// The letters and files of a strand.
pub struct OutputsPage {
    /// The strand.
    pub strand: StrandRow,
    /// Whose side it is.
    pub name: String,
    /// What was written, newest first.
    pub outputs: Vec<(OutputRow, OutputFacts)>,
    /// Whom the viewer may write to from here; nobody where that is not theirs.
    pub persons: Vec<(Addressee, String)>,
    /// What can be written from here.
    pub templates: Vec<&'static Template>,
    /// How it can go from here.
    pub channels: Vec<Channel>,
    /// Whether the viewer may write.
    pub writes: bool,
    /// Whether the viewer may gather the person's own file.
    pub gathers: bool,
}

/// One output.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a leave of its own, asked by itself"
)]
pub struct OutputPage {
    /// Its row.
    pub row: OutputRow,
    /// What is sealed of it. Why it is held is empty for all but who decides.
    pub facts: OutputFacts,
    /// What was said when it was decided.
    pub decided: Option<OutputDecided>,
    /// The hash of its bytes, as a form sends it back.
    pub hash: String,
    /// Whether the viewer may decide now.
    pub judges: bool,
    /// What it seems to give away, by its shape alone, for who decides now: no record need know of the place.
    pub gives_away: Option<&'static str>,
    /// Whether the viewer may send it now.
    pub sends: bool,
    /// Whether the viewer may see where it goes; from the text of whoever may not it is taken.
    pub addressed: bool,
    /// Whether the file is the viewer's to hold.
    pub collects: bool,
}

/// The outputs of a strand, for a full sight of it.
///
/// # Errors
/// `NotFound` where there is no such strand for the asker.
pub async fn outputs_view(app: &App, asker: &Asker, id: StrandId) -> Result<OutputsPage, Refusal> {
    let act = Act::OutputView;
    let (permit, met) = leave_on_strand(app, asker, act, id).await?;
    let sight = app.policy.sight(asker, &met.standing);
    let may = |act| app.policy.permit(asker, act, Some(&met.standing)).is_ok();
    let (writes, gathers) = (may(Act::OutputDraft), may(Act::AccessGather));
    let mut tx = app.read_as(asker).await?;
    let outputs = outputs_of_strand(&mut tx, &app.ring, app.authority, &sight, id)
        .await
        .map_err(refusal)?;
    let card = card_of_strand(&mut tx, &app.ring, app.authority, &sight, &met.strand)
        .await
        .map_err(refusal)?;
    let offered = if writes {
        offered(app, &mut tx, asker, (&permit, &met)).await
    } else {
        Ok(Offered::default())
    };
    drop(tx);
    let offered = offered.map_err(refusal)?;
    let mut outputs = outputs;
    for (row, facts) in &mut outputs {
        withdraw(facts, judges(app, asker, row, &met));
        // What it says, and where it goes, is on its own page.
        facts.text.clear();
    }
    let read = outputs.iter().map(|(row, _)| row.output.uuid());
    app.record(
        asker,
        act,
        subject_of(sight.subject()),
        read_of(read.chain([id.uuid()])),
    )
    .await?;
    Ok(OutputsPage {
        name: card.map_or_else(|| "Somebody".to_owned(), |card| card.card.name.words()),
        strand: met.strand,
        outputs,
        persons: offered.persons,
        templates: offered.templates,
        channels: offered.channels,
        writes,
        gathers,
    })
}

/// What can be written on a strand, to whom of the family, and how it can go: nothing is offered that would always be refused.
#[derive(Default)]
struct Offered {
    persons: Vec<(Addressee, String)>,
    templates: Vec<&'static Template>,
    channels: Vec<Channel>,
}

async fn offered(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    (permit, met): (&Permit, &Met),
) -> Result<Offered, Fault> {
    let to = persons(app, tx, asker, met).await?;
    let decided = decided_for(tx, app.authority, permit, met.strand.person).await?;
    let posts = to.iter().any(Recipient::located);
    let templates = ALL.iter().copied();
    let templates = templates.filter(|one| match one.code {
        // Gathered, not written.
        "access" => false,
        "outcome" => decided,
        _ => true,
    });
    let channels = Channel::ALL.iter().copied();
    Ok(Offered {
        templates: templates.collect(),
        channels: channels
            .filter(|one| posts || *one != Channel::Post)
            .collect(),
        persons: to
            .into_iter()
            .map(|one| (one.addressee, one.name))
            .collect(),
    })
}

/// Whether the asker may decide about it: leave for that, and not the author.
pub(super) fn judges(app: &App, asker: &Asker, row: &OutputRow, met: &Met) -> bool {
    let me = asker.worker.as_ref().map(|facts| facts.worker);
    me != Some(row.written_by)
        && app
            .policy
            .permit(asker, Act::OutputRelease, Some(&met.standing))
            .is_ok()
}

/// Why it waits, and what was left out, is for those who decide alone: from anybody else it is taken before a page is made.
fn withdraw(facts: &mut OutputFacts, judges: bool) {
    if !judges && !leaks(Leak::HeldTold) {
        facts.held = Vec::<Held>::new();
        facts.withheld = Vec::new();
    }
}

/// One output, for a full sight of its strand.
///
/// # Errors
/// `NotFound` where there is none for the asker.
pub async fn output_view(app: &App, asker: &Asker, id: OutputId) -> Result<OutputPage, Refusal> {
    let act = Act::OutputView;
    let (_permit, _, met) = leave_on_output(app, asker, act, id).await?;
    let sight = app.policy.sight(asker, &met.standing);
    let mut tx = app.read_as(asker).await?;
    let read = output_read(&mut tx, &app.ring, app.authority, &sight, id).await;
    drop(tx);
    let on = (SubjectKind::Output, Some(id.uuid()));
    let Some((row, mut facts, decided)) = read.map_err(refusal)? else {
        app.refused(asker, act, on).await?;
        return Err(Refusal::NotFound);
    };
    let judges = judges(app, asker, &row, &met);
    withdraw(&mut facts, judges);
    let addressed = judges || posted::open(app, asker, &row, &met);
    if !addressed {
        facts.text = posted::parted(&facts.text).1;
    }
    // A reason may say what its author must not learn: it is for those who decide.
    let decided = decided.filter(|_| judges || leaks(Leak::ReasonShown));
    let may_send = app
        .policy
        .permit(asker, Act::OutputSend, Some(&met.standing))
        .is_ok();
    app.record(asker, act, on, read_of([id.uuid()])).await?;
    let deciding = judges && row.state == OutputState::Waiting;
    let gives_away = deciding.then(|| whereabouts(&posted::parted(&facts.text).1));
    Ok(OutputPage {
        hash: hex::hex(&row.hash),
        judges: deciding,
        gives_away: gives_away.flatten(),
        sends: may_send && row.state == OutputState::Released,
        addressed,
        collects: judges || (addressed && row.state == OutputState::Sent),
        row,
        facts,
        decided,
    })
}
