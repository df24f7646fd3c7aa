//! What a demonstration's workers have done at the door of the wall: places and safe contact written down, warnings sent, some of them
//! acknowledged and some late, facts let through, a strand shared. All of it is made up, and goes in as a worker's would.

use jiff::SignedDuration;
use trefoil_app::families::StrandRow;
use trefoil_app::families::acknowledge::signal_acknowledge;
use trefoil_app::families::places::{place_write, safe_contact_write};
use trefoil_app::families::release::release_make;
use trefoil_app::families::share::share_make;
use trefoil_app::families::signals::signals_view;
use trefoil_app::{App, Asker, town_signal};
use trefoil_core::ids::WorkerId;
use trefoil_core::place::{
    Channel, PlaceKind, PlaceKinds, PlaceState, PlaceTyped, SafeContactContent,
};
use trefoil_core::principal::WorkerFacts;
use trefoil_core::refusal::Refusal;
use trefoil_core::release::{REVIEW_DAYS, ReleaseKind, ReleaseTyped};
use trefoil_core::share::{LawfulBasis, SHARE_DAYS, SharePurpose, ShareTyped};
use trefoil_core::signal::SignalKind;
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_core::vocabulary::Known;

/// A strand with who works on it.
pub(super) type Begun = (StrandRow, WorkerFacts);

/// Streets that are nobody's, in the postcode area ZZ that cannot exist.
const STREETS: [&str; 4] = [
    "Larkspur Road",
    "Quay Street",
    "Samphire Close",
    "Beacon Avenue",
];
const WINDOWS: [&str; 3] = [
    "weekdays 10 to 12",
    "while the children are at school",
    "any time but weekends",
];
const CODE_WORDS: [&str; 3] = ["marigold", "lighthouse", "Tuesday's parcel"];
const WARNINGS: [(SignalKind, &str); 5] = [
    (
        SignalKind::Threat,
        "He said that he will not let it go, and that she will see. He was sober.",
    ),
    (
        SignalKind::Missed,
        "He did not come on Thursday and did not ring. It is the first that he missed.",
    ),
    (
        SignalKind::Vehicle,
        "He came in a grey van that he says is a friend's.",
    ),
    (
        SignalKind::Custody,
        "He is to be released on Friday morning. His licence has a no-contact condition.",
    ),
    (
        SignalKind::Relapse,
        "He has been drinking since the weekend, and says so himself.",
    ),
];

/// Does what the workers of these strands would have done; how many warnings were sent.
pub(super) async fn lived_in(
    app: &App,
    begun: &[Begun],
    partner: Option<WorkerId>,
) -> anyhow::Result<usize> {
    let mut sent = 0;
    for (place, (strand, worker)) in begun.iter().enumerate() {
        let asker = Asker::worker(worker.clone());
        let done = match strand.kind {
            CompartmentKind::Victim => victim(app, &asker, strand, place, partner).await,
            CompartmentKind::Child if place.is_multiple_of(2) => {
                child(app, &asker, strand, place).await
            }
            CompartmentKind::Perpetrator if place % 3 != 0 => {
                sent += 1;
                warn(app, &asker, strand, place).await
            }
            _ => Ok(()),
        };
        match done.map_err(anyhow::Error::downcast::<Refusal>) {
            // The family is closed to its worker since, by an interest: nothing is done there.
            Ok(()) | Err(Ok(Refusal::NotFound)) => {}
            Err(Ok(refusal)) => return Err(refusal.into()),
            Err(Err(error)) => return Err(error),
        }
    }
    acknowledged(app, begun).await?;
    Ok(sent)
}

fn pick<'a, T: ?Sized>(from: &[&'a T], place: usize, otherwise: &'a T) -> &'a T {
    from.get(place % from.len().max(1))
        .copied()
        .unwrap_or(otherwise)
}

fn typed(kind: PlaceKind, state: Option<PlaceState>, value: String, postcode: &str) -> PlaceTyped {
    PlaceTyped {
        kind: Some(kind),
        state,
        value,
        postcode: postcode.to_owned(),
    }
}

