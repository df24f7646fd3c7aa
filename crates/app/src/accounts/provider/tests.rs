//! Tokens that are to be believed, and each way in which one is not; what groups give.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};
use trefoil_core::principal::Role;

use super::ProviderSettings;
use super::claims::{Claims, WhyNot};
use super::roles::roles_of;

fn settings() -> ProviderSettings {
    ProviderSettings {
        issuer: "https://id.example.org".to_owned(),
        client_id: "trefoil".to_owned(),
        client_secret: None,
        address: "https://trefoil.example.org".to_owned(),
        name: "Council account".to_owned(),
        scopes: Vec::new(),
        groups_claim: "groups".to_owned(),
        groups: BTreeMap::from([
            ("hub".to_owned(), Role::Triage),
            ("boss".to_owned(), Role::TeamManager),
            ("root".to_owned(), Role::Administrator),
            ("guardian".to_owned(), Role::Custodian),
        ]),
        privileged_by_group: false,
        acr: None,
        skew: SignedDuration::from_secs(60),
    }
}

fn now() -> Timestamp {
    "2026-03-17T10:00:00Z".parse().unwrap()
}

fn claims(change: &[(&str, Value)]) -> Claims {
    let at = now().as_second();
    let all = json!({
        "iss": "https://id.example.org", "aud": "trefoil", "sub": "77", "nonce": "n",
        "iat": at, "exp": at + 300, "auth_time": at - 20, "sid": "s", "groups": ["hub", "other"],
    });
    let mut all: Map<String, Value> = all.as_object().unwrap().clone();
    for (name, value) in change {
        if value.is_null() {
            all.remove(*name);
        } else {
            all.insert((*name).to_owned(), value.clone());
        }
    }
    Claims(all)
}

#[test]
fn an_id_token_is_held_against_everything_that_it_claims() {
    let check = |change: &[(&str, Value)], why: Option<WhyNot>| {
        let came = claims(change).signed(&settings(), "n", now());
        assert_eq!(came.err(), why, "{change:?}");
    };
    check(&[], None);
    check(
        &[("iss", json!("https://id.example.org/"))],
        Some(WhyNot::Issuer),
    );
    check(&[("iss", Value::Null)], Some(WhyNot::Issuer));
    check(&[("aud", json!("another"))], Some(WhyNot::Audience));
    check(&[("aud", json!(["trefoil"]))], None);
    check(
        &[("aud", json!(["trefoil", "another"]))],
        Some(WhyNot::Audience),
    );
    check(
        &[
            ("aud", json!(["trefoil", "another"])),
            ("azp", json!("trefoil")),
        ],
        None,
    );
    check(&[("azp", json!("another"))], Some(WhyNot::Audience));
}

#[test]
fn an_id_token_is_of_now_and_for_this_browser() {
    let at = now().as_second();
    let check = |change: &[(&str, Value)], why: Option<WhyNot>| {
        let came = claims(change).signed(&settings(), "n", now());
        assert_eq!(came.err(), why, "{change:?}");
    };
    check(&[("exp", json!(at - 59))], None);
    check(&[("exp", json!(at - 60))], Some(WhyNot::Time));
    check(&[("exp", Value::Null)], Some(WhyNot::Time));
    check(&[("exp", json!("soon"))], Some(WhyNot::Time));
    check(&[("exp", json!(i64::MAX))], Some(WhyNot::Time));
    check(&[("iat", json!(at + 60))], None);
    check(&[("iat", json!(at + 61))], Some(WhyNot::Time));
    check(&[("iat", json!(at - 661))], Some(WhyNot::Time));
    check(&[("iat", Value::Null)], Some(WhyNot::Time));
    check(&[("nbf", json!(at + 61))], Some(WhyNot::Time));
    check(&[("nonce", json!("m"))], Some(WhyNot::Nonce));
    check(&[("nonce", Value::Null)], Some(WhyNot::Nonce));
    check(&[("events", json!({}))], Some(WhyNot::Nonce));
    check(&[("sub", json!(""))], Some(WhyNot::Subject));
    check(&[("sub", json!("x".repeat(256)))], Some(WhyNot::Subject));
    check(&[("sub", json!(77))], Some(WhyNot::Subject));
    check(&[("sid", Value::Null)], None);
    let strong = ProviderSettings {
        acr: Some("mfa".to_owned()),
        ..settings()
    };
    let came = claims(&[]).signed(&strong, "n", now());
    assert_eq!(came.err(), Some(WhyNot::Strength));
    assert!(
        claims(&[("acr", json!("mfa"))])
            .signed(&strong, "n", now())
            .is_ok()
    );
}

