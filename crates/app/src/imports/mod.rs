//! Files taken in: by command or by upload, in parts short enough that pages stay quick meanwhile. One file per act.

pub mod dry_run;
pub mod mail;
pub mod police;
pub mod quarantine;
mod run;
pub mod upload;
pub mod view;
