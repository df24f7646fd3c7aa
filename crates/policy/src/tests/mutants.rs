//! The rules, changed one place at a time: a rule turned into its opposite, a condition dropped, an operator flipped, a word taken out
//! of a list. What still reads and fits the schema must be found by the reference; `TREFOIL_PROVE_MUTANTS` asks for one in so many.

use cedar_policy::PolicyId;

use super::proof::{BANK, Draw, World, compared, number};
use super::{compare, rules, worlds};
use crate::cedar::Cedar;
use crate::policies::{FILES, Rules};
use crate::{Asker, Policy};

/// One mutant in so many is tried where the environment names no other number.
const ONE_IN: u64 = 100;
/// Random decisions that a mutant survives before it counts as living.
const DECISIONS: u64 = 50_000;
/// Worlds that are drawn near each of those in which its rule has its say.
const NEAR: usize = 40;
/// Of a hundred mutants that read, so many must be found. The aim is 95 of those that change something. Of a sample of 32, 30 were
/// found; the two others take `context.strand` for granted in rules about acts that are only ever put of a strand, and change nothing.
/// A sample as small as continuous integration's has room for one such.
const FOUND: usize = 85;

/// A change of one file's text.
struct Mutant {
    file: usize,
    at: usize,
    old: &'static str,
    new: String,
}

impl Mutant {
    fn words(&self) -> String {
        let (name, text) = FILES[self.file];
        let line = text[..self.at].lines().count();
        format!("{name}:{line}: `{}` for `{}`", self.new, self.old)
    }

    /// The rules with it; nothing where they do not read or fit any more.
    fn policy(&self) -> Option<Policy> {
        let (_, text) = FILES[self.file];
        let end = self.at + self.old.len();
        let changed = format!("{}{}{}", &text[..self.at], self.new, &text[end..]);
        let rules = Rules::changed(self.file, Box::leak(changed.into_boxed_str()));
        Policy::with(rules.ok()?).ok()
    }

    /// The rule in which it lies.
    fn rule(&self) -> Option<PolicyId> {
        let (_, text) = FILES[self.file];
        let id = text[..self.at].rsplit("@id(\"").next()?;
        Some(PolicyId::new(id.split('"').next()?))
    }
}

/// Words that stand for each other, one for the other.
const FLIPS: [(&str, &str); 9] = [
    ("\npermit (", "\nforbid ("),
    ("\nforbid (", "\npermit ("),
    (" && ", " || "),
    (" || ", " && "),
    (".containsAny(", ".containsAll("),
    (">= ", "> "),
    (" == Compartment", " != Compartment"),
    (" !context", " context"),
    ("(!context", "(context"),
];

/// Every change of a file.
fn mutants(file: usize) -> Vec<Mutant> {
    let (_, text) = FILES[file];
    let mut all = Vec::new();
    let mut put = |at: usize, old: &'static str, new: &str| {
        // What is said about a rule is no rule.
        let line = text[..at].rsplit('\n').next().unwrap_or_default();
        if !line.trim_start().starts_with("//") {
            let new = new.to_owned();
            all.push(Mutant { file, at, old, new });
        }
    };
    for (old, new) in FLIPS {
        for (at, found) in text.match_indices(old) {
            put(at, found, new);
        }
    }
    // A fact that is not looked at, and one that is taken for granted.
    for (at, _) in text.match_indices("context.") {
        let word = text[at..].split(|sign: char| !(sign.is_alphanumeric() || "._".contains(sign)));
        let word = word.into_iter().next().unwrap_or_default();
        if !text[at + word.len()..].starts_with('(') && !word.ends_with("relationships") {
            put(at, word, "true");
            put(at, word, "false");
        }
    }
    // A condition that is dropped, and a word that is taken out of a list.
    for (opens, kept) in [("when {", "true"), ("unless {", "false")] {
        for (at, _) in text.match_indices(opens) {
            let from = at + opens.len();
            if let Some(end) = text[from..].find('}') {
                put(from, &text[from..from + end], kept);
            }
        }
    }
    for (at, _) in text.match_indices("::\"") {
        let before = &text[..at];
        let from = before
            .rfind(|sign: char| !sign.is_alphanumeric())
            .map_or(0, |at| at + 1);
        let after = &text[at + 3..];
        let Some(end) = after
            .find("\", ")
            .filter(|end| *end == after.find('"').unwrap_or(0))
        else {
            continue;
        };
        put(from, &text[from..at + 3 + end + 3], "");
    }
    all
}

/// Whether some world shows it: those in which its rule has its say, all that tell rules apart, then what is near the first, and
/// random ones.
fn is_found(policy: &Policy, cedar: &Cedar, rule: Option<&PolicyId>, telling: &[World]) -> bool {
    let own: Vec<&World> = rule
        .and_then(|rule| BANK.get(rule))
        .into_iter()
        .flatten()
        .collect();
    let differs = |(asker, standing): &World| compare::on_record(policy, asker, standing).is_err();
    let mut draw = Draw::new(5);
    let mut near = |(asker, standing): &World| {
        (0..NEAR).any(|_| differs(&draw.changed(asker.clone(), standing.clone())))
    };
    own.iter().copied().chain(telling).any(differs)
        || alone(telling).any(|asker| compare::on_authority(policy, asker).is_err())
        || own.iter().any(|world| near(world))
        || compared(policy, cedar, 3, DECISIONS).is_err()
}

/// Each asker once.
fn alone(telling: &[World]) -> impl Iterator<Item = &Asker> {
    let first = telling.first().map(|(_, standing)| standing);
    let worlds = telling.iter();
    let once = worlds.take_while(move |(_, standing)| Some(standing) == first);
    once.map(|(asker, _)| asker)
}

#[test]
fn changed_rules_are_found() {
    let cedar = Cedar::new(Rules::embedded().unwrap()).unwrap();
    let named = worlds::askers().into_iter().map(|(_, _, asker)| asker);
    let askers: Vec<Asker> = worlds::odd_askers().into_iter().chain(named).collect();
    let standings: Vec<_> = rules::telling()
        .into_iter()
        .chain(worlds::misplaced())
        .collect();
    let worlds = standings.iter().flat_map(|standing| {
        let askers = askers.iter();
        askers.map(move |asker| (asker.clone(), standing.clone()))
    });
    let telling: Vec<World> = worlds.collect();
    let one_in = usize::try_from(number("TREFOIL_PROVE_MUTANTS", ONE_IN)).unwrap();
    let first = usize::try_from(number("TREFOIL_PROVE_SEED", 1)).unwrap() % one_in;
    let all = (0..FILES.len()).flat_map(mutants);
    let (mut read, mut living, mut due) = (0, Vec::new(), false);
    for (place, mutant) in all.enumerate() {
        // One in so many; where that does not read, the next that does.
        due |= place % one_in == first;
        let Some(policy) = due.then(|| mutant.policy()).flatten() else {
            continue;
        };
        due = false;
        read += 1;
        if !is_found(&policy, &cedar, mutant.rule().as_ref(), &telling) {
            living.push(mutant.words());
        }
    }
    let found = read - living.len();
    eprintln!("{read} changed rules that read, {found} found; living: {living:#?}");
    assert!(read > 5, "only {read} changes read");
    assert!(
        found * 100 >= read * FOUND,
        "{found} of {read}: {living:#?}"
    );
}
