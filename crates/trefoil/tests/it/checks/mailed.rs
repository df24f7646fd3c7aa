//! Those who answer for an agency are told by mail that a question waits: one mail for all that does, naming nobody, and none for a question
//! that their interests close to them.

use jiff::SignedDuration;
use trefoil_app::checks::mail::check_mails_send;
use trefoil_app::notices::mail::{Letter, Round};

use super::{Partners, partners};
use crate::hub::house::{Engine, on_both_engines};
use crate::interests::{gareth, identify};
use crate::schools::played::{Post, SITE};

on_both_engines! {
    each_who_can_answer_gets_one_mail,
    who_may_be_kin_gets_none,
}

async fn round(all: &Partners, post: &Post) -> (Round, Vec<Letter>) {
    let before = post.taken().len();
    let went = check_mails_send(all.house.app(), post, SITE).await.unwrap();
    (went, post.taken().split_off(before))
}

async fn each_who_can_answer_gets_one_mail(on: Engine) {
    let all = partners(on).await;
    let post = Post::default();
    assert_eq!(round(&all, &post).await, (Round::Went(0), Vec::new()));
    all.ask(all.agencies().await).await.unwrap();
    // The server is away: it waits, and is the same mail afterwards.
    *post.away.lock().unwrap() = true;
    assert_eq!(round(&all, &post).await.0, Round::Away);
    *post.away.lock().unwrap() = false;
    let (went, mut letters) = round(&all, &post).await;
    assert_eq!(went, Round::Went(2));
    let tried = post.asked.lock().unwrap().clone();
    letters.sort_by(|one, other| one.to.cmp(&other.to));
    assert!(letters.iter().any(|one| one.id == tried[0]));
    for letter in &letters {
        let words = &letter.words;
        assert!(words.contains("One question waits"), "{words}");
        assert!(words.contains(&format!("{SITE}/checks")), "{words}");
        for name in ["Ashdown", "Rosalind", "Imogen", "I1"] {
            assert!(!words.contains(name) && !letter.subject.contains(name));
        }
    }
    assert_ne!(letters[0].to, letters[1].to);
    assert_eq!(round(&all, &post).await.0, Round::Went(0), "told already");
    // One answers; the other is late, and is told once more.
    let check = all.to_do(&all.health).await[0];
    all.answer(&all.health, check, "").await.unwrap();
    all.house.kit.world.pass(SignedDuration::from_hours(72));
    let (went, letters) = round(&all, &post).await;
    assert_eq!(went, Round::Went(1));
    assert!(
        letters[0].words.contains("One is late."),
        "{}",
        letters[0].words
    );
    assert_eq!(round(&all, &post).await.0, Round::Went(0));
}

async fn who_may_be_kin_gets_none(on: Engine) {
    let all = partners(on).await;
    identify(&all.house, &all.health, &gareth("Ashdown")).await;
    all.ask(all.agencies().await).await.unwrap();
    let (went, letters) = round(&all, &Post::default()).await;
    assert_eq!(
        went,
        Round::Went(1),
        "the other agency's alone: {letters:?}"
    );
}
