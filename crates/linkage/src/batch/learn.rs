//! A model without labels: what strangers share is counted from pairs taken by chance; what one person's records share, by
//! expectation and maximisation over the pairs that meet by each key, the fields of the key itself left out.

use super::block::Blocks;
use super::expect::{Step, learn_block};
use super::guess;
use super::keys::Key;
use super::level::{BatchField, FIELDS, born, given, mark, middle};
use super::model::{ByClass, Logs, Odds, add, class, levels, posterior};
use super::sample::{self, Block, Seen, Sides};
use super::shares::{blended, few_different, normal};
use super::table::{Table, slot};
use super::worth::Met;

/// Passes of learning, before what strangers share is counted anew without the pairs that are none, and after.
const PASSES: [usize; 2] = [16, 8];

/// The fields that a table has.
pub(super) fn used(table: &Table) -> [bool; FIELDS] {
    used_of(|place| table.any(place))
}

/// The fields that records have of which some have a value in those slots.
pub(super) fn used_of(any: impl Fn(usize) -> bool) -> [bool; FIELDS] {
    BatchField::ALL.map(|(field, _)| match field {
        BatchField::Given => any(slot::GIVEN),
        BatchField::Middle => any(slot::MIDDLE),
        BatchField::Surname => any(slot::SURNAME),
        BatchField::Born => any(slot::BORN),
        BatchField::Sex => any(slot::SEX),
        BatchField::Place => {
            any(slot::STREET) || any(slot::POSTCODE) || any(slot::SUBURB) || any(slot::HOUSE)
        }
        BatchField::State => any(slot::STATE),
        BatchField::Phone => any(slot::PHONE),
        BatchField::Email => any(slot::EMAIL),
        BatchField::National => any(slot::NATIONAL),
        BatchField::BirthPlace => any(slot::BIRTHPLACE),
        BatchField::Occupation => any(slot::OCCUPATION),
        BatchField::Due | BatchField::School => false,
    })
}

/// Learns a model of a table.
pub(super) fn learn(table: &Table, blocks: &Blocks, threads: usize) -> Learned {
    let used = used(table);
    let chance = sample::by_chance(table, threads);
    let of_keys = sample::of_keys(table, blocks, threads);
    let pairs = Sides::of(table).pairs().max(1.0);
    let mut school = School::new(table, &used, &blocks.keys, of_keys, pairs);
    school.strangers(&chance, false);
    school.guess();
    for passes in PASSES {
        for _ in 0..passes {
            school.pass();
        }
        school.priors();
        school.strangers(&chance, true);
    }
    school.ordered();
    school.priors();
    let met = school.met();
    let chosen = met.choose(&blocks.pairs, table.records());
    Learned {
        recall: met.recall(&blocks.keys, chosen),
        chosen,
        odds: school.odds,
    }
}

/// What was learned: a model, the keys that are worth their cost, and what share of the pairs they meet.
pub(super) struct Learned {
    pub(super) odds: Odds,
    pub(super) chosen: u32,
    pub(super) recall: Option<f64>,
}

struct School<'t> {
    table: &'t Table,
    used: &'t [bool; FIELDS],
    keys: &'t [&'static Key],
    blocks: Vec<Block>,
    /// By block, how its pairs are shared out among the classes.
    shares: Vec<ByClass>,
    odds: Odds,
    pairs: f64,
    homes: bool,
}

/// How many pairs a guess stands for.
const GUESS: f64 = 40.0;
/// Of so many pairs of one household no more are twins.
const TWINS_OF_HOMES: f64 = 0.15;

