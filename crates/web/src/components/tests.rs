//! Of all components together: none is forgotten, escaping holds, and the comparison with the fixtures can fail.

pub(super) mod dom;
pub(super) mod fixtures;
