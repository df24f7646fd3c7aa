//! The table of what may happen in each shape of household, by the places of kin in it. Nothing is drawn here.

use super::Pattern::{self, Both, ChildToParent, Elder, Ex, Partner, Several};
use crate::household::Kin::{
    self, Adult, AdultPartner, Child, Grandparent, GrownChild, OtherParent, OtherPartner, Parent,
    StepParent,
};
use crate::household::Shape;

/// The form, the victim, the perpetrator, and how often among what is possible in that shape.
pub(super) type Possible = (Pattern, Kin, Kin, u32);

/// Who may do what to whom in a household of this shape, each with how often.
pub(super) fn possible(shape: Shape) -> &'static [Possible] {
    match shape {
        Shape::Together => &[
            (Partner, Parent, OtherParent, 74),
            (Both, Parent, OtherParent, 10),
            (ChildToParent, Parent, Child, 12),
            (Several, Parent, OtherParent, 4),
        ],
        Shape::Separated => &[
            (Ex, Parent, OtherParent, 62),
            (Both, Parent, OtherParent, 7),
            (Several, Parent, OtherParent, 9),
            (ChildToParent, Parent, Child, 10),
            (Partner, OtherPartner, OtherParent, 12),
        ],
        Shape::Step => &[
            (Ex, Parent, OtherParent, 34),
            (Partner, Parent, StepParent, 43),
            (ChildToParent, StepParent, Child, 4),
            (ChildToParent, Parent, Child, 7),
            (Both, Parent, StepParent, 7),
            (Several, Parent, OtherParent, 5),
        ],
        Shape::Lone => &[
            (Ex, Parent, OtherParent, 76),
            (ChildToParent, Parent, Child, 16),
            (Several, Parent, OtherParent, 8),
        ],
        Shape::GrandparentCare => &[
            (Elder, Grandparent, Parent, 55),
            (Ex, Parent, OtherParent, 45),
        ],
        Shape::Couple => &[
            (Partner, Adult, AdultPartner, 86),
            (Both, Adult, AdultPartner, 14),
        ],
        Shape::FormerCouple => &[
            (Ex, Adult, AdultPartner, 92),
            (Both, Adult, AdultPartner, 8),
        ],
        Shape::Older => &[
            (Elder, Adult, GrownChild, 55),
            (Partner, Adult, AdultPartner, 45),
        ],
    }
}
