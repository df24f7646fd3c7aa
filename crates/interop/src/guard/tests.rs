//! The guard finds an address however it is hidden, and leaves ordinary prose alone.

mod attached;
mod cost;
mod hiding;
mod prose;
mod shapes;
