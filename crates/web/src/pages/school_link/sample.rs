//! A link before its code, right and wrong; a notice read and answered; codes before, during and after.

use jiff::Timestamp;
use trefoil_app::accounts::enrol::Enrolling;
use trefoil_app::notices::key_adult::OpenNotice;
use trefoil_core::name::PersonName;
use trefoil_core::notice::{ChildToday, NoticeAnswer, NoticeContent, NoticeState};
use trefoil_core::refusal::Problem;

use super::shown::{CodesShown, LinkShown, OpenShown, SetShown};
use crate::form::Fields;
use crate::pages::samples::Sample;
use crate::pages::strand::sample::id;
use crate::shell::sample::nobody;

fn wrong(fields: &[&str]) -> Vec<Problem> {
    let problem = |field: &&str| Problem::new(*field, "Put this right.");
    fields.iter().map(problem).collect()
}

fn notices() -> Vec<Sample> {
    let (shell, typed) = (nobody(), Fields::default());
    let open = |state, answers| OpenNotice {
        content: NoticeContent {
            child: PersonName::new("Tom", "<Marsh>"),
            ..NoticeContent::default()
        },
        state,
        number: "ABCDE-23456".to_owned(),
        answers,
        others: vec![
            (id(1), "Kit <b>".to_owned(), NoticeState::Sent),
            (id(2), "Ana & Co".to_owned(), NoticeState::Read),
        ],
        now: Timestamp::UNIX_EPOCH,
    };
    let answer = NoticeAnswer {
        today: ChildToday::Upset,
        words: "<Tired>".to_owned(),
    };
    let answered = open(NoticeState::Answered, vec![(Timestamp::UNIX_EPOCH, answer)]);
    let read = open(NoticeState::Read, Vec::new());
    let notice = |one: &OpenNotice, problems: &[Problem]| {
        let shown = OpenShown::new(&shell, (one, "5eed"), &typed, problems, "answered");
        Sample::new("school_notice", &shown)
    };
    vec![
        notice(&read, &[]),
        notice(&answered, &wrong(&["today", "words"])),
    ]
}

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = nobody();
    let secret = Enrolling {
        uri: "otpauth://totp/x".to_owned(),
        letters: "ABCD".to_owned(),
    };
    let codes = |secret: Option<&Enrolling>, problems: &[Problem]| {
        let shown = CodesShown::new(&shell, "abc", secret, problems);
        Sample::new("school_codes", &shown)
    };
    let link = |token: &str, problems: &[Problem]| {
        Sample::new("school_link", &LinkShown::new(&shell, token, problems))
    };
    let mut all = vec![
        link("a<b/c", &[]),
        link("abc", &wrong(&["code"])),
        codes(None, &wrong(&["link"])),
        codes(Some(&secret), &wrong(&["code"])),
        Sample::new("school_codes_set", &SetShown::new(&shell)),
    ];
    all.extend(notices());
    all
}
