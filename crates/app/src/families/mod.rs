//! Acts on families and their strands: opening, allocating, closing, writing, sharing within the family. One file per act.

pub mod access;
pub mod acknowledge;
pub mod aggressor;
pub mod allocate;
pub mod close;
pub mod cover;
pub mod covers;
pub mod door;
pub(crate) mod leave;
pub mod list;
pub mod moving;
pub mod note;
pub(crate) mod opening;
pub mod places;
pub mod release;
pub mod share;
pub mod shared;
pub mod signal;
pub mod signals;
pub mod strand;
pub mod terms;
pub(crate) mod told;
pub mod view;
pub mod writing;

pub use trefoil_store::person::Believed;
pub use trefoil_store::strand::{Allocation, StrandRow};
