//! Accounts are whole sentences, whoever they are about, and there are enough of them.

use super::*;
use std::collections::HashSet;

#[test]
fn marks_become_words() {
    let told = Told {
        victim: "Ada",
        victim_sex: Some(Sex::Female),
        perpetrator: "Ben",
        perpetrator_sex: Some(Sex::Male),
        children: 1,
        unborn: false,
    };
    let check = |sentence: &str, expect: &str| assert_eq!(filled(sentence, &told), expect);
    check("{V} hurt {Vo}self.", "Ada hurt herself.");
    check(
        "{P} lost {Pp} key; {Ps} told {Vp} mother.",
        "Ben lost his key; he told her mother.",
    );
    check("{C} {were} asleep.", "The child was asleep.");
}

#[test]
fn every_sentence_ends_and_uses_known_marks_only() {
    let told = Told {
        victim: "Ada",
        perpetrator: "Ben",
        ..Told::default()
    };
    let all = every_sentence();
    assert!(all.len() > 130, "{}", all.len());
    for sentence in all {
        let text = filled(sentence, &told);
        assert!(text.ends_with('.') && !text.contains(['{', '}']), "{text}");
        assert!(!text.contains("  ") && !text.contains(" ."), "{text}");
    }
}

#[test]
fn there_are_enough_openings_of_abuse() {
    let openings = openings();
    assert!(openings.len() >= 40, "{} openings", openings.len());
}

/// The openings of every form of abuse, each once.
fn openings() -> HashSet<&'static str> {
    let sections = [
        "partner",
        "ex",
        "child to parent",
        "family",
        "both",
        "elder",
    ];
    let all = sections
        .into_iter()
        .flat_map(|section| OPENINGS.section(section));
    all.copied().collect()
}

fn every_sentence() -> Vec<&'static str> {
    let mut openings = openings();
    openings.extend(OPENINGS.section("concern"));
    openings.extend(OPENINGS.section("concern unborn"));
    openings.extend(OPENINGS.section("adult concern"));
    openings.extend(OPENINGS_OTHER.section("health unborn"));
    let other = Source::ALL.iter().flat_map(|source| {
        let code = source.code();
        let both = [code.to_owned(), format!("{code} da")];
        both.into_iter()
            .flat_map(|section| OPENINGS_OTHER.section(&section).to_vec())
    });
    let more = [
        "police",
        "children present",
        "children absent",
        "court",
        "child to parent",
        "other",
    ]
    .into_iter()
    .flat_map(|section| CIRCUMSTANCES.section(section).to_vec());
    openings.into_iter().chain(other).chain(more).collect()
}
