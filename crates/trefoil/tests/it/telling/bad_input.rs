//! What should not be sent by a form, and is: refused with words at its box, or taken in as it is.

use trefoil_core::contact::SUMMARY_LONGEST;

use super::{hides, number, taken_in, tell};
use crate::hub::house::{Engine, House, on_both_engines};

on_both_engines! {
    what_will_not_do_is_told_at_its_box_and_kept,
    what_is_strange_is_taken_in_as_it_is,
}

async fn what_will_not_do_is_told_at_its_box_and_kept(on: Engine) {
    let house = House::on(on).await;
    let long = "x".repeat(SUMMARY_LONGEST + 1);
    let line = "y".repeat(201);
    // Box, what is in it, and what is said.
    let cases: &[(&str, &str, &str)] = &[
        ("source", "", "Choose what kind of work you do."),
        ("source", "police", "Choose what kind of work you do."),
        ("source", "public", "Choose what kind of work you do."),
        ("source", "<b>", "Choose what kind of work you do."),
        ("teller", " ", "Write your name."),
        ("organisation", "", "Write where you work"),
        ("reached", "", "Write your e-mail address or telephone"),
        ("teller", &line, "This has 201 characters."),
        ("reached", &line, "This has 201 characters."),
        ("summary", "", "Write what happened"),
        ("summary", &long, "This has 100001 characters."),
        ("p0-given", "Tom", "Say whether this person is a child"),
        ("p1-birth", "soon", "birth date"),
        ("p0-phone", &line, "This has 201 characters."),
        ("p12-given", "Thirteenth", "Write at most 12 people here"),
    ];
    for (name, value, expect) in cases {
        let answer = tell(&mut house.stranger(), &[(name, value)]).await;
        let words = answer.words();
        let said: String = words.chars().take(600).collect();
        assert_eq!(answer.status, 422, "{name}={value}: {said}");
        assert!(words.contains(expect), "{name}: {expect}: {said}");
        assert!(
            answer.body.contains("value=\"L-7\""),
            "{name}: what was typed stays"
        );
    }
    let flood = "z".repeat(1 << 20);
    let answer = tell(&mut house.stranger(), &[("summary", &flood)]).await;
    assert_eq!(answer.status, 413);
    let words = answer.words();
    assert!(words.contains("takes in at most 1.0 MB"), "{words}");
    assert!(words.contains("what you typed stands there"), "{words}");
    assert!(house.waiting().await.is_empty());
    let more = tell(
        &mut house.stranger(),
        &[("more", "yes"), ("p1-given", "Tom")],
    )
    .await;
    assert_eq!(more.status, 200);
    assert!(more.body.contains("name=\"p4-given\"") && more.body.contains("value=\"Tom\""));
    assert!(
        house.waiting().await.is_empty(),
        "asking for more boxes sends nothing"
    );
}

async fn what_is_strange_is_taken_in_as_it_is(on: Engine) {
    let house = House::on(on).await;
    // The surname, and whether it hides something.
    let cases = [
        ("O'Brien-N\u{fa}\u{f1}ez", false),
        ("\u{5d0}\u{5d1}\u{5e8}\u{5d4}\u{5dd}", false),
        ("\u{645}\u{62d}\u{645}\u{62f}", false),
        ("\u{738b}\u{5c0f}\u{660e}", false),
        ("\u{1f98a}", false),
        ("<script>alert(1)</script>", false),
        ("' OR 1=1 --", false),
        ("=HYPERLINK(\"http://example.org\")", false),
        ("{{ 7*7 }}", false),
        ("\u{202e}nwodhsA", true),
        ("Ash\u{200b}down", true),
        ("Ash\u{b}down\u{1b}[2J", true),
    ];
    let nul = [("p0-role", "child"), ("p0-surname", "Ash\u{0}down")];
    let nul = tell(&mut house.stranger(), &nul).await;
    assert_eq!(nul.status, 422, "nobody can type it");
    assert!(
        nul.words().contains("He came with bruises."),
        "what was typed is there to copy"
    );
    let mut triage = house.browser(&house.staff.triage).await;
    for (surname, hidden) in cases {
        let person = [("p0-role", "child"), ("p0-surname", surname)];
        let answer = tell(&mut house.stranger(), &person).await;
        let page = taken_in(&house, &number(&answer)).await;
        let name = &page.people[0].seen.described.name;
        assert_eq!(name.surname, surname, "as it was typed");
        assert_eq!(hides(&page), hidden, "{surname:?}");
        let path = format!("/contacts/{}", page.head.contact);
        let seen = triage.open(&path).await;
        assert!(!seen.body.contains("<script>alert"), "{surname:?}");
    }
    let twelve: Vec<(String, String)> = (0..12)
        .flat_map(|at| {
            [
                (format!("p{at}-role"), "child".to_owned()),
                (format!("p{at}-given"), format!("Child {at}")),
            ]
        })
        .collect();
    let twelve: Vec<(&str, &str)> = twelve
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let answer = tell(&mut house.stranger(), &twelve).await;
    let page = taken_in(&house, &number(&answer)).await;
    assert_eq!(
        page.people.len(),
        12,
        "whatever number of boxes the form says that it had"
    );
    let full = "\u{e9}".repeat(SUMMARY_LONGEST);
    let answer = tell(&mut house.stranger(), &[("summary", &full)]).await;
    let page = taken_in(&house, &number(&answer)).await;
    assert_eq!(
        page.content.summary.map(|words| words.chars().count()),
        Some(SUMMARY_LONGEST)
    );
}
