//! Workers who ask a running server for pages, each with a connection and a session: with time to think, or as fast as
//! they can. Bounded in number and time.

use super::http::Client;
use super::pool::{Pool, token_of};
use std::time::{Duration, Instant};

/// A kind of request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Contact,
    First,
    Far,
    Search,
    Take,
}

impl Kind {
    /// The kinds that have rows of their own, in words.
    pub(super) const READ: [(Self, &'static str); 4] = [
        (Self::Contact, "contact page"),
        (Self::First, "queue page 1, filters"),
        (Self::Far, "queue page 200, filters"),
        (Self::Search, "person search"),
    ];
}

/// How many of a hundred requests are of a kind.
pub(super) type Mix = &'static [(Kind, u64)];

/// One worker's day.
pub(super) const WORK: Mix = &[
    (Kind::Contact, 40),
    (Kind::First, 20),
    (Kind::Far, 15),
    (Kind::Search, 25),
];
/// 70 of 100 pages, 20 searches, 10 writes.
pub(super) const MIXED: Mix = &[
    (Kind::Contact, 40),
    (Kind::First, 20),
    (Kind::Far, 10),
    (Kind::Search, 20),
    (Kind::Take, 10),
];

/// How a load is made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub(super) mix: Mix,
    pub(super) think: Duration,
    pub(super) lasts: Duration,
}

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Answered {
    pub(super) times: Vec<(Kind, Duration)>,
    /// What went wrong, in words.
    pub(super) errors: Vec<String>,
}

impl Answered {
    pub(super) fn of(&self, kind: Kind) -> impl Iterator<Item = Duration> {
        let own = self.times.iter().filter(move |(known, _)| *known == kind);
        own.map(|(_, time)| *time)
    }
}

/// Lets all clients work at once, each in a thread; they are signed in already.
pub(super) fn run(clients: &mut [Client], pool: &Pool, shape: Shape) -> Answered {
    let many = clients.len();
    let until = Instant::now() + shape.lasts;
    let mut all = Answered::default();
    std::thread::scope(|scope| {
        let threads: Vec<_> = clients
            .iter_mut()
            .enumerate()
            .map(|(place, client)| {
                let worker = Worker::new(pool, place, many);
                scope.spawn(move || worker.work(client, shape, until))
            })
            .collect();
        for thread in threads {
            match thread.join() {
                Ok(one) => {
                    all.times.extend(one.times);
                    all.errors.extend(one.errors);
                }
                Err(_) => all.errors.push("a client broke".to_owned()),
            }
        }
    });
    all
}

struct Worker<'a> {
    pool: &'a Pool,
    /// Contacts that nobody else takes: two who take one is another test.
    own: Vec<&'a String>,
    token: String,
    holds: bool,
    dice: u64,
}

impl<'a> Worker<'a> {
    fn new(pool: &'a Pool, place: usize, many: usize) -> Self {
        Self {
            pool,
            own: pool.contacts.iter().skip(place).step_by(many).collect(),
            token: String::new(),
            holds: false,
            dice: 0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(place as u64 + 1),
        }
    }

    fn work(mut self, client: &mut Client, shape: Shape, until: Instant) -> Answered {
        let mut answered = Answered::default();
        // Nobody begins in step with the others; and the first page, which opens the connection, is not timed.
        std::thread::sleep(shape.think.mul_f64(self.share()));
        match client.get("/queue").and_then(|page| token_of(&page.body)) {
            Ok(token) => self.token = token,
            Err(error) => answered.errors.push(format!("{error:#}")),
        }
        while Instant::now() < until && answered.errors.len() < 100 {
            let kind = self.kind(shape.mix);
            let since = Instant::now();
            match self.ask(client, kind) {
                Ok(()) => answered.times.push((kind, since.elapsed())),
                Err(error) => answered.errors.push(format!("{kind:?}: {error:#}")),
            }
            std::thread::sleep(shape.think);
        }
        // Whoever comes next finds what this one took as it was.
        if self.holds
            && let Err(error) = self.take(client)
        {
            answered.errors.push(format!("at the end: {error:#}"));
        }
        answered
    }

    fn ask(&mut self, client: &mut Client, kind: Kind) -> anyhow::Result<()> {
        let pool = self.pool;
        let (answer, expect) = match kind {
            Kind::Contact => (client.get(self.one(&pool.contacts))?, 200),
            Kind::First => (client.get(self.one(&pool.first))?, 200),
            Kind::Far => (client.get(self.one(&pool.far))?, 200),
            Kind::Search => {
                let fields = self.one(&pool.searches);
                let form = format!("csrf={}&{fields}", self.token);
                (client.post("/people/search", &form)?, 200)
            }
            Kind::Take => (self.take(client)?, 303),
        };
        anyhow::ensure!(answer.status == expect, "answered {}", answer.status);
        Ok(())
    }

    /// Takes the next contact of its own, or gives back the one it holds.
    fn take(&mut self, client: &mut Client) -> anyhow::Result<super::http::Answer> {
        let contact = self.own.first().map_or("", |one| one.as_str());
        let act = if self.holds { "release" } else { "take" };
        let answer = client.post(&format!("{contact}/{act}"), &format!("csrf={}", self.token))?;
        if self.holds && self.own.len() > 1 {
            self.own.rotate_left(1);
        }
        self.holds = !self.holds;
        Ok(answer)
    }

    fn kind(&mut self, mix: Mix) -> Kind {
        let mut left = self.next() % 100;
        for (kind, share) in mix {
            if left < *share {
                return *kind;
            }
            left -= share;
        }
        Kind::Contact
    }

    fn one(&mut self, of: &'a [String]) -> &'a str {
        let place = usize::try_from(self.next()).unwrap_or(0) % of.len().max(1);
        of.get(place).map_or("/", String::as_str)
    }

    /// From 0 to 1.
    fn share(&mut self) -> f64 {
        f64::from(u32::try_from(self.next() % 1_000).unwrap_or(0)) / 1_000.0
    }

    /// Marsaglia's xorshift: the same load every time.
    fn next(&mut self) -> u64 {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        self.dice >> 11
    }
}
