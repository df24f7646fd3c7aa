//! What a worker has typed and not sent yet: kept while they type, opened again, thrown away. Theirs alone: whose a draft is comes from
//! who asks, so nobody can ask for another's. One file per act.

pub mod drop;
pub mod keep;
pub mod open;
