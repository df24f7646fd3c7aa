//! What people of one contact or family are to each other, as far as a source said so.

use crate::vocabulary::closed_list;

closed_list! {
    /// What somebody is to the victim, mapped from the source's free text where it is known.
    Kin {
        Child = "child", "Child";
        Parent = "parent", "Parent";
        Partner = "partner", "Partner";
        FormerPartner = "former_partner", "Former partner";
        Sibling = "sibling", "Brother or sister";
        Grandparent = "grandparent", "Grandparent";
        Relative = "relative", "Another relative";
        Other = "other", "Somebody else";
    }
}

/// Words that sources use, to what they mean. The first phrase found in the text wins, so longer ones come first.
const PHRASES: &[(&str, Kin)] = &[
    ("ex-", Kin::FormerPartner),
    ("ex ", Kin::FormerPartner),
    ("former", Kin::FormerPartner),
    ("estranged", Kin::FormerPartner),
    ("step", Kin::Relative),
    ("grand", Kin::Grandparent),
    ("nan", Kin::Grandparent),
    ("mother", Kin::Parent),
    ("father", Kin::Parent),
    ("mum", Kin::Parent),
    ("dad", Kin::Parent),
    ("parent", Kin::Parent),
    ("son", Kin::Child),
    ("daughter", Kin::Child),
    ("child", Kin::Child),
    ("brother", Kin::Sibling),
    ("sister", Kin::Sibling),
    ("sibling", Kin::Sibling),
    ("husband", Kin::Partner),
    ("wife", Kin::Partner),
    ("partner", Kin::Partner),
    ("boyfriend", Kin::Partner),
    ("girlfriend", Kin::Partner),
    ("uncle", Kin::Relative),
    ("aunt", Kin::Relative),
    ("cousin", Kin::Relative),
];

/// The meaning of a source's words, where they are known.
pub fn kin_of(text: &str) -> Option<Kin> {
    let text = text.trim().to_lowercase();
    if text == "ex" {
        return Some(Kin::FormerPartner);
    }
    if text.contains("in-law") || text.contains("in law") {
        return Some(Kin::Relative);
    }
    PHRASES
        .iter()
        .find(|(phrase, _)| text.contains(phrase))
        .map(|(_, kin)| *kin)
}

#[cfg(test)]
mod tests;
