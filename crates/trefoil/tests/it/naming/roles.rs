//! What somebody of a known family is in the contact into which they are added.

use trefoil_app::contacts::name::contact_name;
use trefoil_app::contacts::view::ContactPerson;
use trefoil_app::matching::confirm::match_confirm;
use trefoil_app::matching::new::match_new;
use trefoil_core::ids::PersonId;
use trefoil_core::refusal::Refusal;
use trefoil_core::vocabulary::IncidentRole;

use super::{Known, known, mother, typed};
use crate::hub::house::{Engine, on_both_engines};
use crate::matching::take_in;

on_both_engines! {
    who_harms_comes_in_as_who_harms,
    where_no_side_is_shown_it_is_said,
}

async fn who_harms_comes_in_as_who_harms(on: Engine) {
    let all = known(on).await;
    let me = &all.house.staff.triage;
    let (he, child) = (all.persons[1], all.persons[2]);
    // Whatever is said, he is not made less than he was told to be.
    all.add_as(me, &[(he, Some(IncidentRole::Other)), (child, None)])
        .await
        .unwrap();
    let page = all.page().await;
    let of = |person: PersonId| {
        let mut people = page.people.iter();
        let linked =
            |one: &&ContactPerson| one.link.as_ref().is_some_and(|link| link.person == person);
        people.find(linked).unwrap()
    };
    assert_eq!(of(he).row.role, IncidentRole::Perpetrator);
    assert_eq!(of(child).row.role, IncidentRole::Child);
}

async fn where_no_side_is_shown_it_is_said(on: Engine) {
    let all = known(on).await;
    let (house, me) = (&all.house, &all.house.staff.triage);
    // A grandmother who joined the family by an earlier contact, as another person.
    let gran = typed(IncidentRole::Other, "Ines", "Ashdown", "2 3 1950");
    contact_name(house.app(), me, all.contact, &gran)
        .await
        .unwrap();
    let she = all.page().await.people[1].row.sighting;
    match_new(house.app(), me, all.contact, she).await.unwrap();
    let page = all.page().await;
    let gran = page.people[1].link.as_ref().unwrap().person;
    take_in(house, &mother("D", "1")).await;
    let contact = house.contact("D").await;
    let page = house.page(me, contact).await;
    let mother = page.people[0].row.sighting;
    match_confirm(house.app(), me, contact, mother, all.persons[0])
        .await
        .unwrap();
    let all = Known { contact, ..all };
    let (house, me) = (&all.house, &all.house.staff.triage);
    let unsaid = all.add(me, &[gran]).await;
    let Err(Refusal::Invalid(problems)) = unsaid else {
        panic!("{unsaid:?}");
    };
    assert_eq!(problems[0].field, gran.to_string());
    // The page asks it beside her box, and only there; what was ticked stays.
    let mut browser = house.browser(me).await;
    let base = format!("/contacts/{contact}");
    let page = browser.open(&base).await;
    let field = format!("kin-role-{}-{gran}", all.family);
    assert!(page.body.contains(&format!("name=\"{field}\"")));
    let he = format!("kin-role-{}-{}", all.family, all.persons[1]);
    assert!(!page.body.contains(&he), "his is told");
    assert!(page.words().contains("Comes in as: Perpetrator"));
    let form = page.form(&format!("{base}/match/kin"), &[]).unwrap();
    let box_of = format!("kin-{}", all.family);
    let ticked = [(box_of.as_str(), gran.to_string())];
    let ticked: Vec<(&str, &str)> = ticked.iter().map(|(a, b)| (*a, b.as_str())).collect();
    let again = browser.submit(&form, &ticked).await;
    assert_eq!(again.status, 422);
    assert!(
        again
            .words()
            .contains("Choose what Ines Ashdown is in this contact.")
    );
    let said = [ticked[0], (field.as_str(), "other")];
    let done = browser.submit(&form, &said).await;
    assert_eq!(done.status, 303, "{}", done.words());
    assert_eq!(all.page().await.people[1].row.role, IncidentRole::Other);
}
