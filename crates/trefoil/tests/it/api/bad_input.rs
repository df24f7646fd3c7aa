//! What a program sends that will not do is told by its name, as a problem; what is strange is taken in as it is.

use serde_json::json;

use super::{CONTACTS, System, json_of, number, taken_in, told};
use crate::hub::house::{Engine, House, on_both_engines};

on_both_engines! {
    what_will_not_do_is_told_by_its_name,
    what_is_strange_is_taken_in_as_it_is,
}

async fn what_will_not_do_is_told_by_its_name(on: Engine) {
    let house = House::on(on).await;
    let system = System::of(&house, "Larch Trust").await;
    let line = "y".repeat(201);
    for (more, field) in [
        (json!({ "source": "police" }), "/source"),
        (json!({ "summary": " " }), "/summary"),
        (json!({ "teller": "" }), "/teller"),
        (json!({ "teller": line }), "/teller"),
        (json!({ "reached": 7 }), "/reached"),
        (json!({ "nhs_number": "9434765919" }), "/nhs_number"),
        (json!({ "people": [{ "given": "Tom" }] }), "/people/0/role"),
        (
            json!({ "people": [{ "role": "child", "surname": "Ash\u{0}down" }] }),
            "/people/0/surname",
        ),
        (
            json!({ "people": [{ "role": "child", "birth": "2999-01-01" }] }),
            "/people/0/birth",
        ),
        (
            json!({ "people": [{ "role": "child" }, { "role": "child", "birth": "soon" }] }),
            "/people/1/birth",
        ),
    ] {
        let answer = system.tell(&more, None).await;
        assert_eq!(answer.status, 422, "{more}: {}", answer.body);
        let kind = answer.header("content-type");
        assert_eq!(kind, Some("application/problem+json"));
        assert_eq!(
            json_of(&answer)["errors"][0]["field"],
            field,
            "{}",
            answer.body
        );
    }
    let whole = told(&json!({})).to_string();
    let flood = format!("{{\"summary\":\"{}\"}}", "z".repeat(1 << 20));
    let cases = [
        (None, "{", 400),
        (None, "[]", 400),
        (Some(""), whole.as_str(), 422),
        (Some("two words"), whole.as_str(), 422),
        (None, flood.as_str(), 413),
    ];
    for (key, body, status) in cases {
        let header = key.map(|key| ("idempotency-key", key));
        let header: Vec<(&str, &str)> = header.into_iter().collect();
        let answer = system.ask(("POST", CONTACTS), &header, body).await;
        assert_eq!(answer.status, status, "{}", answer.body);
        assert_eq!(json_of(&answer)["status"], status);
    }
    let bearer = format!("Bearer {}", system.secret);
    let headers = [("authorization", bearer.as_str())];
    let unsaid = system
        .browser
        .program(("POST", CONTACTS), &headers, &whole)
        .await;
    assert_eq!(unsaid.status, 400, "it must say what it is");
    let asked = system.ask(("GET", CONTACTS), &[], "").await;
    assert_eq!((asked.status, asked.header("allow")), (405, Some("POST")));
    let nowhere = system.ask(("GET", "/api/v2/contacts"), &[], "").await;
    assert_eq!(
        (nowhere.status, &json_of(&nowhere)["status"]),
        (404, &json!(404))
    );
    assert!(house.waiting().await.is_empty());
}

async fn what_is_strange_is_taken_in_as_it_is(on: Engine) {
    let house = House::on(on).await;
    let system = System::of(&house, "Larch Trust").await;
    for surname in [
        "O'Brien-N\u{fa}\u{f1}ez",
        "\u{738b}\u{5c0f}\u{660e}",
        "<script>alert(1)</script>",
        "\u{202e}nwodhsA",
    ] {
        let person = json!({ "people": [{ "role": "child", "surname": surname }] });
        let answer = system.tell(&person, None).await;
        assert_eq!(answer.status, 201, "{surname:?}: {}", answer.body);
        let page = taken_in(&house, &number(&answer)).await;
        assert_eq!(page.people[0].seen.described.name.surname, surname);
    }
    let twelve = json!({ "people": vec![json!({ "role": "child", "given": "Tom" }); 12] });
    let answer = system.tell(&twelve, None).await;
    assert_eq!(taken_in(&house, &number(&answer)).await.people.len(), 12);
}
