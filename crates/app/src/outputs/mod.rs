//! What leaves the house: written for one addressee, looked over by the guard, released by somebody else, sent, and on the register.
//! One file per act; `templates/` says what each kind of output says.

pub mod barred;
pub(crate) mod compose;
pub mod decide;
mod delivery;
pub mod draft;
pub mod gather;
pub(crate) mod guard;
pub(crate) mod leave;
mod posted;
pub mod register;
pub mod send;
pub mod templates;
pub mod view;

pub use trefoil_core::output::passage::Answer as PassageAnswer;
pub use trefoil_interop::formats::{Format, of_code as format_of};
pub use trefoil_store::output::OutputRow;
