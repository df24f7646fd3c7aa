//! The facade: one `Db` over two native engines. What differs between them lives in this folder and nowhere else.

mod embedded;
mod measure;
mod open;
mod roles;
mod row;
mod statement;
mod tx;
mod value;
mod way;
mod whole;

pub use open::{Db, Engine, Place};
pub use roles::role_passes_over;
pub use row::{Cells, Row};
pub(crate) use statement::statement;
pub use statement::{Shape, Statement};
pub use tx::{Reader, Tx};
pub use value::Value;
pub(crate) use value::micros;
pub use way::way_warning;
pub(crate) use whole::{Catalogued, Column, Kind};
