//! Every page that names no record, in two worlds: one with a family in which its reader has an interest, in every list and state that a
//! family can be in, and one without it. The bytes are the same, and so is every number on them. A reader of the same role without
//! the interest sees the difference.

use std::collections::{BTreeMap, BTreeSet};

use trefoil_app::Asker;
use trefoil_app::accounts::work::{Work, worker_change};
use trefoil_app::agencies::end::agency_end;
use trefoil_app::agencies::view::agencies_view;
use trefoil_app::checks::ask::checks_ask;
use trefoil_app::contacts::decide::contact_decide;
use trefoil_app::contacts::hold::contact_take;
use trefoil_app::families::allocate::strand_allocate;
use trefoil_app::families::list::strands_view;
use trefoil_app::glass::break_glass::glass_break;
use trefoil_app::matching::new::match_new;
use trefoil_app::outputs::draft::output_draft;
use trefoil_core::decision::{Answer, Outcome};
use trefoil_core::ids::ContactId;
use trefoil_core::principal::Role;
use trefoil_core::refusal::Refusal;
use trefoil_testkit::{FeedRow, feed};
use trefoil_web::{Method, routes};

use super::{gareth, identify};
use crate::glass::rosalind;
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::family;
use crate::outputs::release::outcome;
use crate::wall::scene::{Scene, team, worker};

on_both_engines! {
    no_page_and_no_number_tells_of_a_family_that_is_closed,
    a_role_is_taken_away_as_if_a_closed_family_were_not_there,
}

/// Files that were taken in and what is published are the authority's, the same for all (decision 0036); and what no worker is
/// shown. A form that is empty, but for an id that is drawn for it, tells of nobody.
const SAME_FOR_ALL: [&str; 5] = ["/imports", "/tell", "/contacts/new", "/healthz", "/readyz"];

/// Numbers with the days that they are of, and the rows behind one.
const NUMBERS: [&str; 2] = [
    "/reports/scrutiny?from=2026-03-01&to=2026-03-31",
    "/reports/scrutiny/rows?measure=contacts.children&from=2026-03-01&to=2026-03-31",
];

/// Not a page: what is refused while an agency has open work.
const ENDS: &str = "the end of an agency";

/// A house and those who work in it, by what they do.
struct Cast {
    house: House,
    staff: BTreeMap<&'static str, Asker>,
}

async fn cast(on: Engine) -> Cast {
    let house = House::on(on).await;
    let council = team(&house, "Children's services", "Family team").await;
    let health = team(&house, "Health", "Health Safeguarding").await;
    let mut staff = BTreeMap::new();
    for (what, asker) in house.staff.roles() {
        staff.insert(what, asker.clone());
    }
    staff.insert("second", house.staff.second.clone());
    for (what, name, role, team) in [
        ("partner", "Ola Reed", Role::HubPartner, health),
        ("chair", "Kit Vane", Role::MeetingChair, council),
        ("social worker", "Sade Okoro", Role::SocialWorker, council),
        ("adviser", "Ruchi Patel", Role::VictimAdviser, council),
        ("kin", "Abe Stone", Role::SocialWorker, council),
    ] {
        staff.insert(what, worker(&house, name, role, team).await);
    }
    // Somebody else of the family on the staff, whose interest others decide about.
    identify(&house, &staff["kin"], &gareth("Ashdown")).await;
    house.kit.import(&feed(&family("B", "Birchwood"))).await;
    house.rest().await;
    Cast { house, staff }
}

impl Cast {
    /// The family everywhere: in hand and late, asked about, at high risk, decided, worked with, written to, in the reviews.
    async fn tell(&self) {
        let (house, app) = (&self.house, self.house.app());
        let triage = &self.staff["triage"];
        let graded = |incident| {
            let rows = family(incident, "Ashdown").into_iter();
            let rows = rows.map(|row| FeedRow {
                grade: "high",
                received_at: "2026-03-16T08:30:00Z",
                ..row
            });
            feed(&rows.collect::<Vec<_>>())
        };
        house.kit.import(&graded("DONE")).await;
        let done = house.contact("DONE").await;
        for one in house.page(triage, done).await.people {
            let new = match_new(app, triage, done, one.row.sighting).await;
            new.unwrap();
        }
        self.ask(done).await;
        self.decide(done).await;
        house.kit.import(&graded("WAITS")).await;
        let waits = house.contact("WAITS").await;
        contact_take(app, triage, waits).await.unwrap();
        self.ask(waits).await;
        let listed = strands_view(app, &self.staff["manager"]).await.unwrap();
        let (manager, sade) = (&self.staff["manager"], &self.staff["social worker"]);
        let to = sade.worker.as_ref().unwrap().worker;
        let strand = listed[0].strands[0].strand.strand;
        strand_allocate(app, manager, strand, Some(to))
            .await
            .unwrap();
        output_draft(app, sade, strand, &outcome()).await.unwrap();
        glass_break(app, triage, &rosalind()).await.unwrap();
        house.rest().await;
    }

    async fn ask(&self, contact: ContactId) {
        let triage = &self.staff["triage"];
        let page = self.house.page(triage, contact).await;
        let agencies = page.agencies.into_iter().map(|(agency, _)| agency);
        checks_ask(self.house.app(), triage, contact, agencies.collect())
            .await
            .unwrap();
    }

    async fn decide(&self, contact: ContactId) {
        let triage = &self.staff["triage"];
        let people = self.house.page(triage, contact).await.people;
        let answers = people.iter().filter(|one| one.row.child).map(|one| Answer {
            child: Some(one.row.root),
            outcome: Outcome::Referral,
            reason: "The children need more than advice.".to_owned(),
            service: None,
        });
        contact_decide(
            self.house.app(),
            triage,
            contact,
            answers.collect::<Vec<_>>(),
        )
        .await
        .unwrap();
        self.house.rest().await;
    }
}

