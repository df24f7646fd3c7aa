//! What leaves on the two standard streams. Whoever reads may have read enough (`trefoil ... | head -1`): the rest is then said to nobody,
//! and what a command does, and how it ended, is the same. The macros of the standard library would end the process instead.

use std::fmt::Arguments;
use std::io::{self, ErrorKind, Write};

/// A stream whose reader may go away.
pub(crate) struct Out<W>(pub(crate) W);

impl<W: Write> Write for Out<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        heard(self.0.write(bytes), bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        heard(self.0.flush(), ())
    }
}

/// Nothing is wrong where nobody listens any more.
fn heard<T>(said: io::Result<T>, otherwise: T) -> io::Result<T> {
    match said {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(otherwise),
        said => said,
    }
}

/// On standard output; a disk that is full is told on the other stream.
pub(crate) fn say(words: Arguments<'_>) {
    let mut out = Out(io::stdout().lock());
    if let Err(error) = out.write_fmt(words).and_then(|()| out.flush()) {
        tell(format_args!(
            "trefoil: standard output cannot be written: {error}\n"
        ));
    }
}

/// On standard error; where that cannot be, nobody is there to be told.
pub(crate) fn tell(words: Arguments<'_>) {
    let _ = Out(io::stderr().lock()).write_fmt(words);
}

macro_rules! print {
    ($($said:tt)*) => { $crate::out::say(format_args!($($said)*)) };
}
macro_rules! println {
    () => { $crate::out::say(format_args!("\n")) };
    ($($said:tt)*) => { $crate::out::say(format_args!("{}\n", format_args!($($said)*))) };
}
macro_rules! eprintln {
    () => { $crate::out::tell(format_args!("\n")) };
    ($($said:tt)*) => { $crate::out::tell(format_args!("{}\n", format_args!($($said)*))) };
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails always, as it is told.
    struct Fails(ErrorKind);

    impl Write for Fails {
        fn write(&mut self, _bytes: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(self.0.into())
        }
    }

    #[test]
    fn a_reader_may_go_and_a_full_disk_is_a_fault() {
        let check = |kind, good: bool| {
            let mut out = Out(Fails(kind));
            assert_eq!(write!(out, "a row").is_ok(), good, "{kind:?}");
            assert_eq!(out.flush().is_ok(), good, "{kind:?}");
        };
        check(ErrorKind::BrokenPipe, true);
        check(ErrorKind::StorageFull, false);
    }
}
