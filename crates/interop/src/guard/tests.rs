//! The guard finds an address however it is hidden, and leaves ordinary prose alone.

mod attached;
mod hiding;
mod prose;
mod shapes;
