//! A contact that is typed: kept while it is typed, taken in once, and in the hands of whoever typed it.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up should stop and say why"
)]

mod adults;
mod overtaken;
mod twice;

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::board::board_view;
use trefoil_app::clock_rules::{clock_rule_set, clock_rules_view};
use trefoil_app::contacts::record::{contact_form, contact_record};
use trefoil_app::contacts::regrade::contact_regrade;
use trefoil_app::drafts::drop::draft_drop;
use trefoil_app::drafts::keep::draft_keep;
use trefoil_app::drafts::open::{draft_open, drafts_open};
use trefoil_app::ledger::ledger_verify;
use trefoil_core::contact_typed::{ContactTyped, PersonTyped};
use trefoil_core::draft::{DraftContent, DraftForm};
use trefoil_core::ids::{ContactId, DraftId};
use trefoil_core::rag::{Rag, RagRule};
use trefoil_core::refusal::Refusal;
use trefoil_core::vocabulary::{IncidentRole, Known, RiskGrade, Source};
use trefoil_testkit::{console, feed};

use crate::hub::house::{Engine, House, now, on_both_engines};
use crate::hub::people::family;
use crate::interests::{gareth, identify};

on_both_engines! {
    what_is_typed_is_kept_and_nobody_elses,
    an_unnamed_child_an_address_and_nobody_at_all_are_contacts,
    a_known_family_is_offered_as_a_whole,
    somebody_of_the_workers_own_goes_to_a_colleague,
    the_page_gives_back_what_was_typed,
    how_soon_it_must_be_decided_follows_the_grade_until_somebody_says_else,
    what_is_half_typed_on_a_contact_is_kept_whichever_button_is_pressed,
}

fn typed(summary: &str, people: Vec<PersonTyped>) -> ContactTyped {
    ContactTyped {
        source: Some(Source::School),
        summary: summary.to_owned(),
        people,
        ..ContactTyped::default()
    }
}

fn person(role: IncidentRole, given: &str, surname: &str, birth: &str) -> PersonTyped {
    PersonTyped {
        role: Some(role),
        given: given.to_owned(),
        surname: surname.to_owned(),
        birth: birth.to_owned(),
        ..PersonTyped::default()
    }
}

async fn fresh(house: &House, asker: &Asker) -> DraftId {
    contact_form(house.app(), asker).await.unwrap().fresh
}

async fn record(house: &House, asker: &Asker, typed: &ContactTyped) -> Option<ContactId> {
    let draft = fresh(house, asker).await;
    contact_record(house.app(), asker, (draft, None), typed)
        .await
        .unwrap()
        .contact
}

/// How many saves' words are gone; the ledger holds all the same.
async fn disposed(house: &House) -> u64 {
    let verified = ledger_verify(house.app(), &console(), None).await.unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    verified.disposed
}

async fn what_is_typed_is_kept_and_nobody_elses(on: Engine) {
    let house = House::on(on).await;
    let (app, me, other) = (house.app(), &house.staff.triage, &house.staff.duty);
    let draft = fresh(&house, me).await;
    let which = (draft, DraftForm::Contact);
    let content = |words: &str| {
        let fields = [("summary", words), ("place", " ")];
        DraftContent::of(fields.map(|(name, value)| (name.to_owned(), value.to_owned())))
    };
    for words in ["He", "He shouted", "He shouted at her"] {
        let kept = draft_keep(app, me, (which, None), content(words))
            .await
            .unwrap();
        assert!(kept.is_some());
    }
    assert_eq!(
        draft_keep(app, me, (which, None), content("  ")).await,
        Ok(None)
    );
    let held = draft_open(app, me, draft).await.unwrap();
    let expected = [("summary".to_owned(), "He shouted at her".to_owned())];
    assert_eq!(held.content.fields, expected);
    assert_eq!(drafts_open(app, me).await.unwrap().len(), 1);
    // To anybody else it is not there, and cannot be written over or thrown away.
    assert!(drafts_open(app, other).await.unwrap().is_empty());
    assert!(matches!(
        draft_open(app, other, draft).await,
        Err(Refusal::NotFound)
    ));
    let theirs = draft_keep(app, other, (which, None), content("mine now")).await;
    assert!(matches!(theirs, Err(Refusal::Conflict(_))), "{theirs:?}");
    let dropped = draft_drop(app, other, draft, DraftForm::Contact).await;
    assert_eq!(dropped, Err(Refusal::NotFound));
    // What was kept before is gone, and the last with the draft.
    assert_eq!(disposed(&house).await, 2);
    draft_drop(app, me, draft, DraftForm::Contact)
        .await
        .unwrap();
    assert_eq!(disposed(&house).await, 3);
    assert!(drafts_open(app, me).await.unwrap().is_empty());
}

