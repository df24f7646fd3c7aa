//! Two families of whom everything is held that an output or a page could give away, and who may be asked about them. One stage stands
//! for many probes: each writes what it needs anew, and leaves behind what the next can live with.

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::families::list::strands_view;
use trefoil_app::families::note::note_write;
use trefoil_app::families::places::{place_write, safe_contact_write};
use trefoil_app::families::shared::shared_write;
use trefoil_app::matching::new::match_new;
use trefoil_core::decision::Outcome;
use trefoil_core::ids::StrandId;
use trefoil_core::place::{Channel, PlaceKind, PlaceState, PlaceTyped, SafeContactContent};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::CompartmentKind;
use trefoil_core::vocabulary::Known;
use trefoil_testkit::{FeedRow, feed};

use super::probe::Story;
use super::{
    door, guarded, his_side, limits, logs, own_file, papers, places, post, shares, way, work,
};
use crate::hub::house::Engine;
use crate::hub::people::row;
use crate::interests::{gareth, identify};
use crate::wall::scene::{Scene, decide, team, worker};

/// The two families.
pub(super) struct Stage {
    /// The first: Imogen, Tobias, Rosalind who moved, Gareth.
    pub(super) scene: Scene,
    /// Of the second, whose mother hides: a child whose address is confidential, one in a refuge, and she.
    pub(super) hiding: [StrandId; 3],
    /// Manages the advisers.
    pub(super) manager: Asker,
    /// Reviews what the custodian did.
    pub(super) custodian: Asker,
    /// Is the father of the first family, and an adviser.
    pub(super) kin: Asker,
    /// What was written anew so far.
    pub(super) written: u32,
}

/// Every word by which somebody of these families is named or found.
pub(super) const MARKERS: &[&str] = &[
    "Rosalind",
    "Gareth",
    "Imogen",
    "Tobias",
    "Ashdown",
    "Birchwood",
    "Wren",
    "Linnet",
    "Robin",
    "Larch",
    "FY1 4AA",
    "Thistledown",
    "TR1 9ZZ",
    "Sorrel",
    "TR3 3ZZ",
    "Nettlebank",
    "Harbour Row",
    "TR2 4QQ",
    "Bramblewood",
    "Hawksbeard",
    "HARBOUR-7",
    "01253 496",
    "07700 900",
    "panic button",
    "school knows",
    "drew a boat",
    "PC Dale",
];

pub(super) fn place(kind: PlaceKind, state: PlaceState, value: &str, postcode: &str) -> PlaceTyped {
    PlaceTyped {
        kind: Some(kind),
        state: Some(state),
        value: value.to_owned(),
        postcode: postcode.to_owned(),
    }
}

/// Whether letters are safe, as somebody last said.
pub(super) fn letters(safe: Known, no_letters: bool) -> Result<SafeContactContent, Refusal> {
    let channel = if no_letters {
        Channel::Phone
    } else {
        Channel::Letter
    };
    SafeContactContent::new(
        Some(safe),
        Some(channel),
        ("", "marigold"),
        (true, no_letters),
    )
}

impl Stage {
    pub(super) async fn build() -> Self {
        let scene = Scene::build(Engine::Sqlite).await;
        scene.allocate(1, &scene.child_adviser).await;
        let hiding = hiding(&scene).await;
        let office = team(&scene.house, "Council", "Second office").await;
        let charity = scene.idva.worker.as_ref().unwrap().team.unwrap();
        let custodian = worker(&scene.house, "Abe Stone", Role::Custodian, office).await;
        let manager = worker(&scene.house, "Gwen Ivory", Role::TeamManager, charity).await;
        let kin = worker(&scene.house, "Kit Vale", Role::ChildAdviser, charity).await;
        identify(&scene.house, &kin, &gareth("Ashdown")).await;
        let stage = Self {
            scene,
            hiding,
            manager,
            custodian,
            kin,
            written: 0,
        };
        stage.furnish().await;
        stage
    }

