//! A family whose four people each have a strand, with a worker for each side; and what each worker can observe.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::accounts::workers::{NewAccount, team_create, worker_create};
use trefoil_app::contacts::decide::contact_decide;
use trefoil_app::families::allocate::strand_allocate;
use trefoil_app::families::cover::cover_set;
use trefoil_app::families::list::strands_view;
use trefoil_app::matching::new::match_new;
use trefoil_core::decision::{Answer, Outcome};
use trefoil_core::ids::{ContactId, FamilyId, StrandId, TeamId};
use trefoil_core::principal::{Role, WorkerFacts};
use trefoil_core::strand::CompartmentKind;
use trefoil_testkit::{console, feed};

use crate::hub::browser::Browser;
use crate::hub::house::{Engine, House, now};
use crate::hub::people::family;

/// The scene.
pub(crate) struct Scene {
    pub(crate) house: House,
    pub(crate) contact: ContactId,
    pub(crate) family: FamilyId,
    /// Child, child, victim, perpetrator.
    pub(crate) strands: Vec<(CompartmentKind, StrandId)>,
    pub(crate) social_worker: Asker,
    pub(crate) child_adviser: Asker,
    pub(crate) idva: Asker,
    pub(crate) early_help: Asker,
    pub(crate) perpetrator_worker: Asker,
    /// In the same team as the perpetrator's worker, allocated to nobody.
    pub(crate) team_mate: Asker,
    /// Manages that team.
    pub(crate) their_manager: Asker,
}

impl Scene {
    /// Decided, opened, and allocated but for the second child.
    pub(crate) async fn build(on: Engine) -> Self {
        let house = House::on(on).await;
        let council = team(&house, "Children's services", "Family team").await;
        let charity = team(&house, "Harbour charity", "Advisers").await;
        let probation = team(&house, "Probation", "Change team").await;
        let social_worker = worker(&house, "Sade Okoro", Role::SocialWorker, council).await;
        let child_adviser = worker(&house, "Bea Moss", Role::ChildAdviser, charity).await;
        let idva = worker(&house, "Ruchi Patel", Role::VictimAdviser, charity).await;
        let early_help = worker(&house, "Tamsin Rowe", Role::EarlyHelp, charity).await;
        let perpetrator_worker =
            worker(&house, "Morgan Hughes", Role::PerpetratorWorker, probation).await;
        let team_mate = worker(&house, "Dee Lang", Role::PerpetratorWorker, probation).await;
        let their_manager = worker(&house, "Pat Quill", Role::TeamManager, probation).await;
        house.kit.import(&feed(&family("OPEN", "Ashdown"))).await;
        let contact = house.contact("OPEN").await;
        for one in house.page(&house.staff.duty, contact).await.people {
            match_new(house.app(), &house.staff.duty, contact, one.row.sighting)
                .await
                .unwrap();
        }
        decide(&house, contact, Outcome::Referral).await;
        let (family, strands) = opened(&house).await;
        let scene = Self {
            house,
            contact,
            family,
            strands,
            social_worker,
            child_adviser,
            idva,
            early_help,
            perpetrator_worker,
            team_mate,
            their_manager,
        };
        scene.allocate(0, &scene.social_worker).await;
        scene.allocate(2, &scene.idva).await;
        scene.allocate(3, &scene.perpetrator_worker).await;
        scene
    }

    /// The hub's manager allocates a worker to the strand at this place.
    pub(crate) async fn allocate(&self, place: usize, to: &Asker) {
        let worker = to.worker.as_ref().unwrap().worker;
        let strand = self.strand(place);
        strand_allocate(
            self.house.app(),
            &self.house.staff.manager,
            strand,
            Some(worker),
        )
        .await
        .unwrap();
    }

    /// An early help worker of the perpetrator's team covers for his worker, and has his strand through that.
    pub(crate) async fn helper_covers(&self) -> Asker {
        let covered = self.perpetrator_worker.worker.as_ref().unwrap();
        let helper = worker(
            &self.house,
            "Olive Fenn",
            Role::EarlyHelp,
            covered.team.unwrap(),
        );
        let helper = helper.await;
        let cover = helper.worker.as_ref().unwrap().worker;
        let until = now() + SignedDuration::from_hours(48);
        let of = (covered.worker, cover);
        cover_set(self.house.app(), &self.their_manager, of, until)
            .await
            .unwrap();
        helper
    }

    pub(crate) fn strand(&self, place: usize) -> StrandId {
        self.strands[place].1
    }

    /// Everything that a browser is shown of this family, by address: what is listed, and what could be guessed.
    pub(crate) async fn observed(&self, browser: &mut Browser) -> BTreeMap<String, String> {
        let mut paths: Vec<String> = [
            "/",
            "/families",
            "/signals",
            "/queue",
            "/people/search",
            "/imports",
        ]
        .map(str::to_owned)
        .to_vec();
        paths.push(format!("/families/{}", self.family));
        paths.push(format!("/contacts/{}", self.contact));
        for (_, strand) in &self.strands {
            let pages = ["", "/signal", "/places", "/door"];
            paths.extend(pages.map(|page| format!("/strands/{strand}{page}")));
        }
        let mut seen = BTreeMap::new();
        for path in paths {
            let answer = browser.get(&path).await;
            let whole = format!("{} {:?}\n{}", answer.status, answer.headers, answer.body);
            seen.insert(path, whole);
        }
        seen
    }
}

/// What the hub's manager finds to allocate, children first.
pub(super) async fn opened(house: &House) -> (FamilyId, Vec<(CompartmentKind, StrandId)>) {
    let listed = strands_view(house.app(), &house.staff.manager)
        .await
        .unwrap();
    let strands = listed[0].strands.iter();
    let strands = strands.map(|one| (one.strand.kind, one.strand.strand));
    (listed[0].family, strands.collect())
}

pub(crate) async fn decide(house: &House, contact: ContactId, outcome: Outcome) {
    let people = house.page(&house.staff.duty, contact).await.people;
    let answers = people.iter().filter(|one| one.row.child).map(|one| Answer {
        child: Some(one.row.root),
        outcome,
        reason: "The children need more than advice.".to_owned(),
        service: None,
    });
    contact_decide(
        house.app(),
        &house.staff.duty,
        contact,
        answers.collect::<Vec<_>>(),
    )
    .await
    .unwrap();
}

pub(crate) async fn team(house: &House, agency: &str, name: &str) -> TeamId {
    team_create(house.app(), &console(), agency, name, false)
        .await
        .unwrap()
}

pub(crate) async fn worker(house: &House, name: &str, role: Role, team: TeamId) -> Asker {
    let account = NewAccount {
        name: name.to_owned(),
        email: format!("{}@trefoil.example", name.to_lowercase().replace(' ', ".")),
        role,
        team: Some(team),
        password: None,
    };
    let worker = worker_create(house.app(), &console(), account)
        .await
        .unwrap();
    Asker::worker(WorkerFacts {
        worker: worker.worker,
        name: name.to_owned(),
        roles: vec![role],
        team: Some(team),
        hub_team: false,
        stepped_up: true,
    })
}
