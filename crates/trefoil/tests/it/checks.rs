//! What agencies are asked about a contact: each answers for itself alone, sees no place and no story, and what was not answered when the
//! contact was decided stays told.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up should stop and say why"
)]

mod mailed;

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::checks::ask::{checks_ask, checks_chase};
use trefoil_app::checks::end::check_end;
use trefoil_app::checks::own::{check_answer, check_view, checks_view};
use trefoil_app::contacts::decide::contact_decide;
use trefoil_app::contacts::view::contact_view;
use trefoil_core::check::Knows;
use trefoil_core::decision::{Answer, Outcome};
use trefoil_core::ids::{AgencyId, CheckId, ContactId};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Refusal;
use trefoil_testkit::feed;

use crate::hub::house::{Engine, House, now, on_both_engines};
use crate::hub::people::family;
use crate::interests::{gareth, identify};
use crate::wall::scene::{team, worker};

on_both_engines! {
    each_agency_answers_for_itself_alone,
    nothing_is_asked_or_answered_twice,
    an_answer_counts_after_the_decision,
    who_may_be_kin_is_not_asked,
    the_pages_ask_and_answer,
}

struct Partners {
    house: House,
    contact: ContactId,
    health: Asker,
    police: Asker,
}

async fn partners(on: Engine) -> Partners {
    let house = House::on(on).await;
    let health = team(&house, "Health", "Health Safeguarding").await;
    let police = team(&house, "Police", "Public Protection").await;
    let health = worker(&house, "Ola Reed", Role::HubPartner, health).await;
    let police = worker(&house, "Sam Adeyemi", Role::HubPartner, police).await;
    house.kit.import(&feed(&family("I1", "Ashdown"))).await;
    let contact = house.contact("I1").await;
    Partners {
        house,
        contact,
        health,
        police,
    }
}

impl Partners {
    async fn agencies(&self) -> Vec<AgencyId> {
        let page = self
            .house
            .page(&self.house.staff.triage, self.contact)
            .await;
        page.agencies
            .into_iter()
            .map(|(agency, _)| agency)
            .collect()
    }

    async fn ask(&self, agencies: Vec<AgencyId>) -> Result<(), Refusal> {
        checks_ask(
            self.house.app(),
            &self.house.staff.triage,
            self.contact,
            agencies,
        )
        .await
    }

    async fn to_do(&self, who: &Asker) -> Vec<CheckId> {
        let (found, _) = checks_view(self.house.app(), who).await.unwrap();
        found.into_iter().map(|one| one.row.check).collect()
    }

    async fn answer(&self, who: &Asker, check: CheckId, words: &str) -> Result<(), Refusal> {
        let knows = if words.is_empty() {
            Knows::Nothing
        } else {
            Knows::Known
        };
        check_answer(self.house.app(), who, check, (Some(knows), words)).await
    }

    async fn decide(&self) {
        let page = self
            .house
            .page(&self.house.staff.triage, self.contact)
            .await;
        let children = page.people.iter().filter(|one| one.row.child);
        let answer = |root| Answer {
            child: Some(root),
            outcome: Outcome::EarlyHelp,
            reason: "The family asked for help.".to_owned(),
            service: None,
        };
        let answers: Vec<Answer> = children.map(|one| answer(one.row.root)).collect();
        contact_decide(
            self.house.app(),
            &self.house.staff.triage,
            self.contact,
            answers,
        )
        .await
        .unwrap();
    }
}

