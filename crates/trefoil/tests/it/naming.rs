//! Who a contact is about, where its source did not say: named from its words, or of a family that is known; decided about per child;
//! undone; and kept when the source tells more.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test ends where its ground gives way"
)]

mod little;
mod roles;

use trefoil_app::Asker;
use trefoil_app::contacts::name::{contact_name, contact_unname};
use trefoil_app::contacts::view::{ContactPage, contact_view};
use trefoil_app::matching::confirm::match_confirm;
use trefoil_app::matching::kin::match_kin;
use trefoil_app::matching::undo::match_undo;
use trefoil_core::contact_typed::PersonTyped;
use trefoil_core::ids::{ContactId, FamilyId, PersonId};
use trefoil_core::link::How;
use trefoil_core::refusal::Refusal;
use trefoil_core::vocabulary::IncidentRole;
use trefoil_testkit::FeedRow;

use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::{family, row};
use crate::interests::{gareth, identify};
use crate::matching::{decide, everybody_new, take_in};

on_both_engines! {
    somebody_is_named_once_and_taken_out_again,
    the_mothers_contact_is_decided_about_each_child,
    nobody_beyond_her_sight_is_added,
    a_later_version_keeps_whom_the_hub_added,
    two_who_work_on_one_contact_are_both_told_and_lose_nothing,
    the_page_names_adds_and_gives_back_what_was_typed,
}

fn typed(role: IncidentRole, given: &str, surname: &str, birth: &str) -> PersonTyped {
    PersonTyped {
        role: Some(role),
        given: given.to_owned(),
        surname: surname.to_owned(),
        birth: birth.to_owned(),
        ..PersonTyped::default()
    }
}

fn names(page: &ContactPage) -> Vec<String> {
    let people = page.people.iter();
    people.map(|one| one.seen.described.name.words()).collect()
}

/// The family is known and decided; a second contact names the mother alone, and it is said who she is.
struct Known {
    house: House,
    contact: ContactId,
    family: FamilyId,
    persons: Vec<PersonId>,
}

async fn known(on: Engine) -> Known {
    let house = House::on(on).await;
    take_in(&house, &family("A", "Ashdown")).await;
    let first = house.contact("A").await;
    let persons = everybody_new(&house, first).await;
    decide(&house, first).await;
    take_in(&house, &mother("B", "1")).await;
    let contact = house.contact("B").await;
    let page = house.page(&house.staff.triage, contact).await;
    let she = page.people[0].row.sighting;
    match_confirm(house.app(), &house.staff.triage, contact, she, persons[0])
        .await
        .unwrap();
    house.rest().await;
    let page = house.page(&house.staff.triage, contact).await;
    Known {
        family: page.families[0].family,
        house,
        contact,
        persons,
    }
}

/// A contact that names the mother alone.
fn mother<'a>(incident: &'a str, version: &'a str) -> Vec<FeedRow<'a>> {
    vec![FeedRow {
        person: "p1",
        version,
        ..row(incident, "victim", "Rosalind", "Ashdown", "1991-04-02")
    }]
}

impl Known {
    async fn page(&self) -> ContactPage {
        self.house
            .page(&self.house.staff.triage, self.contact)
            .await
    }

    async fn add(&self, who: &Asker, persons: &[PersonId]) -> Result<(), Refusal> {
        let said: Vec<_> = persons.iter().map(|person| (*person, None)).collect();
        self.add_as(who, &said).await
    }

    async fn add_as(
        &self,
        who: &Asker,
        said: &[(PersonId, Option<IncidentRole>)],
    ) -> Result<(), Refusal> {
        let which = (self.family, said.to_vec());
        match_kin(self.house.app(), who, self.contact, which).await
    }
}