impl<'t> School<'t> {
    fn new(
        table: &'t Table,
        used: &'t [bool; FIELDS],
        keys: &'t [&'static Key],
        blocks: Vec<Block>,
        pairs: f64,
    ) -> Self {
        let homes = [slot::STREET, slot::POSTCODE, slot::PHONE];
        let homes = homes.iter().any(|place| table.any(*place));
        let one = 1.0 / pairs.sqrt();
        Self {
            table,
            used,
            keys,
            shares: vec![[0.2, 0.15, 0.02, 0.63]; blocks.len()],
            blocks,
            odds: Odds {
                fields: guess::even()
                    .map(|levels| levels.iter().map(|p| [*p; class::ALL]).collect()),
                prior: [one, one, one / 20.0, 1.0 - 3.0 * one],
            },
            pairs,
            homes,
        }
    }

    /// What strangers share, counted; those who seem to be none are left out once that can be told.
    fn strangers(&mut self, chance: &[Seen], told: bool) {
        let logs = self.odds.logs();
        let mut counts: [Vec<f64>; FIELDS] = std::array::from_fn(|field| vec![0.0; levels(field)]);
        let mut total = 0.0;
        for seen in chance {
            let share = if told {
                let all = add(logs.of(&seen.pattern), logs.prior);
                posterior(all)[class::STRANGERS]
            } else {
                1.0
            };
            total += seen.count * share;
            tally(&mut counts, &seen.pattern, seen.count * share);
        }
        for field in (0..FIELDS).filter(|field| self.used[*field]) {
            let base = self.chance_of(field);
            let shares = blended(field, &counts[field], &base, total);
            self.set(field, class::STRANGERS, &shares);
        }
    }

    /// What chance alone would make of each level, as far as that can be worked out: names by how common they are.
    fn chance_of(&self, field: usize) -> Vec<f64> {
        let mut base = vec![1e-4; levels(field)];
        let of_names = |place: usize, base: &mut Vec<f64>| {
            let records = (self.table.records() as f64).max(1.0);
            for (level, [_, squares]) in (0..).zip(self.table.commonness(place)).skip(1) {
                base[level] = squares as f64 / records / records;
            }
        };
        let distinct = |place: usize| self.table.distinct(place).max(2) as f64;
        match BatchField::ALL[field].0 {
            BatchField::Given => of_names(slot::GIVEN, &mut base),
            BatchField::Surname => of_names(slot::SURNAME, &mut base),
            BatchField::Phone => base[1] = 1.0 / distinct(slot::PHONE),
            BatchField::Email => base[1] = 1.0 / distinct(slot::EMAIL),
            BatchField::National => base[1] = 1.0 / distinct(slot::NATIONAL),
            BatchField::Born => base[usize::from(born::SAME)] = 1.0 / 30_000.0,
            _ => {}
        }
        base
    }

    fn set(&mut self, field: usize, class: usize, shares: &[f64]) {
        for (row, share) in self.odds.fields[field].iter_mut().zip(shares) {
            row[class] = *share;
        }
    }

    fn get(&self, field: usize, class: usize) -> Vec<f64> {
        self.odds.fields[field]
            .iter()
            .map(|row| row[class])
            .collect()
    }

    fn guess(&mut self) {
        for field in (0..FIELDS).filter(|field| self.used[*field]) {
            let strangers = self.get(field, class::STRANGERS);
            let person = normal(field, guess::person(field, &strangers));
            let household = normal(field, guess::household(field, &strangers));
            self.set(field, class::PERSON, &person);
            self.set(field, class::HOUSEHOLD, &household);
            self.set(field, class::TWINS, &household);
        }
        self.bounds();
    }

    /// What a class is: twins are born on one day and have two names; a household does not call two of its own the same.
    fn bounds(&mut self) {
        let born = BatchField::Born as usize;
        let person = self.get(born, class::PERSON);
        self.set(born, class::TWINS, &person);
        let names = BatchField::Given as usize;
        for (class, most) in [(class::HOUSEHOLD, 0.03), (class::TWINS, 0.0005)] {
            let mut shares = self.get(names, class);
            let same = usize::from(given::SAME_RARE)..=usize::from(given::NICKNAME);
            let sum: f64 = shares[same.clone()].iter().sum();
            if sum > most {
                for share in &mut shares[same] {
                    *share *= most / sum;
                }
                shares = normal(names, shares);
                self.set(names, class, &shares);
            }
        }
    }

    fn pass(&mut self) {
        let step = Step::from(self.odds.logs(), self.homes);
        let mut counts: [[Vec<f64>; FIELDS]; 3] =
            std::array::from_fn(|_| std::array::from_fn(|field| vec![0.0; levels(field)]));
        for (block, shares) in self.blocks.iter().zip(&mut self.shares) {
            let fixed = self.keys[block.key].fixes(block.depth);
            *shares = learn_block(block, &fixed, &step, *shares, &mut counts);
        }
        self.few_twins();
        for class in [class::PERSON, class::HOUSEHOLD, class::TWINS] {
            for field in (0..FIELDS).filter(|field| self.used[*field]) {
                let mut shares = self.maximised(field, class, &counts[class][field]);
                if class == class::PERSON {
                    shares = few_different(field, shares);
                }
                self.set(field, class, &shares);
            }
        }
        self.bounds();
    }

    /// Twins are of households: where there are hardly any households, two names and one birth date are something else.
    fn few_twins(&mut self) {
        let mass = |class: usize| -> f64 {
            let each = self.blocks.iter().zip(&self.shares);
            each.map(|(block, shares)| {
                let pairs: f64 = block.seen.iter().map(|seen| seen.count).sum();
                shares[class] * pairs * block.scale
            })
            .sum()
        };
        let (homes, twins) = (mass(class::HOUSEHOLD), mass(class::TWINS));
        if twins > homes * TWINS_OF_HOMES {
            for shares in &mut self.shares {
                shares[class::TWINS] =
                    (shares[class::TWINS] * homes * TWINS_OF_HOMES / twins).max(1e-12);
            }
        }
    }

    fn maximised(&self, field: usize, class: usize, counts: &[f64]) -> Vec<f64> {
        let strangers = self.get(field, class::STRANGERS);
        let guess = match class {
            class::PERSON => guess::person(field, &strangers),
            class::HOUSEHOLD => guess::household(field, &strangers),
            _ => self.get(field, class::HOUSEHOLD),
        };
        let guess = normal(field, guess);
        let sum: f64 = counts.iter().sum();
        let held = if class == class::PERSON {
            GUESS
        } else {
            GUESS * 5.0
        };
        let all = counts
            .iter()
            .zip(guess)
            .map(|(count, guess)| (count + held * guess) / (sum + held));
        normal(field, all.collect())
    }

    /// Nothing speaks for one person more than what is the same, and nothing against it more than what is different: what few
    /// pairs happened to show must not turn the evidence round.
    fn ordered(&mut self) {
        for (field, (of, _)) in BatchField::ALL.iter().enumerate() {
            let (same, different): (&[u8], u8) = match of {
                BatchField::Given | BatchField::Surname => (&[1, 2, 3], given::DIFFERENT),
                BatchField::Middle => (&[1], middle::DIFFERENT),
                BatchField::Born => (&[born::SAME], born::DIFFERENT),
                BatchField::Sex | BatchField::Place | BatchField::Due => continue,
                _ => (&[mark::SAME], mark::DIFFERENT),
            };
            let rows = &mut self.odds.fields[field];
            let ratio = |row: &ByClass| row[class::PERSON] / row[class::STRANGERS].max(1e-12);
            let most = same
                .iter()
                .map(|level| ratio(&rows[usize::from(*level)]))
                .fold(0.0, f64::max);
            let least = ratio(&rows[usize::from(different)]).min(most);
            for row in rows.iter_mut().skip(1) {
                row[class::PERSON] =
                    ratio(row).clamp(least, most) * row[class::STRANGERS].max(1e-12);
            }
        }
    }

    /// By which keys pairs of one person meet, and how many do.
    fn met(&self) -> Met {
        let logs = self.odds.logs();
        let seen = self
            .blocks
            .iter()
            .flat_map(|block| block.seen.iter().map(|seen| (seen, block.scale)));
        let first = seen.filter(|(seen, _)| seen.shared != 0);
        let met = first.map(|(seen, scale)| {
            let person = posterior(evidence(&logs, seen))[class::PERSON];
            (seen.shared, person * seen.count * scale)
        });
        Met(met.collect())
    }

    /// How often a pair is of each class, of those who meet first by each key.
    fn priors(&mut self) {
        let likely = self.likely();
        for _ in 0..12 {
            let mut sums = [0.0; class::ALL];
            for (count, likely) in &likely {
                let parts: ByClass = std::array::from_fn(|at| likely[at] * self.odds.prior[at]);
                let all: f64 = parts.iter().sum();
                for (sum, part) in sums.iter_mut().zip(parts) {
                    *sum += part / all * count;
                }
            }
            let mut prior = sums.map(|sum| (sum / self.pairs).max(1e-15));
            if !self.homes {
                prior[class::HOUSEHOLD] = 1e-300;
                prior[class::TWINS] = 1e-300;
            }
            prior[class::TWINS] = prior[class::TWINS].min(prior[class::HOUSEHOLD] * TWINS_OF_HOMES);
            prior[class::STRANGERS] = 1.0 - prior[..class::STRANGERS].iter().sum::<f64>();
            self.odds.prior = prior;
        }
    }

    /// Of those who meet first by each key, how many pairs stand behind each pattern, and how likely it is of each class against the
    /// likeliest, whatever pairs are by themselves.
    fn likely(&self) -> Vec<(f64, ByClass)> {
        let logs = self.odds.logs();
        let seen = self.blocks.iter().flat_map(|block| {
            let first = block.seen.iter().filter(|seen| seen.shared != 0);
            first.map(|seen| (seen, seen.count * block.scale))
        });
        seen.map(|(seen, count)| {
            let mut all = logs.of(&seen.pattern);
            all[class::STRANGERS] += seen.together;
            let most = all.iter().fold(f64::NEG_INFINITY, |x, y| x.max(*y));
            (count, all.map(|log| (log - most).exp()))
        })
        .collect()
    }
}

/// How likely what was seen is of each class.
fn evidence(logs: &Logs, seen: &Seen) -> ByClass {
    let mut all = add(logs.of(&seen.pattern), logs.prior);
    all[class::STRANGERS] += seen.together;
    all
}

fn tally(counts: &mut [Vec<f64>; FIELDS], pattern: &super::level::Pattern, count: f64) {
    for (counts, level) in counts.iter_mut().zip(pattern) {
        if let Some(slot) = counts.get_mut(usize::from(*level)) {
            *slot += count;
        }
    }
}
