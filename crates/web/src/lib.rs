//! Pages and their parts. Everything here goes through `trefoil-app`; nothing here reads the store.
#![forbid(unsafe_code)]

pub mod assets;
pub mod components;
