//! What will not do is told by its name; what will do is what a form would have typed.

use trefoil_core::refusal::Refusal;
use trefoil_core::vocabulary::{IncidentRole, Source};

use super::*;

const LEAST: &str =
    r#""source":"school","summary":"He limps.","teller":"F. Lomas","reached":"01632 960002""#;

fn wrong(body: &str) -> Vec<String> {
    match read(body.as_bytes()) {
        Ok(_) => Vec::new(),
        Err(Refused::By(Refusal::Invalid(problems))) => {
            problems.into_iter().map(|one| one.field).collect()
        }
        Err(other) => vec![format!("{other:?}")],
    }
}

#[test]
fn what_will_not_do_is_named() {
    let check = |body: &str, expect: &[&str]| assert_eq!(wrong(body), expect, "{body}");
    check(&format!("{{{LEAST}}}"), &[]);
    check("{}", &["/source", "/summary", "/teller", "/reached"]);
    for body in ["", "[]", "null", "{", "{\"source\":\"school\"} x", "\u{0}"] {
        check(body, &["Unreadable"]);
    }
    let with = |more: &str, expect: &[&str]| check(&format!("{{{LEAST},{more}}}"), expect);
    let other = |one: &str, other: &str| format!("{{{}}}", LEAST.replace(one, other));
    check(&other("school", "police"), &["/source"]);
    check(&other("F. Lomas", " "), &["/teller"]);
    with(r#""place":7"#, &["/place"]);
    with(r#""place":null"#, &["/place"]);
    with(&format!(r#""place":"{}""#, "x".repeat(201)), &["/place"]);
    with(r#""grade":"HIGH""#, &["/grade"]);
    with(r#""a/b~":1"#, &["/a~1b~0"]);
    // No text holds a NUL, and no name stands twice.
    with(r#""place":"The \u0000 yard""#, &["/place"]);
    with(r#""place":"The \u001b yard""#, &["/place"]);
    with(r#""place":"The \u0085 yard""#, &["/place"]);
    with(r#""place":"The yard\r\n\tbehind""#, &[]);
    with(r#""place":"a","place":"a""#, &["/place"]);
    with(
        r#""people":[{"role":"child","given":"Tom","given":"Tim\u0000"}]"#,
        &["/people/0/given", "/people/0/given"],
    );
    with(r#""people":{}"#, &["/people"]);
    with(&format!(r#""people":[{}1]"#, "1,".repeat(12)), &["/people"]);
    with(r#""people":[1]"#, &["/people/0"]);
    with(
        r#""people":[{},{"role":"child","birth":"soon","nhs":"1"}]"#,
        &["/people/0/role", "/people/1/birth", "/people/1/nhs"],
    );
}

#[test]
fn what_will_do_is_read_as_it_is_typed() {
    let people = r#""people":[{"role":"child","given":"Tom","birth":"about 7","present":"yes"}]"#;
    let typed = read(format!("{{{LEAST},{people}}}").as_bytes()).unwrap();
    assert_eq!(typed.source, Some(Source::School));
    assert_eq!(typed.people[0].role, Some(IncidentRole::Child));
    assert_eq!(typed.people[0].birth, "about 7");
}

/// Every field of the table is one of what a form types, and the other way round: none is read and lost, none left out.
#[test]
fn the_table_is_of_what_can_be_typed() {
    let names = |value: Value| -> Vec<String> {
        let object = value.as_object().unwrap().clone();
        let mut names: Vec<String> = object.keys().cloned().collect();
        names.sort();
        names
    };
    let mut contact: Vec<&str> = CONTACT.iter().map(|field| field.name).collect();
    contact.sort_unstable();
    assert_eq!(
        names(serde_json::to_value(ContactTyped::default()).unwrap()),
        contact
    );
    let mut person: Vec<&str> = PERSON.iter().map(|field| field.name).collect();
    person.sort_unstable();
    let typed = trefoil_core::contact_typed::PersonTyped::default();
    assert_eq!(names(serde_json::to_value(typed).unwrap()), person);
}
