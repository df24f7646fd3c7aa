//! Every role in every relationship that the product can make, at every page of one family: a table that is read by eye and
//! held in `ties.txt`. Written anew with `UPDATE_GOLDEN=1`; what changed in it is then read again.

use std::fmt::Write as _;
use std::path::Path;

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::families::allocate::strand_allocate;
use trefoil_app::families::cover::cover_set;
use trefoil_app::families::door::door_view;
use trefoil_app::families::places::{place_write, places_view};
use trefoil_app::families::share::{share_make, share_recall};
use trefoil_app::families::strand::strand_view;
use trefoil_app::families::view::family_view;
use trefoil_app::glass::break_glass::glass_break;
use trefoil_app::interests::decide::interest_decide;
use trefoil_app::interests::list::interests_view;
use trefoil_core::glass::{GlassAsked, GlassReason};
use trefoil_core::ids::{TeamId, WorkerId};
use trefoil_core::interest::InterestState;
use trefoil_core::place::{PlaceKind, PlaceKinds, PlaceState, PlaceTyped};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::Aspect;

use super::meetings::brought_to_a_meeting;
use super::scene::{Scene, team, worker};
use super::shares::terms;
use crate::hub::house::{Engine, now, on_both_engines};
use crate::interests::{gareth, identify};

on_both_engines! {
    each_role_in_each_relationship_sees_what_was_read_by_eye,
}

/// How a worker comes to stand to the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    None,
    ToChild,
    ToVictim,
    ToPerpetrator,
    Formerly,
    Covers,
    Glass,
    Meeting,
    Shared,
    Recalled,
    Pending,
    Confirmed,
}

pub(super) const TIES: [(Tie, &str); 12] = [
    (Tie::None, "none"),
    (Tie::ToChild, "child"),
    (Tie::ToVictim, "victim"),
    (Tie::ToPerpetrator, "perp."),
    (Tie::Formerly, "former"),
    (Tie::Covers, "cover"),
    (Tie::Glass, "glass"),
    (Tie::Meeting, "meeting"),
    (Tie::Shared, "share"),
    (Tie::Recalled, "recall"),
    (Tie::Pending, "pending"),
    (Tie::Confirmed, "confirm"),
];

fn id(asker: &Asker) -> WorkerId {
    asker.worker.as_ref().unwrap().worker
}

/// Brings the tie about; `false` where the product refuses to.
pub(super) async fn tied(scene: &Scene, who: &Asker, tie: Tie) -> bool {
    let (app, duty) = (scene.house.app(), &scene.house.staff.duty);
    let allocate = async |place: usize, to: &Asker| {
        a_second_later(scene);
        strand_allocate(app, duty, scene.strand(place), Some(id(to)))
            .await
            .is_ok()
    };
    match tie {
        Tie::None => true,
        Tie::ToChild => allocate(1, who).await,
        Tie::ToVictim => allocate(2, who).await,
        Tie::ToPerpetrator => allocate(3, who).await,
        Tie::Formerly => {
            let was = allocate(1, who).await || allocate(2, who).await || allocate(3, who).await;
            was && back(scene).await
        }
        Tie::Covers => {
            let until = now() + SignedDuration::from_hours(24 * 365);
            let pair = (id(&scene.perpetrator_worker), id(who));
            cover_set(app, &scene.their_manager, pair, until)
                .await
                .is_ok()
        }
        Tie::Glass => {
            let asked = GlassAsked {
                given: "Rosalind".to_owned(),
                surname: "Ashdown".to_owned(),
                birth: "1991-04-02".parse().ok(),
                reason: Some(GlassReason::Danger),
                text: "She rang the ambulance.".to_owned(),
                ..GlassAsked::default()
            };
            glass_break(app, who, &asked).await.is_ok()
        }
        Tie::Shared => shared_with(scene, who).await,
        Tie::Recalled => {
            if !shared_with(scene, who).await {
                return false;
            }
            let door = door_view(app, &scene.idva, scene.strand(2)).await.unwrap();
            let share = door.shares[0].share;
            share_recall(app, &scene.idva, scene.strand(2), share)
                .await
                .is_ok()
        }
        Tie::Meeting => brought_to_a_meeting(scene, who).await,
        Tie::Pending => interested(scene, who, None).await,
        Tie::Confirmed => interested(scene, who, Some(InterestState::Confirmed)).await,
    }
}

/// The victim's strand, in full and with its places; `false` where they cannot be given it.
async fn shared_with(scene: &Scene, who: &Asker) -> bool {
    a_second_later(scene);
    let all = terms(Aspect::Full, PlaceKinds::ALL);
    let her = scene.strand(2);
    share_make(scene.house.app(), &scene.idva, her, Some(id(who)), &all)
        .await
        .is_ok()
}

