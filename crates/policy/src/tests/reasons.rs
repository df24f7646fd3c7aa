//! Why somebody sees something, as their own page says it: in the words of the rule that gives it, and of no other.

use trefoil_core::principal::Role;
use trefoil_core::strand::{Aspect, CompartmentKind};

use super::worlds::{strand, worker};
use crate::{Policy, Relationship, Standing, Work};

/// Whoever has these roles and stands so to one strand, with a live share of all of it where that is one of the ties.
fn reason(roles: &[Role], kind: CompartmentKind, ties: &[Relationship]) -> &'static str {
    let work = Work {
        share: Aspect::Full,
        ..Work::default()
    };
    let standing = Standing {
        relationships: ties.to_vec(),
        work,
        ..Standing::unrelated(strand(kind))
    };
    let policy = Policy::load().unwrap();
    policy
        .sight(&worker(roles, None, false), &standing)
        .reason()
}

#[test]
fn a_sight_says_why_in_the_words_of_the_rule_that_gives_it() {
    use CompartmentKind::{Child, Perpetrator, Victim};
    use Relationship::{
        Allocated, AllocatedElsewhere, AllocatedOpposite, BreakGlass, FormerlyAllocated, Meeting,
        Share,
    };
    use Role::{Facilitator, MeetingChair, PerpetratorWorker, SocialWorker, VictimAdviser};
    let check = |roles: &[Role], kind, ties: &[Relationship], expect| {
        assert_eq!(
            reason(roles, kind, ties),
            expect,
            "{roles:?} {kind:?} {ties:?}"
        );
    };
    let adviser = "You are this person's adviser";
    check(&[VictimAdviser], Victim, &[Allocated], adviser);
    let parents = "You are the adviser of this child's parent";
    check(&[VictimAdviser], Child, &[AllocatedElsewhere], parents);
    let harms = "You are the adviser of somebody whom this person may harm";
    check(&[VictimAdviser], Perpetrator, &[AllocatedOpposite], harms);
    let released = "You work with the other side, and this was released to it";
    check(&[PerpetratorWorker], Victim, &[AllocatedOpposite], released);
    let attends = "This person attends your programme";
    check(&[Facilitator], Perpetrator, &[Allocated], attends);
    let shared = "This was shared with you for a time";
    check(&[], Victim, &[Share], shared);
    let broke = "You broke the glass; it will be reviewed";
    check(&[SocialWorker], Victim, &[BreakGlass], broke);
    let nothing = "Nothing in your roles or your work lets you see this";
    check(&[VictimAdviser], Victim, &[FormerlyAllocated], nothing);
    // Of two that give as much the first by its name, so that the answer is always the same; of two that differ, what gives more.
    check(&[VictimAdviser], Victim, &[Allocated, Share], adviser);
    check(&[SocialWorker], Child, &[Allocated, Share], shared);
    let chairs = "You chair the meeting in which this is listed";
    let both = [MeetingChair, VictimAdviser];
    check(&both, Child, &[AllocatedElsewhere, Meeting], chairs);
}
