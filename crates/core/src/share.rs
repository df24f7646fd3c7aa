//! Shares: leave for one worker, of any agency, to see one strand for a time; with what may be seen, why, on which law, until when.

use crate::place::PlaceKinds;
use crate::refusal::{Problem, Refusal};
use crate::strand::Aspect;
use crate::vocabulary::closed_list;

closed_list! {
    /// What it is shared for.
    SharePurpose {
        Safety = "safety", "Planning somebody's safety";
        Enquiry = "enquiry", "A child protection enquiry";
        Assessment = "assessment", "An assessment of the family";
        Response = "response", "The multi-agency answer to high-risk abuse";
        Housing = "housing", "Finding a safe home";
        Health = "health", "Health care";
        Programme = "programme", "A programme or direct work";
    }
}

closed_list! {
    /// On which law. The words are the statute's, so that who shares reads what they rely on.
    LawfulBasis {
        PublicTask = "public_task", "UK GDPR Article 6(1)(e), public task, with Article 9(2)(g) and the Data Protection Act 2018, Schedule 1, paragraph 18: safeguarding of children and of individuals at risk";
        Enquiry = "ca1989_s47", "Children Act 1989, section 47: the authority's duty to enquire where a child may suffer significant harm";
        Cooperation = "ca1989_s27", "Children Act 1989, section 27: co-operation between authorities";
        Safeguard = "ca2004_s11", "Children Act 2004, section 11: arrangements to safeguard and promote the welfare of children";
        Partners = "ca2004_s16e", "Children Act 2004, section 16E: local arrangements for safeguarding by the partners";
        Crime = "cda1998_s115", "Crime and Disorder Act 1998, section 115: disclosure to relevant authorities for the purposes of that Act";
    }
}

/// How much may be shared, the least first.
pub const SHARED_ASPECTS: [Aspect; 3] = [Aspect::Needs, Aspect::Safety, Aspect::Full];
/// How long a share lasts unless its giver chooses otherwise, in days (access model, shares).
pub const SHARE_DAYS: i64 = 14;
/// The longest, in days: six months.
pub const SHARE_LONGEST: i64 = 183;
/// The days that are offered.
pub const SHARE_CHOICES: [i64; 5] = [7, SHARE_DAYS, 28, 91, SHARE_LONGEST];

/// What was chosen.
#[derive(Debug, Clone, Copy, Default)]
pub struct ShareTyped {
    /// How much.
    pub aspect: Option<Aspect>,
    /// Of which kinds places too.
    pub places: PlaceKinds,
    /// What for.
    pub purpose: Option<SharePurpose>,
    /// On which law.
    pub basis: Option<LawfulBasis>,
    /// For how many days.
    pub days: Option<i64>,
}

/// What is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShareTerms {
    /// How much.
    pub aspect: Aspect,
    /// Of which kinds places too.
    pub places: PlaceKinds,
    /// What for.
    pub purpose: SharePurpose,
    /// On which law.
    pub basis: LawfulBasis,
    /// For how many days.
    pub days: i64,
}

impl ShareTyped {
    /// The terms.
    ///
    /// # Errors
    /// Each field that will not do, in plain words.
    pub fn read(&self) -> Result<ShareTerms, Refusal> {
        let aspect = self.aspect.filter(|one| SHARED_ASPECTS.contains(one));
        let days = self.days.filter(|days| (1..=SHARE_LONGEST).contains(days));
        if let (Some(aspect), Some(purpose), Some(basis), Some(days)) =
            (aspect, self.purpose, self.basis, days)
        {
            return Ok(ShareTerms {
                aspect,
                places: self.places,
                purpose,
                basis,
                days,
            });
        }
        let each = [
            (aspect.is_none(), "aspect", "Choose how much they may see."),
            (self.purpose.is_none(), "purpose", "Choose what it is for."),
            (
                self.basis.is_none(),
                "basis",
                "Choose the law that you rely on.",
            ),
            (
                days.is_none(),
                "days",
                "Choose for how long, at most six months.",
            ),
        ];
        let wrong = each.into_iter().filter(|(wrong, ..)| *wrong);
        Err(Refusal::Invalid(
            wrong
                .map(|(_, field, words)| Problem::new(field, words))
                .collect(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::{LawfulBasis, SHARE_DAYS, SHARE_LONGEST, SharePurpose, ShareTyped};
    use crate::place::PlaceKinds;
    use crate::refusal::Refusal;
    use crate::strand::Aspect;

    #[test]
    fn a_share_says_how_much_what_for_by_which_law_and_until_when() {
        let whole = ShareTyped {
            aspect: Some(Aspect::Safety),
            places: PlaceKinds::NONE,
            purpose: Some(SharePurpose::Housing),
            basis: Some(LawfulBasis::PublicTask),
            days: Some(SHARE_DAYS),
        };
        let fields = |typed: ShareTyped| match typed.read() {
            Ok(_) => Vec::new(),
            Err(Refusal::Invalid(problems)) => problems
                .into_iter()
                .map(|one| one.field)
                .collect::<Vec<String>>(),
            Err(other) => unreachable!("{other}"),
        };
        assert!(fields(whole).is_empty());
        let nothing = fields(ShareTyped::default());
        assert_eq!(nothing, ["aspect", "purpose", "basis", "days"]);
        for days in [0, -1, SHARE_LONGEST + 1] {
            let days = Some(days);
            assert_eq!(fields(ShareTyped { days, ..whole }), ["days"]);
        }
        for aspect in [Aspect::None, Aspect::Released] {
            let aspect = Some(aspect);
            assert_eq!(fields(ShareTyped { aspect, ..whole }), ["aspect"]);
        }
    }
}
