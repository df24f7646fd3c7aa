//! Deciding: every answer needs its reason, nothing typed is lost, and a decided contact is no longer triage's to see.

use super::tale::Tale;

pub(super) async fn a_missing_reason_keeps_what_was_typed(tale: &mut Tale) {
    let page = tale.open(tale.again).await;
    let form = page.form("/decide", &[]).unwrap();
    let typed = [
        ("outcome-0", "referral"),
        ("reason-0", ""),
        ("outcome-1", "early_help"),
        ("reason-1", "She asked for a parenting group <now>."),
    ];
    let wrong = tale.triage.submit(&form, &typed).await;
    assert_eq!(wrong.status, 422, "{}", wrong.words());
    assert!(
        wrong
            .words()
            .contains("She asked for a parenting group <now>."),
        "{}",
        wrong.words()
    );
    assert!(
        wrong.body.contains("href=\"#reason-0\""),
        "the summary leads to the field"
    );
    tale.tell("a reason is missing", &wrong);
}

pub(super) async fn each_child_is_decided_and_the_contact_is_gone_for_triage(tale: &mut Tale) {
    let page = tale.open(tale.again).await;
    let form = page.form("/decide", &[]).unwrap();
    let typed = [
        ("outcome-0", "referral"),
        ("reason-0", "She is afraid to go home."),
        ("outcome-1", "early_help"),
        ("reason-1", "He asked for help."),
        ("service-1", "Young carers"),
    ];
    tale.tick();
    let done = tale.triage.submit(&form, &typed).await;
    assert_eq!(done.status, 303, "{}", done.words());
    let path = Tale::path(tale.again);
    let next = tale.triage.get(done.location()).await;
    assert_eq!(
        next.status,
        200,
        "after deciding, {} is no page for triage: {}",
        done.location(),
        next.words()
    );
    tale.tell("where triage goes on", &next);
    let gone = tale.triage.get(&path).await;
    assert_eq!(gone.status, 404);
    assert!(!tale.triage.open("/queue").await.body.contains(&path));
    let kept = tale.custodian.open(&path).await;
    for words in [
        "She is afraid to go home.",
        "He asked for help.",
        "Young carers",
        "Farida Lomas",
    ] {
        assert!(kept.body.contains(words), "{words}: {}", kept.words());
    }
    tale.tell("the decided contact", &kept);
}
