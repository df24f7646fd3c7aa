//! One answer for all, one for each, and what is missing; problems lead to the control that they are about.

use super::*;

const TOM: &str = "018f3a00-0000-7000-8000-000000000001";
const ELLA: &str = "018f3a00-0000-7000-8000-000000000002";

fn form(fields: &[(&str, &str)]) -> Fields {
    let both = [("child-0", TOM), ("child-1", ELLA)];
    let all = both.iter().chain(fields);
    Fields(
        all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
    )
}

/// Each answer as "outcome, reason, service", with the part of the form that gave it.
fn answers(fields: &[(&str, &str)]) -> Result<Vec<String>, Vec<String>> {
    let typed = Typed::read(&form(fields));
    let said = |(answer, part): (Answer, String)| {
        format!(
            "{part}: {}, {}, {}",
            answer.outcome.code(),
            answer.reason,
            answer.service.unwrap_or_default()
        )
    };
    match typed.answers() {
        Ok((answers, parts)) => Ok(answers.into_iter().zip(parts).map(said).collect()),
        Err(problems) => Err(problems.into_iter().map(|problem| problem.field).collect()),
    }
}

#[test]
fn a_part_left_empty_takes_the_answer_for_all() {
    let all = [("outcome-all", "early_help"), ("reason-all", "They asked")];
    let check = |more: &[(&str, &str)], expect: Result<&[&str], &[&str]>| {
        let got = answers(&[&all[..], more].concat());
        let own = |list: &[&str]| {
            list.iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(got, expect.map(own).map_err(own), "{more:?}");
    };
    check(
        &[],
        Ok(&[
            "all: early_help, They asked, ",
            "all: early_help, They asked, ",
        ]),
    );
    check(
        &[
            ("outcome-1", "referral"),
            ("reason-1", "Hurt"),
            ("service-1", "Hospital"),
        ],
        Ok(&[
            "all: early_help, They asked, ",
            "1: referral, Hurt, Hospital",
        ]),
    );
    check(&[("reason-1", "Hurt")], Err(&["outcome-1"]));
    check(
        &[("service-0", "Hospital")],
        Err(&["outcome-0", "reason-0"]),
    );
    check(
        &[("outcome-1", "send them away"), ("reason-1", "Hurt")],
        Err(&["outcome-1"]),
    );
}

#[test]
fn nothing_at_all_is_one_problem_in_the_part_for_all() {
    assert_eq!(answers(&[]).unwrap_err(), ["outcome-all", "reason-all"]);
}

#[test]
fn a_contact_without_a_child_has_one_answer() {
    let sent = [
        ("child-0", ""),
        ("outcome-0", "no_further_action"),
        ("reason-0", "Told already"),
    ];
    let fields = sent.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let (answers, parts) = Typed::read(&Fields(fields.to_vec())).answers().unwrap();
    assert_eq!(
        answers
            .iter()
            .map(|answer| answer.child)
            .collect::<Vec<_>>(),
        [None]
    );
    assert_eq!(parts, ["0"]);
}

#[test]
fn what_was_typed_follows_the_child() {
    let typed = Typed::read(&form(&[("reason-1", "Hurt")]));
    let reason = |child: &str| typed.of(child.parse().ok()).reason;
    assert_eq!(
        (reason(TOM), reason(ELLA)),
        (String::new(), "Hurt".to_owned())
    );
    assert_eq!(typed.of(None), TypedPart::default());
}

#[test]
fn problems_lead_to_the_part_that_gave_the_answer() {
    let parts = ["all".to_owned(), "all".to_owned(), "2".to_owned()];
    let check = |fields: &[&str], expect: &[&str]| {
        let problems = fields
            .iter()
            .map(|field| Problem::new(*field, "Give the reason."))
            .collect();
        let got: Vec<String> = placed(problems, &parts)
            .into_iter()
            .map(|problem| problem.field)
            .collect();
        assert_eq!(got, expect);
    };
    check(&["reason-0", "reason-1"], &["reason-all"]);
    check(&["reason-2"], &["reason-2"]);
    check(
        &["reason-0", "reason-2", "reason-1"],
        &["reason-all", "reason-2"],
    );
    check(&["reason-9"], &["reason-9"]);
    check(&["to"], &["to"]);
}

#[test]
fn what_has_no_place_in_the_form_any_more_is_shown_to_be_copied() {
    use crate::pages::contact::decision::kept;
    let typed = Typed::read(&form(&[
        ("reason-all", "They asked"),
        ("reason-1", "Hurt"),
        ("outcome-1", "referral"),
    ]));
    let (tom, ella) = (TOM.parse().ok(), ELLA.parse().ok());
    let check = |asked: &[Option<SightingId>], expect: &[&str]| {
        let shown = kept(asked, &typed, Vec::new())
            .map(|list| crate::components::Content::from(list).to_string())
            .unwrap_or_default();
        let all = ["They asked", "Hurt", "Referral to children"];
        let got: Vec<&str> = all
            .into_iter()
            .filter(|words| shown.contains(words))
            .collect();
        assert_eq!(got, expect, "{asked:?}");
    };
    check(&[tom, ella], &[]);
    check(&[], &["They asked", "Hurt", "Referral to children"]);
    check(&[tom], &["They asked", "Hurt", "Referral to children"]);
    check(&[None], &["They asked", "Hurt", "Referral to children"]);
}
