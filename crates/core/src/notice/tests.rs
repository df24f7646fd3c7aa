//! Each step from each state; words that hold a place; what stands against sending by itself.

use super::*;

#[test]
fn each_step_from_each_state() {
    use NoticeState as S;
    use NoticeStep as T;
    let steps = [
        T::PoliceTold,
        T::Telephoned,
        T::Cannot,
        T::Again,
        T::Send,
        T::Read,
        T::Acknowledge,
        T::Answer,
    ];
    let led: Vec<String> = NoticeState::ALL
        .iter()
        .map(|state| {
            let to = steps
                .iter()
                .map(|step| notice_next(*state, *step).map_or(".", S::code));
            format!("{}: {}", state.code(), to.collect::<Vec<&str>>().join(" "))
        })
        .collect();
    assert_eq!(
        led,
        [
            "to_do: police_told telephoned cannot . sent . . .",
            "police_told: . . . to_do . . . .",
            "telephoned: . . . to_do . . . .",
            "sent: police_told telephoned . to_do . read acknowledged .",
            "read: . . . . . read acknowledged answered",
            "acknowledged: . . . . . acknowledged acknowledged answered",
            "answered: . . . . . answered answered answered",
            "cannot: . . . to_do . . . .",
        ]
    );
}

#[test]
fn no_free_text_holds_a_place() {
    for (text, good) in [
        ("I heard shouting and hid with my brother.", true),
        ("", true),
        ("We ran to 4 Quay Street", false),
        ("Ring mum on 07700 900123", false),
        ("FY1 1AD", false),
        ("Write to nan@example.org", false),
    ] {
        let typed = NoticeTyped {
            not_ring: text.to_owned(),
            ..NoticeTyped::default()
        };
        assert_eq!(
            typed.over(&NoticeContent::default()).is_ok(),
            good,
            "{text}"
        );
        assert_eq!(
            NoticeAnswer::read(Some(ChildToday::Well), text).is_ok(),
            good,
            "{text}"
        );
    }
    let long = "a".repeat(WORDS_LONGEST + 1);
    assert!(words_typed("words", &long).is_err());
}

#[test]
fn a_chosen_school_is_a_persons_word() {
    let known = NoticeContent {
        found: FoundHow::Possible,
        hides: true,
        left_out: true,
        ..NoticeContent::default()
    };
    assert_eq!(
        by_hand(&known, true, true),
        [ByHand::School, ByHand::Hides, ByHand::LeftOut]
    );
    let typed = NoticeTyped {
        school: "123456".to_owned(),
        words: "I was scared.".to_owned(),
        ..NoticeTyped::default()
    };
    let (chosen, urn) = typed.over(&known).unwrap();
    assert_eq!(urn, Urn::new(123_456).ok());
    assert_eq!(by_hand(&chosen, true, true), []);
    assert_eq!(
        by_hand(&chosen, false, false),
        [ByHand::NoAgreement],
        "nobody is written to, whoever could be"
    );
    assert_eq!(by_hand(&chosen, true, false), [ByHand::NoKeyAdult]);
}
