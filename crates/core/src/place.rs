//! Places: where somebody is or is reached, each value under guard; and how they are contacted safely. What may be written, and the
//! plain form by which a place is found again, are decided here.

use serde::{Deserialize, Serialize};

use crate::located::Located;
use crate::looks_like::{Trace, email, phone, postcode, trace};
use crate::refusal::{Problem, Refusal};
use crate::seeded::{Leak, leaks};
use crate::vocabulary::{Known, closed_list};

mod kinds;

pub use kinds::PlaceKinds;

closed_list! {
    /// What kind of place it is.
    PlaceKind {
        Address = "address", "Address";
        Phone = "phone", "Phone";
        Email = "email", "E-mail";
        School = "school", "School";
        Nursery = "nursery", "Nursery";
        Gp = "gp", "GP";
        Pharmacy = "pharmacy", "Pharmacy";
        Hospital = "hospital", "Hospital";
        Work = "work", "Work";
        Venue = "venue", "Another place";
    }
}

closed_list! {
    /// What is known of an address.
    PlaceState {
        Current = "current", "Lives here now";
        Former = "former", "Lived here before";
        Refuge = "refuge", "Refuge: its code and PO box only";
        Withheld = "withheld", "Confidential, or kept from us";
        Unknown = "unknown", "Not known";
    }
}

/// A place as it is sealed.
#[derive(Clone)]
pub struct PlaceContent {
    /// What is known of it.
    pub state: PlaceState,
    /// The address lines, the number, the name of the school.
    pub value: Option<Located<String>>,
    /// Of an address.
    pub postcode: Option<Located<String>>,
}

/// A place as typed.
#[derive(Debug, Clone, Default)]
pub struct PlaceTyped {
    /// The kind.
    pub kind: Option<PlaceKind>,
    /// Of an address: what is known of it.
    pub state: Option<PlaceState>,
    /// As typed.
    pub value: String,
    /// As typed.
    pub postcode: String,
}

/// A place that may be kept: what is sealed, and its plain forms, to be hashed at once.
pub struct PlaceRead {
    /// Its kind.
    pub kind: PlaceKind,
    /// What is sealed.
    pub content: PlaceContent,
    /// The plain forms by which it is found again, each with the name of its kind.
    pub keys: Vec<(&'static str, Located<String>)>,
}

/// Characters that a place may hold.
const LONGEST: usize = 500;

impl PlaceTyped {
    /// The place, where it may be kept.
    ///
    /// # Errors
    /// Each field that will not do, in plain words.
    pub fn read(&self) -> Result<PlaceRead, Refusal> {
        let Some(kind) = self.kind else {
            return Err(Refusal::invalid("kind", "Choose what kind of place it is."));
        };
        let mut problems = Vec::new();
        let value = self.value.trim();
        let length = value.chars().count();
        if length > LONGEST {
            let words = format!("This has {length} characters. Make it {LONGEST} or fewer.");
            problems.push(Problem::new("value", words));
        }
        let (state, postcode) = match kind {
            PlaceKind::Address => self.address(value, &mut problems),
            _ => (PlaceState::Current, None),
        };
        let mut keys = vec![("postcode", postcode.clone())];
        match kind {
            PlaceKind::Phone => keys.push(("phone", number(value, &mut problems))),
            PlaceKind::Email => keys.push(("email", mail(value, &mut problems))),
            PlaceKind::Address => keys.push(("words", plain(value))),
            _ if value.is_empty() => {
                problems.push(Problem::new("value", "Write what it is called."));
            }
            _ => keys.push(("words", plain(value))),
        }
        if !problems.is_empty() {
            return Err(Refusal::Invalid(problems));
        }
        let filled = |text: &str| (!text.is_empty()).then(|| Located::new(text.to_owned()));
        let keys = keys.into_iter();
        Ok(PlaceRead {
            kind,
            content: PlaceContent {
                state,
                value: filled(value),
                postcode: filled(self.postcode.trim()),
            },
            keys: keys
                .filter_map(|(name, key)| Some((name, Located::new(key?))))
                .collect(),
        })
    }