async fn somebody_is_named_once_and_taken_out_again(on: Engine) {
    let house = House::on(on).await;
    take_in(&house, &mother("B", "1")).await;
    let contact = house.contact("B").await;
    let (app, me) = (house.app(), &house.staff.triage);
    let tom = typed(IncidentRole::Child, "Tom", "Ashdown", "14 3 2018");
    let unnamed = PersonTyped {
        role: Some(IncidentRole::Child),
        words: "daddy threw the chair".to_owned(),
        ..PersonTyped::default()
    };
    for one in [&tom, &tom, &unnamed] {
        contact_name(app, me, contact, one).await.unwrap();
    }
    let blank = contact_name(app, me, contact, &PersonTyped::default()).await;
    assert!(matches!(blank, Err(Refusal::Invalid(_))));
    let wrong = typed(IncidentRole::Child, "Ann", "", "31 2 2018");
    let wrong = contact_name(app, me, contact, &wrong).await;
    assert!(matches!(wrong, Err(Refusal::Invalid(_))), "{wrong:?}");
    for (birth, expect) in [
        ("1 1 2999", "The birth date is still to come"),
        ("due 1 1 2020", "more than four weeks ago"),
    ] {
        let to_come = typed(IncidentRole::Child, "Ann", "Ash", birth);
        let Err(Refusal::Invalid(problems)) = contact_name(app, me, contact, &to_come).await else {
            panic!("{birth} was taken");
        };
        assert_eq!(problems[0].field, "p0-birth");
        assert!(problems[0].message.contains(expect), "{problems:?}");
    }
    let page = house.page(me, contact).await;
    assert_eq!(page.people.len(), 3, "the same twice is once");
    assert_eq!((page.head.children, page.head.people), (2, 3));
    let outsider = contact_name(app, &house.staff.returns, contact, &tom).await;
    assert_eq!(outsider, Err(Refusal::NotFound));
    // Who was told by the source stays; who was named here goes, and the past knows of them.
    let she = page.people[0].row.sighting;
    let told = contact_unname(app, me, contact, she).await;
    assert!(matches!(told, Err(Refusal::Conflict(_))));
    let then = app.now();
    house.kit.world.pass(jiff::SignedDuration::from_secs(1));
    let named = page.people[1].row.sighting;
    contact_unname(app, me, contact, named).await.unwrap();
    let gone = contact_unname(app, me, contact, named).await;
    assert!(matches!(gone, Err(Refusal::Conflict(_))));
    let page = house.page(me, contact).await;
    assert_eq!((page.head.children, page.head.people), (1, 2));
    let past = contact_view(app, me, contact, Some(then)).await.unwrap();
    assert_eq!(past.people.len(), 3);
    decide(&house, contact).await;
    let late = contact_name(app, &house.staff.duty, contact, &tom).await;
    assert!(matches!(late, Err(Refusal::Conflict(_))));
}

async fn the_mothers_contact_is_decided_about_each_child(on: Engine) {
    let all = known(on).await;
    let (house, me) = (&all.house, &all.house.staff.triage);
    let page = all.page().await;
    assert_eq!(page.families[0].others.len(), 3, "the family is offered");
    let nobody = all.add(me, &[]).await;
    assert!(matches!(nobody, Err(Refusal::Invalid(_))));
    let children = [all.persons[2], all.persons[3]];
    all.add(me, &children).await.unwrap();
    let again = all.add(me, &children).await;
    assert!(matches!(again, Err(Refusal::Conflict(_))), "{again:?}");
    let page = all.page().await;
    assert_eq!((page.head.children, page.head.people), (2, 3));
    let mut added: Vec<String> = names(&page).split_off(1);
    added.sort();
    assert_eq!(added, ["Imogen Ashdown", "Tobias Ashdown"]);
    for one in &page.people[1..] {
        let link = one.link.as_ref().unwrap();
        assert_eq!(link.how, How::Kin);
        assert!(one.seen.places.address.is_none(), "no place goes with them");
    }
    // One act undoes what one act did; she stays.
    let matched = page.people[1].link.as_ref().unwrap().matched;
    match_undo(house.app(), me, all.contact, matched)
        .await
        .unwrap();
    let page = all.page().await;
    assert_eq!((page.head.children, page.head.people), (0, 1));
    assert!(page.people[0].link.is_some());
    assert_eq!(page.families[0].others.len(), 3);
    all.add(me, &children).await.unwrap();
    decide(house, all.contact).await;
    let page = house.page(&house.staff.custodian, all.contact).await;
    assert_eq!(page.decisions.len(), 2, "an answer about each child");
    let late = all.add(&house.staff.duty, &[all.persons[1]]).await;
    assert!(matches!(late, Err(Refusal::Conflict(_))));
    // The custodian undoes it afterwards too.
    let matched = page.people[1].link.as_ref().unwrap().matched;
    match_undo(house.app(), &house.staff.custodian, all.contact, matched)
        .await
        .unwrap();
    let page = house.page(&house.staff.custodian, all.contact).await;
    assert_eq!(page.people.len(), 1);
}

