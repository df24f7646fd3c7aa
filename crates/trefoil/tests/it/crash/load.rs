//! The load: workers who take, match and decide contacts at once, and remember what was acknowledged to them.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use trefoil_core::ids::{ContactId, SightingId, WorkerId};

use crate::hub::binary::ask;
use crate::hub::real;

/// A contact to be worked on.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) contact: ContactId,
    /// Everybody in it who is still to be matched.
    pub(super) open: Vec<SightingId>,
    /// Its children, by their first sightings.
    pub(super) children: Vec<SightingId>,
    /// Whether nobody has it.
    pub(super) free: bool,
}

/// What the server said is done.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ack {
    /// The worker has the contact.
    Taken(ContactId, WorkerId),
    /// The worker is about to give it back, whether or not that is heard of; a later `Taken` stands after it.
    Leaving(ContactId),
    /// The sighting is of somebody new.
    Matched(ContactId, SightingId),
    /// Every child has an answer.
    Decided(ContactId),
}

impl Ack {
    /// Whether a contact was decided.
    pub(super) fn is_decision(&self) -> bool {
        matches!(self, Self::Decided(_))
    }
}

/// The workers at work.
pub(super) struct Driver {
    stop: Arc<AtomicBool>,
    acks: Arc<Mutex<Vec<Ack>>>,
    threads: Vec<JoinHandle<()>>,
}

impl Driver {
    /// Starts one worker per session, each with contacts of their own.
    pub(super) fn start(
        address: SocketAddr,
        sessions: &[(WorkerId, String)],
        cases: Vec<Case>,
    ) -> Self {
        let (stop, acks) = (
            Arc::new(AtomicBool::new(false)),
            Arc::new(Mutex::new(Vec::new())),
        );
        let mut shares: Vec<Vec<Case>> = sessions.iter().map(|_| Vec::new()).collect();
        for (place, case) in cases.into_iter().enumerate() {
            shares[place % sessions.len()].push(case);
        }
        let one = |((worker, cookie), share): (&(WorkerId, String), Vec<Case>)| {
            let hand = Hand {
                address,
                worker: *worker,
                cookie: cookie.clone(),
                acks: Arc::clone(&acks),
                stop: Arc::clone(&stop),
            };
            std::thread::spawn(move || hand.work(&share))
        };
        let threads = sessions.iter().zip(shares).map(one).collect();
        Self {
            stop,
            acks,
            threads,
        }
    }

    /// Waits until something was acknowledged, so that the plug is pulled under load; not for ever.
    pub(super) fn await_first(&self) {
        let started = real::started();
        while self.acks.lock().unwrap().is_empty() && started.elapsed() < Duration::from_secs(5) {
            real::pause(Duration::from_millis(2));
        }
    }

    /// What they were told is done so far, in order.
    pub(super) fn so_far(&self) -> Vec<Ack> {
        self.acks.lock().unwrap().clone()
    }

    /// Waits for them; what they were told is done, in order.
    pub(super) fn end(self) -> Vec<Ack> {
        self.stop.store(true, Ordering::SeqCst);
        for thread in self.threads {
            thread.join().unwrap();
        }
        self.acks.lock().unwrap().clone()
    }
}

struct Hand {
    address: SocketAddr,
    worker: WorkerId,
    cookie: String,
    acks: Arc<Mutex<Vec<Ack>>>,
    stop: Arc<AtomicBool>,
}

impl Hand {
    fn work(&self, cases: &[Case]) {
        let Some(token) = self.token() else {
            return;
        };
        for case in cases {
            if self.stop.load(Ordering::SeqCst) {
                return;
            }
            self.one(case, &token);
        }
    }

    fn token(&self) -> Option<String> {
        let page = ask(self.address, "GET", "/queue", &self.cookie, "")?;
        let (_, rest) = page.text.split_once("name=\"csrf\" value=\"")?;
        rest.split('"').next().map(str::to_owned)
    }

    fn one(&self, case: &Case, token: &str) {
        let contact = case.contact;
        let send = |act: &str, fields: &str, ack: Ack| {
            let answer = ask(
                self.address,
                "POST",
                &format!("/contacts/{contact}/{act}"),
                &self.cookie,
                &format!("csrf={token}{fields}"),
            );
            if answer.is_some_and(|answer| answer.status == 303) {
                self.acks.lock().unwrap().push(ack);
            }
        };
        if case.free {
            send("take", "", Ack::Taken(contact, self.worker));
            self.acks.lock().unwrap().push(Ack::Leaving(contact));
            let back = format!("/contacts/{contact}/release");
            let fields = format!("csrf={token}");
            let _ = ask(self.address, "POST", &back, &self.cookie, &fields);
            send("take", "", Ack::Taken(contact, self.worker));
        }
        for sighting in &case.open {
            send(
                "match/new",
                &format!("&sighting={sighting}"),
                Ack::Matched(contact, *sighting),
            );
        }
        let answer = |(place, child): (usize, &SightingId)| {
            format!("&child-{place}={child}&outcome-{place}=early_help&reason-{place}=Asked+for")
        };
        let answers: Vec<String> = case.children.iter().enumerate().map(answer).collect();
        send("decide", &answers.concat(), Ack::Decided(contact));
    }
}
