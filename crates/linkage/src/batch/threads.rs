//! Work shared out among threads. What comes back is in the order of the work, whoever did it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Does each of `count` works and gives back what came of each, in their order.
pub(super) fn each<R: Send>(
    threads: usize,
    count: usize,
    work: impl Fn(usize) -> R + Sync,
) -> Vec<R> {
    with(threads, count, || (), |(), at| work(at))
}

/// Does something to each of a list, each by one thread, and gives back what came of them, in their order.
pub(super) fn each_of<T: Send, R: Send>(
    threads: usize,
    list: &mut [T],
    work: impl Fn(usize, &mut T) -> R + Sync,
) -> Vec<R> {
    let open: Vec<Mutex<&mut T>> = list.iter_mut().map(Mutex::new).collect();
    each(threads, open.len(), |at| {
        // Nobody else asks for it: each is worked on once.
        let mut one = open[at].lock().unwrap_or_else(PoisonError::into_inner);
        work(at, &mut one)
    })
}

/// As [`each`], with something that a thread makes once and keeps.
pub(super) fn with<S, R: Send>(
    threads: usize,
    count: usize,
    make: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let run = || {
        let mut kept = make();
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                return done;
            }
            done.push((at, work(&mut kept, at)));
        }
    };
    let mut done = if threads < 2 || count < 2 {
        run()
    } else {
        std::thread::scope(|scope| {
            let hands: Vec<_> = (0..threads.min(count)).map(|_| scope.spawn(run)).collect();
            let done = hands.into_iter().map(|hand| match hand.join() {
                Ok(done) => done,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            done.collect::<Vec<_>>().concat_all()
        })
    };
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// `concat` for what cannot be copied.
trait ConcatAll<T> {
    fn concat_all(self) -> Vec<T>;
}

impl<T> ConcatAll<T> for Vec<Vec<T>> {
    fn concat_all(self) -> Vec<T> {
        self.into_iter().flatten().collect()
    }
}
