//! Seeded leaks: small switches that make the product leak, each as one of the real breaches or threats of the threat model
//! would, so that the tests of the wall can be tested. A proof that does not see a leak which was put there proves nothing.
//! They exist in debug builds alone, which are what tests run: in a release each is the constant `false`, and there is nothing
//! to throw a switch with. A switch is thrown for the thread of one test.

use crate::vocabulary::closed_list;

closed_list! {
    /// A leak, named after the breach or threat that it stands for.
    Leak {
        ShareForEver = "B5.share_for_ever", "A share that ran out still opens the strand";
        EverySight = "B5.every_sight", "The policy shows everybody everything";
        SharedWhole = "B6.shared_whole", "Items that nobody let through reach the other side";
        SharedAuthor = "B8.shared_author", "An item that was let through names who wrote it";
        EverybodyLocated = "B7.everybody_located", "Whoever sees a strand sees its places";
        NamesakesLinked = "B10.namesakes_linked", "Who is likely the same is linked without a person";
        HidingLinked = "B10.hiding_linked", "Somebody in a refuge is linked without a person";
        InterestUnheeded = "B15.interest_unheeded", "A worker with an interest in a family sees it";
        FormerTie = "B15.former_tie", "An allocation that ended still opens the strand";
        GlassForEver = "B15.glass_for_ever", "Broken glass stays open";
        AnyManager = "B15.any_manager", "A manager manages every team";
        EverybodyCustodian = "B15.everybody_custodian", "Every worker has the custodian's roles";
        AlwaysInHub = "T20.always_in_hub", "A decided family stays open to the hub";
        HiddenIsNamed = "T20.hidden_is_named", "What is hidden is refused by name";
        ReadUnrecorded = "T21.read_unrecorded", "Opening a page leaves no entry";
        GlassUnreviewed = "T21.glass_unreviewed", "Nobody is asked to review broken glass";
        RefusalUnrecorded = "T21.refusal_unrecorded", "What was refused leaves no entry";
        TeamMateTie = "T27.team_mate_tie", "A team-mate's work is one's own";
        SmallShown = "T25.small_shown", "Small numbers leave the building";
        SessionKept = "T28.session_kept", "Signing out leaves the visit open";
        FormUnchecked = "T28.form_unchecked", "A form may come from another site";
        CacheKept = "T28.cache_kept", "A browser may keep pages";
        Framed = "T28.framed", "Another site may show pages in a frame";
        ItemsCounted = "T30.items_counted", "The other side is told how many items it is not shown";
        IdsInOrder = "T30.ids_in_order", "Ids of a family's work carry when they were made";
        ReferrerSent = "T30.referrer_sent", "Other sites are told which page somebody came from";
        PlainAtRest = "T33.plain_at_rest", "What is written lies in the database unsealed";
        ForeignLoads = "T35.foreign_loads", "Pages may load from other hosts";
    }
}

#[cfg(debug_assertions)]
thread_local! {
    static OPEN: std::cell::Cell<Option<Leak>> = const { std::cell::Cell::new(None) };
}

/// Whether the product leaks in this way now.
#[inline]
pub fn leaks(leak: Leak) -> bool {
    #[cfg(debug_assertions)]
    return OPEN.get() == Some(leak);
    #[cfg(not(debug_assertions))]
    {
        let _ = leak;
        false
    }
}

/// Opens a leak on this thread until the value is dropped.
#[cfg(debug_assertions)]
#[derive(Debug)]
#[must_use = "the leak closes when this is dropped"]
pub struct Opened(());

#[cfg(debug_assertions)]
impl Opened {
    /// Opens it.
    pub fn on_this_thread(leak: Leak) -> Self {
        OPEN.set(Some(leak));
        Self(())
    }
}

#[cfg(debug_assertions)]
impl Drop for Opened {
    fn drop(&mut self) {
        OPEN.set(None);
    }
}
