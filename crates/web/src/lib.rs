//! Pages and their parts. Everything here goes through `trefoil-app`; nothing here reads the store.
#![forbid(unsafe_code)]

mod api;
pub mod assets;
pub mod beat;
pub mod components;
pub mod csrf;
pub mod errors;
pub mod form;
mod headers;
mod log;
mod metrics;
pub mod pages;
mod router;
pub mod session;
pub mod shell;
mod source;
mod state;

pub use metrics::{Metrics, metrics_router};
pub use router::{Entry, Method, Route, router, routes};
pub use state::{Partners, State, Stopwatch};