/// Who looks. Whoever told it all is not among them.
const LOOKING: [&str; 10] = [
    "second",
    "manager",
    "duty",
    "custodian",
    "returns",
    "administrator",
    "partner",
    "chair",
    "social worker",
    "adviser",
];

/// What is shown, by who looks and at what.
type Seen = BTreeMap<(&'static str, &'static str), String>;

/// The same without what is drawn anew for each page: long words of letters and digits, but for ids.
fn without_chance(page: &str) -> String {
    let sign = |sign: char| sign.is_ascii_alphanumeric() || "-_".contains(sign);
    let mut kept = String::with_capacity(page.len());
    for part in page.split_inclusive(|one| !sign(one)) {
        let word = part.trim_end_matches(|one| !sign(one));
        let drawn = word.len() >= 32 && word.parse::<ContactId>().is_err();
        kept.push_str(if drawn { "~" } else { part });
    }
    kept
}

/// With the family or without; each who looks with an interest in it, or nobody.
async fn world(on: Engine, (there, interested): (bool, bool)) -> Seen {
    let cast = cast(on).await;
    let mut browsers = Vec::new();
    for who in LOOKING {
        browsers.push((who, cast.house.browser(&cast.staff[who]).await));
    }
    if there {
        cast.tell().await;
    }
    if interested {
        for who in LOOKING {
            identify(&cast.house, &cast.staff[who], &gareth("Ashdown")).await;
        }
    }
    let pages = routes().iter().filter(|route| route.method == Method::Get);
    let pages = pages.map(|route| route.path);
    let pages = pages.filter(|path| !path.contains('{') && !SAME_FOR_ALL.contains(path));
    let mut seen = Seen::new();
    for path in pages.chain(NUMBERS) {
        for (who, browser) in &mut browsers {
            let answer = browser.get(path).await;
            seen.insert((*who, path), without_chance(&format!("{answer:?}")));
        }
    }
    let administrator = &cast.staff["administrator"];
    let all = agencies_view(cast.house.app(), administrator)
        .await
        .unwrap();
    let health = all.iter().find(|one| one.agency.name == "Health").unwrap();
    let ended = agency_end(cast.house.app(), administrator, health.agency.agency).await;
    seen.insert(("administrator", ENDS), format!("{ended:?}"));
    seen
}

fn differ(one: &Seen, other: &Seen) -> BTreeSet<(&'static str, &'static str)> {
    let told = one.iter().filter(|(place, seen)| other[*place] != **seen);
    told.map(|(place, _)| *place).collect()
}

async fn no_page_and_no_number_tells_of_a_family_that_is_closed(on: Engine) {
    let without = world(on, (false, true)).await;
    let with = world(on, (true, true)).await;
    let lines = |page: &String| page.split("\\n").map(str::to_owned).collect::<Vec<_>>();
    let mut differing = Vec::new();
    for place in differ(&with, &without) {
        let (one, other) = (lines(&with[&place]), lines(&without[&place]));
        let first = one.iter().zip(&other).find(|(one, other)| one != other);
        differing.push((place, first.map(|(one, other)| format!("{one} | {other}"))));
    }
    assert!(differing.is_empty(), "{differing:#?}");
    let control = world(on, (true, false)).await;
    let told = differ(&control, &without);
    let seen_by = [
        ("second", "/queue"),
        ("second", "/work"),
        ("manager", "/board"),
        ("manager", "/families"),
        ("partner", "/checks"),
        ("manager", "/high-risk"),
        ("manager", "/follow-ups"),
        ("custodian", "/interests"),
        ("custodian", "/reviews"),
        ("custodian", "/disclosures"),
        ("social worker", "/work"),
        ("administrator", ENDS),
        ("second", NUMBERS[0]),
        ("custodian", NUMBERS[1]),
    ];
    let unseen: Vec<_> = seen_by
        .iter()
        .filter(|place| !told.contains(place))
        .collect();
    assert!(unseen.is_empty(), "{unseen:?} tell nobody of the family");
}

/// The strand is given back, so that its manager finds that it needs somebody.
async fn a_role_is_taken_away_as_if_a_closed_family_were_not_there(on: Engine) {
    let scene = Scene::build(on).await;
    let (house, app) = (&scene.house, scene.house.app());
    let helper = scene.early_help.worker.as_ref().unwrap();
    scene.allocate(1, &scene.early_help).await;
    let work = Work {
        team: helper.team,
        roles: vec![Role::VictimAdviser],
    };
    let administrator = &house.staff.administrator;
    let other = worker(
        house,
        "Abe Stone",
        Role::Administrator,
        helper.team.unwrap(),
    )
    .await;
    let told = worker_change(app, &other, helper.worker, work.clone()).await;
    let Err(Refusal::Invalid(problems)) = told else {
        panic!("{told:?}");
    };
    assert!(problems[0].message.contains("(1)"), "{problems:?}");
    identify(house, administrator, &gareth("Ashdown")).await;
    worker_change(app, administrator, helper.worker, work)
        .await
        .unwrap();
    let listed = strands_view(app, &house.staff.manager).await.unwrap();
    let waiting = listed.iter().flat_map(|one| &one.strands);
    let waiting: Vec<_> = waiting.map(|one| one.strand.strand).collect();
    assert!(
        waiting.contains(&scene.strand(1)),
        "another worker is needed"
    );
}
