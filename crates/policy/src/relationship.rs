//! The fourteen ways in which a worker can stand to a family or a contact. What each gives is said in the policies alone.

/// A relationship, by the numbers of the access model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relationship {
    /// 1: allocated to this strand. Of a contact: the worker who has taken it and holds it now.
    Allocated,
    /// 2: allocated to the opposite strand.
    AllocatedOpposite,
    /// 3: allocated to another strand of the family.
    AllocatedElsewhere,
    /// 4: covers for the worker allocated to this strand, as a manager has recorded. Being in the same team is no relationship.
    Cover,
    /// 5: on duty: the contact is in the queue, or emergency duty.
    Duty,
    /// 6: takes part in a meeting about it.
    Meeting,
    /// 7: a live share.
    Share,
    /// 8: a share that has ended or was recalled.
    PastShare,
    /// 9: an interest in the family, confirmed.
    ConflictConfirmed,
    /// 10: an interest in the family, still being checked.
    ConflictPending,
    /// 11: the glass is broken, and the reason is on record.
    BreakGlass,
    /// 12: formerly allocated.
    FormerlyAllocated,
    /// 13: of another authority.
    OtherAuthority,
    /// 14: none.
    Unrelated,
}

impl Relationship {
    /// Every relationship, in the order of its number.
    pub const ALL: &'static [Self] = &[
        Self::Allocated,
        Self::AllocatedOpposite,
        Self::AllocatedElsewhere,
        Self::Cover,
        Self::Duty,
        Self::Meeting,
        Self::Share,
        Self::PastShare,
        Self::ConflictConfirmed,
        Self::ConflictPending,
        Self::BreakGlass,
        Self::FormerlyAllocated,
        Self::OtherAuthority,
        Self::Unrelated,
    ];

    /// The number in the access model, 1 to 14.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The name in the policies.
    pub fn code(self) -> &'static str {
        match self {
            Self::Allocated => "allocated",
            Self::AllocatedOpposite => "allocated_opposite",
            Self::AllocatedElsewhere => "allocated_elsewhere",
            Self::Cover => "cover",
            Self::Duty => "duty",
            Self::Meeting => "meeting",
            Self::Share => "share",
            Self::PastShare => "past_share",
            Self::ConflictConfirmed => "conflict_confirmed",
            Self::ConflictPending => "conflict_pending",
            Self::BreakGlass => "break_glass",
            Self::FormerlyAllocated => "formerly_allocated",
            Self::OtherAuthority => "other_authority",
            Self::Unrelated => "unrelated",
        }
    }
}
