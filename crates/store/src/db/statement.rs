//! Statements: every SQL text is a named constant; those that take many rows or a list are rendered at a few lengths only,
//! so that both engines keep few prepared plans and one test can prepare them all.

use std::borrow::Cow;
use std::fmt::Write;

use super::open::Engine;

/// How the binds of a statement are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `$1` to `$n`, as written.
    Plain,
    /// `{rows}` stands for tuples of this many columns.
    Rows(usize),
    /// `{list}` stands for a list whose first bind is this number; the binds before it are as written.
    List(usize),
}

/// The lengths at which rows and lists are rendered. Rows are cut to these sizes; lists are padded up with their last value.
pub const SIZES: [usize; 5] = [1, 4, 16, 64, 256];

/// A named SQL text, portable between the engines.
#[derive(Debug, Clone, Copy)]
pub struct Statement {
    /// Its name, for faults and for the test that prepares all.
    pub name: &'static str,
    /// Its text.
    pub sql: &'static str,
    /// Its binds.
    pub shape: Shape,
}

/// Declares a module's statements and their `ALL`.
macro_rules! statement {
    ($($name:ident $(($shape:ident $n:literal))? = $sql:expr;)*) => {
        $(const $name: $crate::db::Statement = $crate::db::Statement {
            name: stringify!($name),
            sql: $sql,
            shape: statement!(@shape $($shape $n)?),
        };)*
        /// Every statement of this module.
        pub(crate) const ALL: &[$crate::db::Statement] = &[$($name,)*];
    };
    (@shape) => { $crate::db::Shape::Plain };
    (@shape $shape:ident $n:literal) => { $crate::db::Shape::$shape($n) };
}
pub(crate) use statement;

impl Statement {
    /// The text at one length for one engine; `length` is ignored for plain statements. The binds of rows stand in order, so
    /// SQLite is spared their numbers: it would look each up by its name, and so take a square of the time.
    pub fn rendered(&self, engine: Engine, length: usize) -> Cow<'static, str> {
        match self.shape {
            Shape::Plain => Cow::Borrowed(self.sql),
            Shape::Rows(columns) => {
                Cow::Owned(self.sql.replace("{rows}", &tuples(engine, columns, length)))
            }
            Shape::List(first) => Cow::Owned(self.sql.replace("{list}", &binds(first, length))),
        }
    }

    /// The lengths that this statement is rendered at.
    pub fn lengths(&self) -> &'static [usize] {
        if self.shape == Shape::Plain {
            &SIZES[..1]
        } else {
            &SIZES
        }
    }
}

fn binds(first: usize, length: usize) -> String {
    (first..first + length).fold(String::new(), |mut list, bind| {
        let comma = if list.is_empty() { "" } else { ", " };
        let _ = write!(list, "{comma}${bind}");
        list
    })
}

fn tuples(engine: Engine, columns: usize, length: usize) -> String {
    (0..length).fold(String::new(), |mut rows, row| {
        let comma = if rows.is_empty() { "" } else { ", " };
        let tuple = match engine {
            Engine::Sqlite => vec!["?"; columns].join(", "),
            Engine::Postgres => binds(row * columns + 1, columns),
        };
        let _ = write!(rows, "{comma}({tuple})");
        rows
    })
}
