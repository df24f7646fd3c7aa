//! Interests of workers in families: who they are outside work, where they were found, and what was decided.

mod closed;
pub(crate) mod cut;
mod found;
mod identity;
mod kept;
mod listed;
mod ties;

pub(crate) use closed::closed_persons;
pub use closed::{Closed, closed_to};
pub use cut::KIN_STEPS;
pub use found::{
    Held, InterestRow, Refused, held_in, in_put, interest_covering, interest_decided, interest_put,
    interests_at, likeness_put, principals_live, refused_of, reroute,
};
pub use identity::{
    identities_for_act, identity_put, identity_since, worker_keys_renew, worker_of_mail,
    workers_by_keys,
};
pub use kept::{Kept, kept_by_keys};
pub use listed::{InterestListed, InterestSeen, interest_seen, interests_listed};
pub use ties::{Tied, tied_to};

use crate::db::Statement;

/// Every statement of these files.
pub(crate) const ALL: [&[Statement]; 6] = [
    closed::ALL,
    found::ALL,
    identity::ALL,
    kept::ALL,
    listed::ALL,
    ties::ALL,
];