async fn victim(
    app: &App,
    asker: &Asker,
    strand: &StrandRow,
    place: usize,
    partner: Option<WorkerId>,
) -> anyhow::Result<()> {
    for one in &her_places(place) {
        place_write(app, asker, strand.strand, one).await?;
    }
    let channel = if place.is_multiple_of(2) {
        Channel::Phone
    } else {
        Channel::Text
    };
    let words = (
        pick(&WINDOWS, place, "mornings"),
        pick(&CODE_WORDS, place, "marigold"),
    );
    let safe_now = if place % 5 == 4 {
        Known::No
    } else {
        Known::Yes
    };
    let rules = (true, place % 3 == 1);
    let safe = SafeContactContent::new(Some(safe_now), Some(channel), words, rules);
    safe_contact_write(app, asker, strand.strand, safe).await?;
    if place.is_multiple_of(2) {
        let facts = vec![
            (ReleaseKind::Risk, "The risk is held to be high.".to_owned()),
            (
                ReleaseKind::Order,
                "He must not contact her, by himself or through anybody, until the end of May."
                    .to_owned(),
            ),
        ];
        release(app, asker, strand, facts).await?;
    }
    if let (Some(partner), 2) = (partner, place % 4) {
        share(app, asker, strand, partner).await;
    }
    Ok(())
}

async fn share(app: &App, asker: &Asker, strand: &StrandRow, partner: WorkerId) {
    let terms = ShareTyped {
        aspect: Some(Aspect::Needs),
        places: PlaceKinds::from_iter([PlaceKind::Phone]),
        purpose: Some(SharePurpose::Housing),
        basis: Some(LawfulBasis::PublicTask),
        days: Some(SHARE_DAYS),
    };
    // Where the helper works for the other side of this family they are not given it.
    drop(share_make(app, asker, strand.strand, Some(partner), &terms).await);
}

fn her_places(place: usize) -> Vec<PlaceTyped> {
    let home = |number: usize, state| {
        let street = pick(&STREETS, place + number, "Quay Street");
        let lines = format!("{} {street}, Marramsea", 3 + (place * 7 + number) % 90);
        typed(PlaceKind::Address, Some(state), lines, "ZZ3 4AB")
    };
    let mut places = vec![home(0, PlaceState::Current)];
    match place % 3 {
        0 => places.push(home(1, PlaceState::Current)),
        1 => places.push(typed(
            PlaceKind::Address,
            Some(PlaceState::Refuge),
            format!("HARBOUR-{}, PO Box {}", place % 9 + 1, place + 10),
            "",
        )),
        _ => {}
    }
    let number = format!("07700 900 {:03}", (place * 13) % 1000);
    places.push(typed(PlaceKind::Phone, None, number, ""));
    places
}

async fn child(app: &App, asker: &Asker, strand: &StrandRow, place: usize) -> anyhow::Result<()> {
    let school = typed(
        PlaceKind::School,
        None,
        format!(
            "{} Primary School",
            pick(&["Marram", "Harbour", "Dunes"], place, "Marram")
        ),
        "",
    );
    place_write(app, asker, strand.strand, &school).await?;
    let facts = vec![(
        ReleaseKind::Contact,
        "He sees the children on Saturdays with a supervisor, and not otherwise.".to_owned(),
    )];
    release(app, asker, strand, facts).await
}

async fn release(
    app: &App,
    asker: &Asker,
    strand: &StrandRow,
    facts: Vec<(ReleaseKind, String)>,
) -> anyhow::Result<()> {
    let typed = ReleaseTyped {
        known: vec![ReleaseKind::Order, ReleaseKind::Contact],
        facts,
        reason: "He can keep to what he knows, and his worker can hold him to it.".to_owned(),
        review_days: Some(REVIEW_DAYS),
    };
    release_make(app, asker, strand.strand, &typed).await?;
    Ok(())
}

/// Sent a few minutes to two days ago, so that some are late.
async fn warn(app: &App, asker: &Asker, strand: &StrandRow, place: usize) -> anyhow::Result<()> {
    let (kind, text) = WARNINGS
        .get(place % WARNINGS.len())
        .copied()
        .unwrap_or((SignalKind::Threat, "He shouted."));
    let ago = i64::try_from(place * 53 % (48 * 60)).unwrap_or(0);
    let at = app.now().checked_sub(SignedDuration::from_mins(ago + 5))?;
    town_signal(app, asker, strand, (kind, text), at).await?;
    Ok(())
}

/// Two of three that were sent more than two hours ago are acknowledged.
async fn acknowledged(app: &App, begun: &[Begun]) -> anyhow::Result<()> {
    let before = app.now().checked_sub(SignedDuration::from_hours(2))?;
    let mut workers: Vec<&WorkerFacts> = begun.iter().map(|(_, worker)| worker).collect();
    workers.sort_by_key(|facts| facts.worker);
    workers.dedup_by_key(|facts| facts.worker);
    for worker in workers {
        let asker = Asker::worker(worker.clone());
        let warnings = signals_view(app, &asker).await?;
        let old = warnings
            .iter()
            .filter(|one| one.signal.sent_at < before && !one.gone_on);
        for (_, one) in old.enumerate().filter(|(place, _)| place % 3 != 2) {
            signal_acknowledge(app, &asker, one.signal.signal).await?;
        }
    }
    Ok(())
}