async fn nobody_beyond_her_sight_is_added(on: Engine) {
    let all = known(on).await;
    let (house, me) = (&all.house, &all.house.staff.triage);
    // Somebody of another family is not there, whether they exist or not.
    take_in(house, &family("C", "Birchwood")).await;
    let other = everybody_new(house, house.contact("C").await).await;
    for person in [other[2], PersonId::from(all.contact.uuid())] {
        assert_eq!(all.add(me, &[person]).await, Err(Refusal::NotFound));
    }
    let outsider = all.add(&house.staff.returns, &[all.persons[2]]).await;
    assert_eq!(outsider, Err(Refusal::NotFound));
    let page = all.page().await;
    assert_eq!(page.people.len(), 1);
    // Who may be kin of them adds nobody, and does not learn that there is anybody.
    identify(house, &house.staff.second, &gareth("Ashdown")).await;
    let kin = all.add(&house.staff.second, &[all.persons[2]]).await;
    assert_eq!(kin, Err(Refusal::NotFound));
}

async fn a_later_version_keeps_whom_the_hub_added(on: Engine) {
    let all = known(on).await;
    let (house, me) = (&all.house, &all.house.staff.triage);
    all.add(me, &[all.persons[2], all.persons[3]])
        .await
        .unwrap();
    let gran = typed(IncidentRole::Other, "Ines", "Ashdown", "");
    contact_name(house.app(), me, all.contact, &gran)
        .await
        .unwrap();
    // The source tells more: of one of the children now, and of somebody new.
    let mut rows = mother("B", "2");
    rows.push(FeedRow {
        person: "p3",
        version: "2",
        ..row("B", "child", "Imogen", "Ashdown", "2014-03-14")
    });
    rows.push(FeedRow {
        person: "p9",
        version: "2",
        ..row("B", "other", "Ola", "Reed", "1980-01-01")
    });
    take_in(house, &rows).await;
    let page = all.page().await;
    let mut now = names(&page);
    now.sort();
    assert_eq!(
        now,
        [
            "Imogen Ashdown",
            "Ines Ashdown",
            "Ola Reed",
            "Rosalind Ashdown",
            "Tobias Ashdown"
        ]
    );
    assert_eq!((page.head.children, page.head.people), (2, 5));
    let of = |name: &str| {
        let mut found = page.people.iter();
        let found = found.find(|one| one.seen.described.name.words() == name);
        found.unwrap_or_else(|| panic!("{name} is there"))
    };
    assert_eq!(
        of("Imogen Ashdown").link.as_ref().unwrap().person,
        all.persons[2]
    );
    assert_eq!(
        of("Tobias Ashdown").link.as_ref().unwrap().person,
        all.persons[3]
    );
    assert!(of("Ines Ashdown").link.is_none());
}