async fn each_agency_answers_for_itself_alone(on: Engine) {
    let all = partners(on).await;
    let (house, app) = (&all.house, all.house.app());
    let agencies = all.agencies().await;
    assert_eq!(agencies.len(), 2);
    all.ask(agencies).await.unwrap();
    let [for_health] = all.to_do(&all.health).await[..] else {
        panic!("health has one");
    };
    let [for_police] = all.to_do(&all.police).await[..] else {
        panic!("police have one");
    };
    let (one, _) = check_view(app, &all.health, for_health).await.unwrap();
    let (row, asked) = (one.row, one.shown);
    // Medium is amber: 24 hours in which the hub works, half of them for the agencies; from 10 on Tuesday to 2 on Wednesday.
    assert_eq!(row.times.due, "2026-03-18T14:00:00Z".parse().unwrap());
    let names: Vec<String> = asked.people.iter().map(|one| one.name.words()).collect();
    assert_eq!(names.len(), 4);
    assert!(names[0].contains("Rosalind"));
    // The other agency's check, and the contact itself, are not there for it.
    let others = check_view(app, &all.health, for_police).await;
    assert!(matches!(others, Err(Refusal::NotFound)));
    let others = all.answer(&all.health, for_police, "").await;
    assert_eq!(others, Err(Refusal::NotFound));
    let story = contact_view(app, &all.health, all.contact, None).await;
    assert!(matches!(story, Err(Refusal::NotFound)));
    let mine = checks_view(app, &house.staff.triage).await;
    assert!(matches!(mine, Err(Refusal::NotAllowed(_))));

    house.kit.world.pass(SignedDuration::from_mins(30));
    all.answer(&all.health, for_health, "").await.unwrap();
    house.kit.world.pass(SignedDuration::from_mins(30));
    all.decide().await;
    house.kit.world.pass(SignedDuration::from_mins(30));
    all.answer(&all.police, for_police, "Two call-outs in January.")
        .await
        .unwrap();
    let page = house.page(&house.staff.custodian, all.contact).await;
    let of = |name: &str| {
        let mut seen = page.checks.iter();
        seen.find(|one| one.row.agency_name == name).unwrap()
    };
    assert_eq!(of("Health").answer.as_ref().unwrap().knows, Knows::Nothing);
    let police = of("Police");
    assert_eq!(
        police.answer.as_ref().unwrap().words,
        "Two call-outs in January."
    );
    assert_eq!(police.answered_by, "Sam Adeyemi");
    let decided = page.decisions[0].0.decided_at;
    assert!(
        police.row.times.is_open(decided),
        "it came after the decision"
    );
    assert!(!of("Health").row.times.is_open(decided));
    // As it was known before: asked, and not answered.
    let before = now() + SignedDuration::from_mins(10);
    let past = contact_view(app, &house.staff.custodian, all.contact, Some(before)).await;
    let past = past.unwrap();
    assert_eq!(past.checks.len(), 2);
    assert!(past.checks.iter().all(|one| one.answer.is_none()));
}

async fn nothing_is_asked_or_answered_twice(on: Engine) {
    let all = partners(on).await;
    let (house, app, me) = (&all.house, all.house.app(), &all.house.staff.triage);
    let agencies = all.agencies().await;
    assert!(matches!(
        all.ask(Vec::new()).await,
        Err(Refusal::Invalid(_))
    ));
    all.ask(agencies.clone()).await.unwrap();
    assert!(matches!(all.ask(agencies).await, Err(Refusal::Invalid(_))));
    assert!(all.agencies().await.is_empty(), "both have it");
    let early = checks_chase(app, me, all.contact).await;
    assert!(matches!(early, Err(Refusal::Conflict(_))));
    let check = all.to_do(&all.health).await[0];
    all.answer(&all.health, check, "").await.unwrap();
    let again = all.answer(&all.health, check, "Something else.").await;
    assert!(matches!(again, Err(Refusal::Conflict(_))));
    let off = check_end(app, me, all.contact, check).await;
    assert!(matches!(off, Err(Refusal::Conflict(_))), "it is answered");

    house.kit.world.pass(SignedDuration::from_hours(48));
    checks_chase(app, me, all.contact).await.unwrap();
    let check = all.to_do(&all.police).await[0];
    let (one, now) = check_view(app, &all.police, check).await.unwrap();
    let row = one.row;
    assert!(row.times.chased_at.is_some() && !row.times.wants_chasing(now));
    check_end(app, me, all.contact, check).await.unwrap();
    assert!(all.to_do(&all.police).await.is_empty());
    let off = all.answer(&all.police, check, "").await;
    assert!(matches!(off, Err(Refusal::Conflict(_))), "it is called off");
    // One that answered can be asked anew, and so can one that was called off.
    assert_eq!(all.agencies().await.len(), 2);
    all.decide().await;
    let late = checks_ask(app, &house.staff.duty, all.contact, Vec::new()).await;
    assert!(matches!(late, Err(Refusal::Conflict(_))), "it is decided");
}

