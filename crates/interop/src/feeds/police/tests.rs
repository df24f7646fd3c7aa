//! The police feed as a whole: the corpus, properties over arbitrary files, and streams that are huge or break off.

mod corpus;
mod joining;
mod properties;
mod streams;