async fn the_page_names_adds_and_gives_back_what_was_typed(on: Engine) {
    let all = known(on).await;
    let house = &all.house;
    let mut browser = house.browser(&house.staff.triage).await;
    let base = format!("/contacts/{}", all.contact);
    let page = browser.open(&base).await;
    let kin = page.form(&format!("{base}/match/kin"), &[]).unwrap();
    let none = browser.submit(&kin, &[]).await;
    assert_eq!(none.status, 422);
    assert!(none.words().contains("Choose whom to add."));
    let (field, child) = (format!("kin-{}", all.family), all.persons[2].to_string());
    let added = browser.submit(&kin, &[(&field, &child)]).await;
    assert_eq!(added.status, 303, "{}", added.words());
    let form = page.form(&format!("{base}/people"), &[]).unwrap();
    let half = [("p0-given", "Zo\u{eb} <b>"), ("p0-birth", "31 2 2018")];
    let wrong = browser.submit(&form, &half).await;
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.body.contains("Zo\u{eb} &#60;b&#62;"),
        "what was typed is there"
    );
    // What no record can hold is refused before anything is looked up, and what was typed is shown.
    let nul = [("p0-given", "Zo\u{0} is small"), ("p0-role", "child")];
    let nul = browser.submit(&form, &nul).await;
    assert_eq!(nul.status, 422);
    let words = nul.words();
    assert!(words.contains("cannot be kept (a NUL)"), "{words}");
    assert!(words.contains("Zo\u{2400} is small"), "{words}");
    let whole = [("p0-given", "Zo\u{eb}"), ("p0-role", "child")];
    let named = browser.submit(&form, &whole).await;
    assert_eq!(named.status, 303, "{}", named.words());
    let page = browser.open(&base).await;
    assert!(page.words().contains("3 people in this contact"));
    let out = page.form(&format!("{base}/people/take-out"), &[]).unwrap();
    assert_eq!(browser.submit(&out, &[]).await.status, 303);
    assert_eq!(all.page().await.people.len(), 2);
}

async fn two_who_work_on_one_contact_are_both_told_and_lose_nothing(on: Engine) {
    let all = known(on).await;
    let house = &all.house;
    let base = format!("/contacts/{}", all.contact);
    let told = |page: &str| page.contains("opened this contact");
    // A moment later, so that what this test set up is long ago.
    house.kit.world.pass(jiff::SignedDuration::from_mins(30));
    let mut one = house.browser(&house.staff.triage).await;
    let mut two = house.browser(&house.staff.second).await;
    let first = one.open(&base).await;
    assert!(!told(&first.words()), "nobody else is at it");
    let second = two.open(&base).await;
    assert!(told(&second.words()), "the second is told of the first");
    assert!(
        told(&one.open(&base).await.words()),
        "and the first of the second"
    );
    // Both type; the first is taken, the second finds what they typed and why it was not taken.
    let decide =
        |page: &crate::hub::browser::Answer| page.form(&format!("{base}/decide"), &[]).unwrap();
    let child = all.persons[2];
    all.add(&house.staff.triage, &[child]).await.unwrap();
    let words = "She asked for help <herself>.";
    let typed = [("outcome-0", "early_help"), ("reason-0", words)];
    let stale = two.submit(&decide(&second), &typed).await;
    assert_eq!(
        stale.status,
        409,
        "a child came into it meanwhile: {}",
        stale.words()
    );
    assert!(stale.body.contains("She asked for help &#60;herself&#62;."));
    let now = two.open(&base).await;
    let sent = two.submit(&decide(&now), &typed).await;
    assert_eq!(sent.status, 303, "{}", sent.words());
    // The contact has left the hub by then; what was typed has not.
    let mut form = decide(&now);
    let token = one.token().await;
    form.fields.retain(|(name, _)| name != "csrf");
    form.fields.push(("csrf".to_owned(), token));
    let late = one.submit(&form, &typed).await;
    assert_ne!(late.status, 303);
    assert!(
        late.body.contains("She asked for help &#60;herself&#62;."),
        "{}",
        late.words()
    );
}