async fn an_unnamed_child_an_address_and_nobody_at_all_are_contacts(on: Engine) {
    let house = House::on(on).await;
    let me = &house.staff.triage;
    let child = PersonTyped {
        present: Known::Yes,
        ..person(IncidentRole::Child, "", "", "about 5")
    };
    let found = record(&house, me, &typed("", vec![child])).await.unwrap();
    assert_eq!(house.page(me, found).await.people.len(), 1);
    let address = ContactTyped {
        place: "12 Larch Road".to_owned(),
        ..typed("", Vec::new())
    };
    let found = record(&house, me, &address).await.unwrap();
    let page = house.page(me, found).await;
    assert!(page.people.is_empty() && page.content.place.is_some());
    let draft = fresh(&house, me).await;
    let nothing = contact_record(house.app(), me, (draft, None), &ContactTyped::default()).await;
    assert!(matches!(nothing, Err(Refusal::Invalid(problems)) if problems.len() == 2));
}

async fn a_known_family_is_offered_as_a_whole(on: Engine) {
    let house = House::on(on).await;
    house.kit.import(&feed(&family("ONE", "Ashdown"))).await;
    let first = house.contact("ONE").await;
    let people = house.page(&house.staff.duty, first).await.people;
    let victim = people
        .iter()
        .find(|one| one.row.role == IncidentRole::Victim)
        .unwrap();
    let name = victim.seen.described.name.clone();
    let born = victim.seen.described.birth.born().unwrap();
    for one in &people {
        let sighting = one.row.sighting;
        trefoil_app::matching::new::match_new(house.app(), &house.staff.duty, first, sighting)
            .await
            .unwrap();
    }
    let birth = born.strftime("%d %m %Y").to_string();
    let victim = person(IncidentRole::Victim, &name.given, &name.surname, &birth);
    let told = typed("She rang.", vec![victim]);
    let found = record(&house, &house.staff.triage, &told).await.unwrap();
    let page = house.page(&house.staff.triage, found).await;
    assert!(page.whole_family.is_some(), "one act confirms the family");
}

async fn somebody_of_the_workers_own_goes_to_a_colleague(on: Engine) {
    let house = House::on(on).await;
    let me = &house.staff.triage;
    let own = gareth("Price");
    identify(&house, me, &own).await;
    let birth = own.birth.unwrap().strftime("%d %m %Y").to_string();
    let told = typed(
        "He was heard shouting.",
        vec![person(
            IncidentRole::Perpetrator,
            &own.given,
            &own.surname,
            &birth,
        )],
    );
    assert_eq!(
        record(&house, me, &told).await,
        None,
        "it is not theirs to hold"
    );
    let waiting = house.waiting().await;
    assert_eq!(waiting.len(), 1);
    assert!(waiting[0].head.worker.is_none(), "nobody has it yet");
}

async fn the_page_gives_back_what_was_typed(on: Engine) {
    let house = House::on(on).await;
    let mut browser = house.browser(&house.staff.triage).await;
    let page = browser.get("/contacts/new").await;
    let form = page.form("/contacts/new", &[]).unwrap();
    let wrong = [
        ("source", "school"),
        ("p0-given", "Tom"),
        ("p0-birth", "soon"),
    ];
    let answer = browser.submit(&form, &wrong).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("value=\"soon\"") && answer.body.contains("value=\"Tom\""));
    let more = browser
        .submit(&form, &[("p0-given", "Tom"), ("more", "yes")])
        .await;
    assert_eq!(more.status, 200);
    assert!(more.body.contains("name=\"p5-given\"") && more.body.contains("value=\"Tom\""));
    let right = [("source", "school"), ("summary", "He shouted.")];
    let answer = browser.submit(&form, &right).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    assert!(answer.location().starts_with("/contacts/"));
}

