//! The grounds of a disclosure: who asked, for what purpose, by which gateway and lawful basis, why it is necessary, whether the
//! person is told. Written before anything leaves; a refusal is written too.

use serde::{Deserialize, Serialize};

use super::wanted;
use crate::refusal::{Problem, Refusal};
use crate::vocabulary::closed_list;

closed_list! {
    /// What a disclosure is for.
    Purpose {
        Appointment = "appointment", "To arrange an appointment";
        Outcome = "outcome", "To tell a referrer what was decided";
        Safeguarding = "safeguarding", "To keep a child or an adult safe";
        SubjectAccess = "subject_access", "To give a person what is held about them";
        Court = "court", "To answer a court";
        Crime = "crime", "To prevent, detect or prosecute a crime";
        Support = "support", "To arrange support that the person asked for";
    }
}

closed_list! {
    /// The power by which a body may share. Named with the statute, as a register must be able to show it.
    Gateway {
        ChildrenAct11 = "ca2004_s11", "Children Act 2004, section 11: safeguarding and promoting welfare";
        ChildrenAct16E = "ca2004_s16e", "Children Act 2004, section 16E: safeguarding partners";
        ChildrenAct47 = "ca1989_s47", "Children Act 1989, section 47: enquiries about a child at risk";
        ChildrenAct27 = "ca1989_s27", "Children Act 1989, section 27: authorities working together";
        Crime115 = "cda1998_s115", "Crime and Disorder Act 1998, section 115";
        CommonLaw = "common_law", "Police common law powers: the disclosure scheme";
        CourtOrder = "court_order", "An order of a court";
        Subject = "uk_gdpr_15", "UK GDPR, article 15: the right of access";
        OwnMatter = "own_matter", "None needed: the person is told of their own matter";
    }
}

closed_list! {
    /// The lawful basis, with the condition for what is sensitive.
    Basis {
        PublicTask = "6_1_e", "UK GDPR, article 6(1)(e), public task; 9(2)(g) with Data Protection Act 2018, schedule 1, paragraph 18";
        LegalObligation = "6_1_c", "UK GDPR, article 6(1)(c), legal obligation; 9(2)(g) with Data Protection Act 2018, schedule 1, paragraph 6";
        VitalInterests = "6_1_d", "UK GDPR, article 6(1)(d) and 9(2)(c), vital interests";
        Consent = "6_1_a", "UK GDPR, article 6(1)(a) and 9(2)(a), consent";
        Legitimate = "6_1_f", "UK GDPR, article 6(1)(f), recognised legitimate interests: safeguarding";
        LawEnforcement = "dpa_part_3", "Data Protection Act 2018, part 3: law enforcement";
    }
}

closed_list! {
    /// Whether the person whom it is about is told.
    Told {
        Told = "told", "They are told";
        Risk = "not_told_risk", "Not told: it would put somebody at risk";
        Crime = "not_told_crime", "Not told: it would prejudice preventing or detecting a crime";
        Unreachable = "not_told_unreachable", "Not told: there is no safe way to reach them";
        Themselves = "themselves", "It goes to the person themselves";
    }
}

/// Characters that one answer may hold.
const LONGEST: usize = 2_000;

/// The grounds, as typed; each choice by its code.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// Who asked, or nobody.
    pub asked_by: String,
    /// The purpose.
    pub purpose: Option<Purpose>,
    /// The gateway.
    pub gateway: Option<Gateway>,
    /// The basis.
    pub basis: Option<Basis>,
    /// Why it is necessary, and not more than is.
    pub necessity: String,
    /// Whether the person is told.
    pub told: Option<Told>,
}

/// The grounds, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grounds {
    /// Who asked; empty where nobody did.
    #[serde(default)]
    pub asked_by: String,
    /// The purpose.
    pub purpose: Purpose,
    /// The gateway.
    pub gateway: Gateway,
    /// The lawful basis.
    pub basis: Basis,
    /// Why it is necessary.
    pub necessity: String,
    /// Whether the person is told.
    pub told: Told,
}

pub(super) fn too_long(field: &str, text: &str) -> Option<Problem> {
    let length = text.chars().count();
    (length > LONGEST).then(|| {
        let words = format!("This has {length} characters. Make it {LONGEST} or fewer.");
        Problem::new(field, words)
    })
}

impl Typed {
    /// The grounds, where all is said.
    ///
    /// # Errors
    /// Each field that is missing or too long.
    pub fn read(&self) -> Result<Grounds, Refusal> {
        let (Some(purpose), Some(gateway), Some(basis), Some(told), []) = (
            self.purpose,
            self.gateway,
            self.basis,
            self.told,
            self.problems().as_slice(),
        ) else {
            let mut problems = self.problems();
            for (field, there, words) in [
                ("purpose", self.purpose.is_some(), "Choose what it is for."),
                (
                    "gateway",
                    self.gateway.is_some(),
                    "Choose the power by which it may be shared.",
                ),
                ("basis", self.basis.is_some(), "Choose the lawful basis."),
                (
                    "told",
                    self.told.is_some(),
                    "Say whether the person is told.",
                ),
            ] {
                if !there {
                    problems.push(Problem::new(field, words));
                }
            }
            return Err(Refusal::Invalid(problems));
        };
        Ok(Grounds {
            asked_by: self.asked_by.trim().to_owned(),
            purpose,
            gateway,
            basis,
            necessity: self.necessity.trim().to_owned(),
            told,
        })
    }

    fn problems(&self) -> Vec<Problem> {
        let missing = wanted(
            "necessity",
            &self.necessity,
            "Say why they need it, and why they need no less.",
        );
        let long = [("asked_by", &self.asked_by), ("necessity", &self.necessity)];
        let long = long
            .into_iter()
            .filter_map(|(field, text)| too_long(field, text));
        missing.into_iter().chain(long).collect()
    }
}