/// Nobody is allocated twice at one instant.
fn a_second_later(scene: &Scene) {
    let second = SignedDuration::from_secs(1);
    scene.house.kit.world.pass(second);
}

/// Those of the scene are allocated again.
pub(super) async fn back(scene: &Scene) -> bool {
    let (app, duty) = (scene.house.app(), &scene.house.staff.duty);
    for (place, to) in [
        (1, &scene.child_adviser),
        (2, &scene.idva),
        (3, &scene.perpetrator_worker),
    ] {
        a_second_later(scene);
        let came = strand_allocate(app, duty, scene.strand(place), Some(id(to))).await;
        assert!(
            matches!(came, Ok(()) | Err(Refusal::Conflict(_))),
            "{came:?}"
        );
    }
    true
}

/// The worker may be the father; then it is decided that they are.
async fn interested(scene: &Scene, who: &Asker, decided: Option<InterestState>) -> bool {
    identify(&scene.house, who, &gareth("Ashdown")).await;
    let Some(state) = decided else {
        return true;
    };
    let (app, custodian) = (scene.house.app(), &scene.house.staff.custodian);
    let page = interests_view(app, custodian).await.unwrap();
    let mut pending = page.pending.iter().map(|one| &one.listed);
    let own = pending.find(|one| one.name == who.worker.as_ref().unwrap().name);
    let id = own.unwrap().row.interest;
    interest_decide(app, custodian, id, Some(state), "He is.")
        .await
        .is_ok()
}

/// What is seen of the child, the other child, the victim and the perpetrator, and whether the family's page opens. A capital:
/// with places.
async fn seen(scene: &Scene, who: &Asker) -> String {
    let app = scene.house.app();
    let mut cell = String::new();
    for place in 0..4 {
        let page = strand_view(app, who, scene.strand(place)).await;
        let letter = match page.map(|page| page.aspect) {
            Err(_) | Ok(Aspect::None) => '-',
            Ok(Aspect::Released) => 'r',
            Ok(Aspect::Needs) => 'n',
            Ok(Aspect::Safety) => 's',
            Ok(Aspect::Full) => 'f',
        };
        let places = places_view(app, who, scene.strand(place)).await;
        let located = places.is_ok_and(|page| page.places.is_some());
        cell.push(if located {
            letter.to_ascii_uppercase()
        } else {
            letter
        });
    }
    let opens = family_view(app, who, scene.family).await.is_ok();
    cell.push(if opens { '+' } else { ' ' });
    cell
}

/// The teams of those whose ties are made: that of the perpetrator's worker, and for broken glass another, because nobody of the
/// first breaks it into her strand.
pub(super) struct Teams(TeamId, TeamId);

impl Teams {
    pub(super) async fn of(scene: &Scene) -> Self {
        let his = scene.perpetrator_worker.worker.as_ref().unwrap().team;
        Self(his.unwrap(), team(&scene.house, "Health", "Ward").await)
    }
}

pub(super) async fn somebody(
    scene: &Scene,
    role: Role,
    (nth, tie): (usize, Tie),
    teams: &Teams,
) -> Asker {
    let name = format!("Worker {nth} {}", role.code());
    let team = if tie == Tie::Glass { teams.1 } else { teams.0 };
    worker(&scene.house, &name, role, team).await
}

async fn table(scene: &Scene) -> String {
    let teams = Teams::of(scene).await;
    let heads = TIES.map(|(_, head)| format!("{head:<8}")).concat();
    let mut out = format!("{:<26}{}\n", "", heads.trim_end());
    for role in Role::ALL {
        let mut line = format!("{:<26}", role.words());
        for (nth, (tie, _)) in TIES.iter().enumerate() {
            let who = somebody(scene, *role, (nth, *tie), &teams).await;
            let cell = if tied(scene, &who, *tie).await {
                seen(scene, &who).await
            } else {
                ".".to_owned()
            };
            back(scene).await;
            write!(line, "{cell:<8}").unwrap();
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

async fn each_role_in_each_relationship_sees_what_was_read_by_eye(on: Engine) {
    let scene = Scene::build(on).await;
    let app = scene.house.app();
    let lives = PlaceTyped {
        kind: Some(PlaceKind::Address),
        state: Some(PlaceState::Current),
        value: "4 Quay Street".to_owned(),
        postcode: "TR1 9ZZ".to_owned(),
    };
    place_write(app, &scene.idva, scene.strand(2), &lives)
        .await
        .unwrap();
    back(&scene).await;
    let table = Box::pin(table(&scene)).await;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/wall/ties.txt");
    if on == Engine::Sqlite && crate::wall::update_golden() {
        std::fs::write(&path, &table).unwrap();
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(held, table, "read what changed, then UPDATE_GOLDEN=1");
}
