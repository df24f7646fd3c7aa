//! Deciding: who may, what it changes, that it sticks, and that nobody decides about, or learns of, their own.

use trefoil_app::Asker;
use trefoil_app::contacts::view::contact_view;
use trefoil_app::interests::decide::interest_decide;
use trefoil_app::interests::list::interests_view;
use trefoil_core::ids::ConflictId;
use trefoil_core::interest::{IdentityTyped, InterestState};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Refusal;
use trefoil_testkit::feed;

use super::{gareth, identify};
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::family;
use crate::wall::scene::{team, worker};

on_both_engines! {
    a_decision_opens_or_keeps_closed_and_sticks,
    new_evidence_raises_it_again,
    nobody_decides_about_their_own_or_learns_of_it,
    what_is_missing_is_told,
}

async fn pending(house: &House, asker: &Asker) -> Vec<ConflictId> {
    let page = interests_view(house.app(), asker).await.unwrap();
    let all = page.pending.iter();
    all.map(|one| one.listed.row.interest).collect()
}

async fn opens(house: &House, asker: &Asker) -> bool {
    let contact = house.contact("OPEN").await;
    contact_view(house.app(), asker, contact, None)
        .await
        .is_ok()
}

async fn refuse(house: &House, interest: ConflictId) {
    let none = Some(InterestState::Refused);
    let custodian = &house.staff.custodian;
    interest_decide(house.app(), custodian, interest, none, "Another man.")
        .await
        .unwrap();
}

async fn a_decision_opens_or_keeps_closed_and_sticks(on: Engine) {
    let house = House::on(on).await;
    let (app, second) = (house.app(), &house.staff.second);
    let (custodian, manager) = (&house.staff.custodian, &house.staff.manager);
    identify(&house, second, &gareth("Ashdown")).await;
    house.kit.import(&feed(&family("OPEN", "Ashdown"))).await;
    let [interest] = pending(&house, custodian).await[..] else {
        panic!("one interest");
    };
    assert_eq!(pending(&house, manager).await, [interest], "of their team");
    let is_one = Some(InterestState::Confirmed);
    interest_decide(app, manager, interest, is_one, "I know him.")
        .await
        .unwrap();
    assert!(pending(&house, custodian).await.is_empty());
    assert!(!opens(&house, second).await, "a confirmed one stays closed");
    let again = interest_decide(app, custodian, interest, is_one, "Too.").await;
    assert!(matches!(again, Err(Refusal::Conflict(_))), "{again:?}");
    refuse(&house, interest).await;
    assert!(opens(&house, second).await, "what is none is open");
    // The same evidence again: another record of the worker, another contact of the family.
    identify(&house, second, &gareth("Ashdown")).await;
    house.kit.import(&feed(&family("AGAIN", "Ashdown"))).await;
    assert!(pending(&house, custodian).await.is_empty());
    assert!(opens(&house, second).await);
}

async fn new_evidence_raises_it_again(on: Engine) {
    let house = House::on(on).await;
    let second = &house.staff.second;
    house.kit.import(&feed(&family("OPEN", "Ashdown"))).await;
    identify(&house, second, &gareth("Ashdown")).await;
    let first = pending(&house, &house.staff.custodian).await;
    refuse(&house, first[0]).await;
    let at_home = IdentityTyped {
        address: "12 Larch Road".to_owned(),
        postcode: "FY1 4AA".to_owned(),
        ..gareth("Ashdown")
    };
    identify(&house, second, &at_home).await;
    let again = pending(&house, &house.staff.custodian).await;
    assert_eq!(again.len(), 1);
    assert_ne!(first, again);
    assert!(!opens(&house, second).await);
}

async fn nobody_decides_about_their_own_or_learns_of_it(on: Engine) {
    let house = House::on(on).await;
    let (app, custodian) = (house.app(), &house.staff.custodian);
    let office = team(&house, "Council", "Second office").await;
    let other = worker(&house, "Abe Stone", Role::Custodian, office).await;
    let outsider = worker(&house, "Kit Vane", Role::TeamManager, office).await;
    identify(&house, custodian, &gareth("Ashdown")).await;
    identify(&house, &house.staff.second, &gareth("Ashdown")).await;
    house.kit.import(&feed(&family("OPEN", "Ashdown"))).await;
    assert_eq!(pending(&house, &other).await.len(), 2);
    // Theirs is not there; nor is a colleague's in the same family, which would tell them that it is.
    assert_eq!(pending(&house, custodian).await, []);
    assert_eq!(pending(&house, &outsider).await, [], "not of their team");
    let nothing: ConflictId = "019cf9b0-7c80-7000-8000-0000deadbeef".parse().unwrap();
    for asker in [custodian, &outsider] {
        let mut browser = house.browser(asker).await;
        let token = browser.token().await;
        let mut answers = Vec::new();
        for interest in pending(&house, &other).await.into_iter().chain([nothing]) {
            let none = Some(InterestState::Refused);
            let decided = interest_decide(app, asker, interest, none, "No.").await;
            assert_eq!(decided, Err(Refusal::NotFound));
            let seen = browser.get(&format!("/interests/{interest}")).await;
            let fields = [
                ("csrf", token.as_str()),
                ("state", "refused"),
                ("reason", "No."),
            ];
            let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
            let path = format!("/interests/{interest}/decide");
            answers.push((seen, browser.post(&path, &fields).await));
        }
        assert_eq!(answers[0].0.status, 404);
        assert!(answers.iter().all(|one| *one == answers[0]));
    }
    assert_eq!(
        pending(&house, &other).await.len(),
        2,
        "nothing was decided"
    );
}

async fn what_is_missing_is_told(on: Engine) {
    let house = House::on(on).await;
    identify(&house, &house.staff.second, &gareth("Ashdown")).await;
    house.kit.import(&feed(&family("OPEN", "Ashdown"))).await;
    let custodian = &house.staff.custodian;
    let interest = pending(&house, custodian).await[0];
    let mut browser = house.browser(custodian).await;
    let page = browser.open(&format!("/interests/{interest}")).await;
    for words in [
        "Owen Price",
        "Gareth Ashdown",
        "The same name and birth date",
        "/contacts/",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.words());
    }
    for place in ["Larch", "FY1", "496"] {
        assert!(!page.body.contains(place), "{place}");
    }
    let form = page.form("/decide", &[]).unwrap();
    let answer = browser.submit(&form, &[("reason", "It is <he>.")]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("Choose whether it is an interest."));
    assert!(
        answer.body.contains("It is &#60;he&#62;.") || answer.body.contains("It is &lt;he&gt;.")
    );
    let answer = browser
        .submit(&form, &[("state", "pending"), ("reason", "x")])
        .await;
    assert_eq!(answer.status, 422);
    let answer = browser
        .submit(&form, &[("state", "confirmed"), ("reason", " ")])
        .await;
    assert!(answer.body.contains("Say how you know."));
    // A team's manager is told in what, and not of which contact.
    let mut browser = house.browser(&house.staff.manager).await;
    let page = browser.open(&format!("/interests/{interest}")).await;
    assert!(page.body.contains("The same name and birth date"));
    assert!(!page.body.contains("/contacts/"), "{}", page.words());
}