    /// Places, safe contacts and notes of everybody, each on a day of its own.
    async fn furnish(&self) {
        use PlaceKind::{Address, Phone, School};
        use PlaceState::{Current, Refuge, Withheld};
        let scene = &self.scene;
        let (app, duty) = (scene.house.app(), &scene.house.staff.duty);
        let (idva, sade) = (&scene.idva, &scene.social_worker);
        let [linnet, robin, wren] = self.hiding;
        let places = [
            (
                sade,
                scene.strand(0),
                place(Address, Current, "5 Sorrel Court", "TR3 3ZZ"),
            ),
            (
                sade,
                scene.strand(0),
                place(School, Current, "Nettlebank Primary School", ""),
            ),
            (
                idva,
                scene.strand(2),
                place(Address, Current, "9 Thistledown Lane", "TR1 9ZZ"),
            ),
            (
                idva,
                scene.strand(2),
                place(Phone, Current, "07700 900 982", ""),
            ),
            (
                duty,
                scene.strand(3),
                place(Address, Current, "7 Harbour Row", "TR2 4QQ"),
            ),
            (
                sade,
                linnet,
                place(Address, Withheld, "8 Hawksbeard Rise", "TR5 5ZZ"),
            ),
            (
                sade,
                robin,
                place(Address, Refuge, "HARBOUR-7, PO Box 12", ""),
            ),
            (
                idva,
                wren,
                place(Address, Current, "3 Bramblewood Way", "TR4 4ZZ"),
            ),
        ];
        for (by, strand, place) in places {
            place_write(app, by, strand, &place).await.unwrap();
        }
        for (by, strand) in [
            (idva, scene.strand(2)),
            (sade, linnet),
            (sade, robin),
            (idva, wren),
        ] {
            let safe = letters(Known::Yes, false);
            safe_contact_write(app, by, strand, safe).await.unwrap();
        }
        let notes = [
            (sade, 0, "Imogen likes her school."),
            (&scene.child_adviser, 1, "He drew a boat."),
            (idva, 2, "She has a panic button."),
            (idva, 2, "=HYPERLINK(\"https://example.org\")"),
            (&scene.perpetrator_worker, 3, "He came on time."),
        ];
        for (by, place, text) in notes {
            note_write(app, by, scene.strand(place), text)
                .await
                .unwrap();
            scene.house.kit.world.pass(SignedDuration::from_hours(24));
        }
        shared_write(app, idva, scene.family, "The school knows.")
            .await
            .unwrap();
        scene.house.kit.world.pass(SignedDuration::from_hours(24));
    }

    /// A word that nobody wrote before.
    pub(super) fn fresh(&mut self) -> u32 {
        self.written += 1;
        self.written
    }
}

/// A mother in a refuge with two children; their strands.
async fn hiding(scene: &Scene) -> [StrandId; 3] {
    let house = &scene.house;
    let person = |person, role, given, born| FeedRow {
        person,
        ..row("REF", role, given, "Birchwood", born)
    };
    let rows = [
        FeedRow {
            address_state: "refuge",
            ..person("q1", "victim", "Wren", "1990-05-06")
        },
        person("q2", "child", "Linnet", "2015-06-07"),
        person("q3", "child", "Robin", "2016-07-08"),
    ];
    house.kit.import(&feed(&rows)).await;
    let contact = house.contact("REF").await;
    for one in house.page(&house.staff.duty, contact).await.people {
        match_new(house.app(), &house.staff.duty, contact, one.row.sighting)
            .await
            .unwrap();
    }
    decide(house, contact, Outcome::Referral).await;
    let listed = strands_view(house.app(), &house.staff.duty).await.unwrap();
    let other = listed
        .iter()
        .find(|one| one.family != scene.family)
        .unwrap();
    let of = |kind, name: &str| {
        let mut all = other.strands.iter();
        let found = all.find(|one| one.strand.kind == kind && one.name.contains(name));
        found.unwrap().strand.strand
    };
    let strands = [
        of(CompartmentKind::Child, "Linnet"),
        of(CompartmentKind::Child, "Robin"),
        of(CompartmentKind::Victim, "Wren"),
    ];
    let workers = [&scene.social_worker, &scene.social_worker, &scene.idva];
    for (strand, to) in strands.into_iter().zip(workers) {
        let to = to.worker.as_ref().map(|facts| facts.worker);
        let by = &house.staff.duty;
        trefoil_app::families::allocate::strand_allocate(house.app(), by, strand, to)
            .await
            .unwrap();
    }
    strands
}

impl Stage {
    /// What the story sees, in words; nothing where nothing leaks.
    pub(super) async fn sees(&mut self, story: Story) -> Option<String> {
        let seen = match story {
            Story::Paper(paper, format) => papers::sees(self, paper, format).await,
            Story::Missed(way) => guarded::missed(self, guarded::WAYS[way]).await,
            Story::Unasked => guarded::unasked(self).await,
            Story::Unreleased => way::unreleased(self).await,
            Story::Barred => way::barred(self).await,
            Story::Post => post::sees(self).await,
            Story::OwnFile => own_file::sees(self).await,
            Story::HisSide => his_side::sees(self).await,
            Story::Door => door::sees(self).await,
            Story::Shares => shares::sees(self).await,
            Story::Places => places::sees(self).await,
            Story::Limits => limits::sees(self).await,
            Story::Interested => work::interested(self).await,
            Story::Logs => logs::sees(self).await,
        };
        seen.first()
    }
}