#[test]
fn when_they_showed_who_they_are_is_never_later_than_now() {
    let shown = |value: Value| {
        let signed = claims(&[("auth_time", value)]).signed(&settings(), "n", now());
        signed.unwrap().shown.map(Timestamp::as_second)
    };
    let at = now().as_second();
    assert_eq!(shown(json!(at - 900)), Some(at - 900));
    assert_eq!(shown(json!(at + 9_000)), Some(at));
    assert_eq!(shown(Value::Null), None);
}

#[test]
fn a_logout_token_is_one_and_nothing_else() {
    let event = json!({ "http://schemas.openid.net/event/backchannel-logout": {} });
    let base = [
        ("nonce", Value::Null),
        ("events", event),
        ("jti", json!("j")),
    ];
    let check = |change: &[(&str, Value)], why: Option<WhyNot>| {
        let all = [&base[..], change].concat();
        let came = claims(&all).ending(&settings(), now());
        assert_eq!(came.err(), why, "{change:?}");
    };
    check(&[], None);
    check(&[("exp", Value::Null)], None);
    check(&[("sub", Value::Null)], None);
    check(&[("sid", Value::Null)], None);
    check(
        &[("sub", Value::Null), ("sid", Value::Null)],
        Some(WhyNot::Subject),
    );
    check(&[("jti", Value::Null)], Some(WhyNot::Subject));
    check(&[("nonce", json!("n"))], Some(WhyNot::Events));
    check(&[("events", Value::Null)], Some(WhyNot::Events));
    check(&[("events", json!({ "other": {} }))], Some(WhyNot::Events));
    check(&[("iss", json!("x"))], Some(WhyNot::Issuer));
    check(&[("aud", json!("x"))], Some(WhyNot::Audience));
    check(
        &[("iat", json!(now().as_second() - 661))],
        Some(WhyNot::Time),
    );
}

#[test]
fn a_group_gives_its_role_and_nothing_else_gives_any() {
    let check = |settings: &ProviderSettings, has: &[Role], groups: &[&str], gives: &[Role]| {
        let groups: Vec<String> = groups.iter().map(|one| (*one).to_owned()).collect();
        let mut gives = gives.to_vec();
        gives.sort_unstable();
        assert_eq!(
            roles_of(settings, has, &groups),
            Some(gives),
            "{has:?} {groups:?}"
        );
    };
    let (usual, privileged) = (
        settings(),
        ProviderSettings {
            privileged_by_group: true,
            ..settings()
        },
    );
    check(&usual, &[], &["hub", "other", "HUB"], &[Role::Triage]);
    check(&usual, &[Role::TeamManager], &["hub"], &[Role::Triage]);
    check(&usual, &[Role::Triage], &[], &[]);
    check(&usual, &[], &["root", "guardian"], &[]);
    check(
        &usual,
        &[Role::Custodian],
        &["hub"],
        &[Role::Triage, Role::Custodian],
    );
    check(&privileged, &[], &["root"], &[Role::Administrator]);
    check(&privileged, &[Role::Custodian], &["hub"], &[Role::Triage]);
    let without = ProviderSettings {
        groups: BTreeMap::new(),
        ..settings()
    };
    assert_eq!(
        roles_of(&without, &[Role::Triage], &["hub".to_owned()]),
        None
    );
}
