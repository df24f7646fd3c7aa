//! An outside that a test steers: its clock stands until it is moved, its randomness comes from a seed, its disk is full on request.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::{SignedDuration, Timestamp};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use trefoil_app::World;
use trefoil_core::attachment::Sizes;
use trefoil_core::budget::Limits;
use trefoil_core::chance::Chance;

/// The steered outside.
pub struct FakeWorld {
    now: Mutex<Timestamp>,
    chance: Mutex<ChaCha20Rng>,
    room: AtomicBool,
    limits: Mutex<Limits>,
    sizes: Mutex<Sizes>,
    places_open_for: Mutex<SignedDuration>,
}

impl FakeWorld {
    /// An outside at an instant, from a seed.
    pub fn new(now: Timestamp, seed: u64) -> Self {
        Self {
            now: Mutex::new(now),
            chance: Mutex::new(ChaCha20Rng::seed_from_u64(seed)),
            room: AtomicBool::new(true),
            limits: Mutex::new(Limits::default()),
            sizes: Mutex::new(Sizes::default()),
            // A working day: what step-up does is tested where it is asked for.
            places_open_for: Mutex::new(SignedDuration::from_hours(12)),
        }
    }

    /// Moves the clock on.
    pub fn pass(&self, time: SignedDuration) {
        let mut now = self
            .now
            .lock()
            .expect("nobody stopped while moving the clock");
        *now = now
            .checked_add(time)
            .expect("the clock stays within the calendar");
    }

    /// Says how often things may be done.
    pub fn set_limits(&self, limits: Limits) {
        *self.limits.lock().expect("nobody stopped while saying so") = limits;
    }

    /// Says how large the files of contacts may be.
    pub fn set_sizes(&self, sizes: Sizes) {
        *self.sizes.lock().expect("nobody stopped while saying so") = sizes;
    }

    /// Says for how long somebody who showed who they are has done so.
    pub fn set_places_open_for(&self, time: SignedDuration) {
        let mut held = self.places_open_for.lock();
        **held.as_mut().expect("nobody stopped while saying so") = time;
    }

    /// Says whether the disk has room.
    pub fn set_room(&self, room: bool) {
        self.room.store(room, Ordering::SeqCst);
    }
}

impl Chance for FakeWorld {
    fn fill(&self, bytes: &mut [u8]) {
        self.chance
            .lock()
            .expect("nobody stopped while drawing")
            .fill_bytes(bytes);
    }
}

impl World for FakeWorld {
    fn now(&self) -> Timestamp {
        *self
            .now
            .lock()
            .expect("nobody stopped while moving the clock")
    }

    fn room(&self) -> bool {
        self.room.load(Ordering::SeqCst)
    }

    fn limits(&self) -> Limits {
        *self.limits.lock().expect("nobody stopped while saying so")
    }

    fn sizes(&self) -> Sizes {
        *self.sizes.lock().expect("nobody stopped while saying so")
    }

    fn places_open_for(&self) -> SignedDuration {
        let held = self.places_open_for.lock();
        *held.expect("nobody stopped while saying so")
    }
}