/// Silence is no answer whatever was decided: who is asked late is asked for at once, and an answer that comes after the decision counts.
async fn an_answer_counts_after_the_decision(on: Engine) {
    let all = partners(on).await;
    let (house, me) = (&all.house, &all.house.staff.triage);
    house.kit.world.pass(SignedDuration::from_hours(37));
    all.ask(all.agencies().await).await.unwrap();
    let page = house.page(me, all.contact).await;
    let (_, due, _) = page.clock();
    for one in &page.checks {
        assert_eq!(
            one.row.times.due, due,
            "half of the hub's time would be later than the decision"
        );
    }
    let path = format!("/checks/{}", all.to_do(&all.health).await[0]);
    let mut browser = house.browser(&all.health).await;
    let decided = "The hub has decided meanwhile. Your answer still counts";
    assert!(!browser.open(&path).await.words().contains(decided));
    all.decide().await;
    let page = browser.open(&path).await;
    assert!(page.words().contains(decided), "{}", page.words());
    assert!(browser.open("/checks").await.words().contains(decided));
    let form = page.form(&path, &[]).unwrap();
    let answer = browser.submit(&form, &[("knows", "nothing")]).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
}

async fn who_may_be_kin_is_not_asked(on: Engine) {
    let all = partners(on).await;
    let house = &all.house;
    all.ask(all.agencies().await).await.unwrap();
    let check = all.to_do(&all.health).await[0];
    identify(house, &all.health, &gareth("Ashdown")).await;
    assert!(all.to_do(&all.health).await.is_empty());
    let seen = check_view(house.app(), &all.health, check).await;
    assert!(matches!(seen, Err(Refusal::NotFound)));
    let answered = all.answer(&all.health, check, "").await;
    assert_eq!(answered, Err(Refusal::NotFound));
    // A colleague of theirs answers for the agency.
    let theirs = all.health.worker.as_ref().unwrap().team.unwrap();
    let colleague = worker(house, "Uma Iyer", Role::HubPartner, theirs).await;
    all.answer(&colleague, check, "Known since 2019.")
        .await
        .unwrap();
}

async fn the_pages_ask_and_answer(on: Engine) {
    let all = partners(on).await;
    let house = &all.house;
    let mut browser = house.browser(&house.staff.triage).await;
    let base = format!("/contacts/{}", all.contact);
    let page = browser.get(&base).await;
    assert!(page.body.contains("No agency has been asked yet."));
    let form = page.form(&format!("{base}/checks"), &[]).unwrap();
    let none = browser.submit(&form, &[]).await;
    assert_eq!(none.status, 422);
    assert!(none.body.contains("Choose at least one agency"));
    let agency = all.agencies().await[0].to_string();
    let asked = browser.submit(&form, &[("agencies", &agency)]).await;
    assert_eq!(asked.status, 303, "{}", asked.words());
    let page = browser.get(&base).await;
    assert!(page.body.contains("Not answered yet: Health."));

    let mut partner = house.browser(&all.health).await;
    let list = partner.get("/checks").await;
    assert!(list.body.contains("Rosalind Ashdown"));
    let path = format!("/checks/{}", all.to_do(&all.health).await[0]);
    let one = partner.get(&path).await;
    for place in ["Larch", "FY1", "496", "neighbour"] {
        assert!(!one.body.contains(place), "{place} is told");
    }
    let form = one.form(&path, &[]).unwrap();
    let wrong = partner
        .submit(&form, &[("words", "Known <since> 2019")])
        .await;
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.body.contains("Known &#60;since&#62; 2019"),
        "{}",
        wrong.body
    );
    let right = [("knows", "known"), ("words", "Known since 2019.")];
    let sent = partner.submit(&form, &right).await;
    assert_eq!(sent.status, 303, "{}", sent.words());
    assert!(partner.get("/checks").await.body.contains("Nothing waits"));
    let page = browser.get(&base).await;
    assert!(
        page.body
            .contains("They are known to us. Known since 2019.")
    );
    assert!(!page.body.contains("Not answered yet"));
}