async fn how_soon_it_must_be_decided_follows_the_grade_until_somebody_says_else(on: Engine) {
    let house = House::on(on).await;
    let (app, me, manager) = (house.app(), &house.staff.triage, &house.staff.manager);
    let told = |grade| ContactTyped {
        grade,
        ..typed("He shouted.", Vec::new())
    };
    let high = record(&house, me, &told(Some(RiskGrade::High)))
        .await
        .unwrap();
    let standard = record(&house, me, &told(Some(RiskGrade::Standard)))
        .await
        .unwrap();
    let none = record(&house, me, &told(None)).await.unwrap();
    let level = async |id| house.page(me, id).await.urgency.level;
    assert_eq!(level(high).await, Rag::Red);
    assert_eq!(level(standard).await, Rag::Green);
    assert_eq!(level(none).await, Rag::Amber);
    let why = "She is alone with him tonight.";
    let wrong = contact_regrade(app, me, standard, (None, " "), false).await;
    assert!(matches!(wrong, Err(Refusal::Invalid(problems)) if problems.len() == 2));
    contact_regrade(app, me, standard, (Some(Rag::Red), why), false)
        .await
        .unwrap();
    let page = house.page(me, standard).await;
    assert_eq!(page.urgency.level, Rag::Red);
    assert_eq!(page.urgency.gradings[0].reason, why);
    // The clock runs from when the hub was told, whenever the level was given.
    assert_eq!(page.urgency.due, now() + SignedDuration::from_hours(4));

    let late = async || {
        let board = board_view(app, manager).await.unwrap();
        board.past.iter().map(|one| one.contact).collect::<Vec<_>>()
    };
    assert!(late().await.is_empty());
    house.kit.world.pass(SignedDuration::from_hours(4));
    let mut red = vec![high, standard];
    red.sort_unstable();
    let mut found = late().await;
    found.sort_unstable();
    assert_eq!(found, red, "and not the one that is amber");
    // The authority's own rule: amber now has four hours in which the hub works, and all four are over.
    let administrator = &house.staff.administrator;
    let rule = RagRule {
        amber: 4,
        ..RagRule::default()
    };
    clock_rule_set(app, administrator, rule).await.unwrap();
    assert_eq!(late().await.len(), 3);
    let board = board_view(app, manager).await.unwrap();
    assert_eq!(board.counts.iter().map(|(_, count)| count).sum::<i64>(), 3);
    assert_eq!(board.holdings.len(), 1);
    assert_eq!(board.holdings[0].contacts, 3);
    let rules = clock_rules_view(app, administrator).await.unwrap();
    assert_eq!(rules.history.len(), 1);
    assert!(clock_rule_set(app, manager, rule).await.is_err());
}

async fn what_is_half_typed_on_a_contact_is_kept_whichever_button_is_pressed(on: Engine) {
    let house = House::on(on).await;
    house.kit.import(&feed(&family("ONE", "Alderton"))).await;
    let contact = house.contact("ONE").await;
    let base = format!("/contacts/{contact}");
    let mut browser = house.browser(&house.staff.triage).await;
    let page = browser.open(&base).await;
    let half = [
        ("outcome-all", "early_help"),
        ("reason-all", "Half a reason"),
        ("reason-1", "Tobias is <well>"),
        ("risk-reason", "He has a key"),
        ("p0-given", "Auntie"),
    ];
    // Another form is sent, without script: what stands in all others comes back.
    let take = page.form("/take", &[]).unwrap();
    assert_eq!(browser.submit(&take, &half).await.status, 303);
    let page = browser.open(&base).await;
    let there = [
        "Half a reason",
        "Tobias is &#60;well&#62;",
        "He has a key",
        "Auntie",
    ];
    for words in there {
        assert!(page.body.contains(words), "{words}");
    }
    // It is theirs alone, and no contact that was begun.
    let mut other = house.browser(&house.staff.second).await;
    assert!(!other.open(&base).await.body.contains("Half a reason"));
    let begun = drafts_open(house.app(), &house.staff.triage).await;
    assert!(begun.unwrap().is_empty());
    assert!(
        !browser
            .open("/work")
            .await
            .body
            .contains("/contacts/new?draft")
    );

    // What the button sends is sent, and not kept with the rest.
    let named = page.form("/people", &["Put this person"]).unwrap();
    let aunt = [
        ("reason-all", "Half a reason"),
        ("p0-role", "other"),
        ("p0-given", "Auntie"),
        ("p0-surname", "Joy"),
    ];
    let answer = browser.submit(&named, &aunt).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    let page = browser.open(&base).await;
    let form = page.form("/decide", &[]).unwrap();
    assert!(page.body.contains("Half a reason") && !page.body.contains("He has a key"));
    assert!(!page.body.contains("value=\"Auntie\""));

    // To look for somebody, or at the past, is to keep it too.
    let search = page.form(&format!("/drafts/{}", form.field("draft").unwrap()), &[]);
    let mut search = search.unwrap();
    search.fields.push(("then".to_owned(), "past".to_owned()));
    let past = [
        ("reason-all", "Three quarters"),
        ("at-day", "1"),
        ("at-month", "3"),
    ];
    let answer = browser.submit(&search, &past).await;
    assert!(
        answer
            .location()
            .starts_with(&format!("{base}?at-day=1&at-month=3"))
    );
    assert!(browser.open(&base).await.body.contains("Three quarters"));

    // Taken out again it stays out; and the decision ends it.
    let before = disposed(&house).await;
    let take_out = browser.open(&base).await.form("/release", &[]).unwrap();
    assert_eq!(
        browser
            .submit(&take_out, &[("reason-all", " ")])
            .await
            .status,
        303
    );
    assert!(!browser.open(&base).await.body.contains("Three quarters"));
    let whole = [("outcome-all", "early_help"), ("reason-all", "She asked.")];
    let answer = browser.submit(&form, &whole).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    assert_eq!(disposed(&house).await, before + 2);
}