    fn address(&self, value: &str, problems: &mut Vec<Problem>) -> (PlaceState, Option<String>) {
        let typed = self.postcode.trim();
        let read = postcode(typed);
        if read.is_none() && !typed.is_empty() {
            let words = "Write the whole postcode, such as FY1 1AD, or leave it empty.";
            problems.push(Problem::new("postcode", words));
        }
        let Some(state) = self.state else {
            problems.push(Problem::new(
                "state",
                "Choose what is known of the address.",
            ));
            return (PlaceState::Unknown, read);
        };
        let says_where = !value.is_empty() || !typed.is_empty();
        match state {
            PlaceState::Current | PlaceState::Former if value.is_empty() => {
                problems.push(Problem::new("value", "Write the address."));
            }
            PlaceState::Refuge if !refuge_only(value, typed) && !leaks(Leak::RefugeAddressKept) => {
                let words = "Write only the refuge's code and its PO box. Where the refuge is stays with the refuge, and must not be written here.";
                problems.push(Problem::new("value", words));
            }
            PlaceState::Unknown if says_where => {
                let words = "If the address is not known, leave it empty. If it is, choose what is known of it.";
                problems.push(Problem::new("state", words));
            }
            _ => {}
        }
        (state, read)
    }
}

/// Whether it is a code and a PO box, and says nothing of where the refuge is (breach B16).
fn refuge_only(value: &str, postcode: &str) -> bool {
    let boxed = value.to_lowercase().contains("po box");
    let street = matches!(
        trace(value),
        Some(Trace::Street | Trace::Phone | Trace::Email)
    );
    let code = value.split_whitespace().count() <= 2 && trace(value).is_none();
    !value.is_empty() && !street && (boxed || (code && postcode.is_empty()))
}

fn number(value: &str, problems: &mut Vec<Problem>) -> Option<String> {
    let read = phone(value);
    if read.is_none() {
        let words = "Write the whole phone number, such as 01632 960 001 or 07700 900 982.";
        problems.push(Problem::new("value", words));
    }
    read
}

fn mail(value: &str, problems: &mut Vec<Problem>) -> Option<String> {
    let read = email(value);
    if read.is_none() {
        let words = "Write an e-mail address, such as name@example.org.";
        problems.push(Problem::new("value", words));
    }
    read
}

/// Lower case, without blanks and signs.
fn plain(value: &str) -> Option<String> {
    let kept: String = value
        .to_lowercase()
        .chars()
        .filter(|sign| sign.is_alphanumeric())
        .collect();
    (!kept.is_empty()).then_some(kept)
}

closed_list! {
    /// By what somebody is best reached.
    Channel {
        Phone = "phone", "Phone call";
        Text = "text", "Text message";
        Email = "email", "E-mail";
        Letter = "letter", "Letter";
        Worker = "worker", "Only through their worker";
        Meeting = "meeting", "Only face to face";
    }
}

/// How somebody is contacted safely, as they last said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafeContactContent {
    /// Whether it is safe now to contact them at all.
    pub safe_now: Known,
    /// By what.
    pub channel: Channel,
    /// When: in their words.
    pub window: String,
    /// What they answer, so that it is known to be them and that they are alone.
    pub code_word: String,
    /// No message may be left.
    pub no_voicemail: bool,
    /// No letter may be sent.
    pub no_letters: bool,
}

impl SafeContactContent {
    /// As typed.
    ///
    /// # Errors
    /// Each field that will not do, in plain words.
    pub fn new(
        safe_now: Option<Known>,
        channel: Option<Channel>,
        (window, code_word): (&str, &str),
        (no_voicemail, no_letters): (bool, bool),
    ) -> Result<Self, Refusal> {
        let mut problems = Vec::new();
        if !matches!(safe_now, Some(Known::Yes | Known::No)) {
            let words = "Say whether it is safe to contact them now.";
            problems.push(Problem::new("safe", words));
        }
        if channel.is_none() {
            problems.push(Problem::new("channel", "Choose how they are contacted."));
        }
        for (field, text) in [("window", window), ("code-word", code_word)] {
            if text.trim().chars().count() > 200 {
                problems.push(Problem::new(field, "Make it 200 characters or fewer."));
            }
            if trace(text).is_some() && !leaks(Leak::WindowHoldsPlace) {
                let words = "Write places and numbers above, under places, and not here.";
                problems.push(Problem::new(field, words));
            }
        }
        let letter = channel == Some(Channel::Letter);
        if letter && no_letters {
            let words = "You chose letters, and that no letter may be sent. Change one of them.";
            problems.push(Problem::new("channel", words));
        }
        match (safe_now, channel) {
            (Some(safe_now), Some(channel)) if problems.is_empty() => Ok(Self {
                safe_now,
                channel,
                window: window.trim().to_owned(),
                code_word: code_word.trim().to_owned(),
                no_voicemail,
                no_letters,
            }),
            _ => Err(Refusal::Invalid(problems)),
        }
    }

    /// Whether a letter may go to them: they said that letters are safe, and not merely that something else is (breach B7).
    pub fn letters_are_safe(&self) -> bool {
        self.safe_now == Known::Yes && self.channel == Channel::Letter && !self.no_letters
    }

    /// The rule in words, without the code word.
    pub fn words(&self) -> String {
        if self.safe_now != Known::Yes {
            return "Not safe to contact now. Do not call, text, write or visit.".to_owned();
        }
        let mut words = format!("Safe to contact: {}", self.channel.words());
        if !self.window.is_empty() {
            words.push_str(", ");
            words.push_str(&self.window);
        }
        words.push('.');
        for (so, more) in [
            (self.no_voicemail, " Leave no message."),
            (self.no_letters, " Send no letter."),
            (!self.code_word.is_empty(), " Ask for the code word first."),
        ] {
            if so {
                words.push_str(more);
            }
        }
        words
    }
}

#[cfg(test)]
mod tests;
