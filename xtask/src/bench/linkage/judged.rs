//! How well our engine does, held against the truth: its own decision beside the best one, its probabilities, its zones, and each
//! culture of names by itself.

use super::Measured;
use super::table::number;
use serde_json::Value;
use std::fmt::Write as _;

/// A group of people that is wrong so many times as often as all are is named.
const TWICE: f64 = 2.0;

pub(super) fn section(sets: &[Measured]) -> String {
    let mut text = String::from(
        "### Its own decision, and the best that the truth shows\n\n\
         | records | pairs, F1 | best | at weight | clusters, F1 | best | at weight |\n|---|---|---|---|---|---|---|\n",
    );
    for Measured { name, judged, .. } in sets {
        let of = |path: &str, digits| number(judged.pointer(path).and_then(Value::as_f64), digits);
        let pairs = [
            of("/pairs/f1", 4),
            of("/pairs_best/f1", 4),
            of("/pairs_best/weight", 1),
        ];
        let clusters = [
            of("/clusters/f1", 4),
            of("/clusters_best/f1", 4),
            of("/clusters_best/weight", 1),
        ];
        let _ = writeln!(
            text,
            "| {name} | {} | {} |",
            pairs.join(" | "),
            clusters.join(" | ")
        );
    }
    text.push_str(DECISION);
    zones(&mut text, sets);
    tenths(&mut text, sets);
    for set in sets {
        cultures(&mut text, set);
    }
    text
}

const DECISION: &str = "\n\
Pairs: each scored pair by itself, before clusters are made; the engine's own decision is at weight 0. The best is chosen by the\n\
truth, which nobody has who links records.\n\n";

fn count(of: &Value, path: &str) -> f64 {
    of.pointer(path).and_then(Value::as_f64).unwrap_or_default()
}

fn zones(text: &mut String, sets: &[Measured]) {
    text.push_str(
        "### Certain, ask, no\n\n\
         | records | pairs of one person | certain | of two people, certain | asked | of them one person |\n|---|---|---|---|---|---|\n",
    );
    for Measured { name, judged, .. } in sets {
        let all = count(judged, "/true_pairs");
        let [one, two] = ["one", "two"].map(|of| count(judged, &format!("/zones/0/{of}")));
        let [asked_one, asked_two] =
            ["one", "two"].map(|of| count(judged, &format!("/zones/1/{of}")));
        let _ = writeln!(
            text,
            "| {name} | {all} | {:.1} % | {two}, of them {} in one home | {} | {:.1} % |",
            100.0 * one / all.max(1.0),
            count(judged, "/certain_at_home"),
            asked_one + asked_two,
            100.0 * asked_one / (asked_one + asked_two).max(1.0)
        );
    }
    text.push('\n');
}

fn tenths(text: &mut String, sets: &[Measured]) {
    text.push_str("### Probabilities held against the truth\n\nOf all scored pairs, by tenths of the probability that was said: how many, what was said on average, and what share are one person.\n\n| said |");
    for set in sets {
        let _ = write!(text, " {} |", set.name);
    }
    let _ = writeln!(text, "\n|---|{}", "---|".repeat(sets.len()));
    for tenth in 0..10 {
        let _ = write!(text, "| 0.{tenth} to {:.1} |", f64::from(tenth + 1) / 10.0);
        for set in sets {
            let at = |which: usize| count(&set.judged, &format!("/tenths/{tenth}/{which}"));
            let all = at(0);
            let _ = match all {
                0.0 => write!(text, " none |"),
                _ => write!(text, " {all}: {:.3}, {:.3} |", at(2) / all, at(1) / all),
            };
        }
        text.push('\n');
    }
    text.push('\n');
}

/// The rates of each culture, of a set that knows of several.
fn cultures(text: &mut String, Measured { name, judged, .. }: &Measured) {
    let cultures = judged.pointer("/cultures").and_then(Value::as_array);
    let rates: Vec<(String, f64, f64, f64)> = cultures.into_iter().flatten().map(rates).collect();
    if rates.len() < 2 {
        return;
    }
    let all: f64 = rates.iter().map(|(_, pairs, ..)| pairs).sum();
    let mean = |of: fn(&(String, f64, f64, f64)) -> f64| {
        rates.iter().map(|rate| of(rate) * rate.1).sum::<f64>() / all.max(1.0)
    };
    let (missed, wrong) = (mean(|rate| rate.2), mean(|rate| rate.3));
    let _ = write!(
        text,
        "### Cultures of names: {name}\n\nOf 1,000 pairs of one person, how many are missed, and how many of two people are taken for one beside them.\n\n\
         | culture | pairs of one person | missed | taken for one | |\n|---|---|---|---|---|\n"
    );
    for (culture, pairs, own_missed, own_wrong) in &rates {
        let over = |own: f64, mean: f64| own > TWICE * mean;
        let said = match (over(*own_missed, missed), over(*own_wrong, wrong)) {
            (true, true) => "**more than twice the mean, both**",
            (true, false) => "**missed more than twice as often as the mean**",
            (false, true) => "**taken for one more than twice as often as the mean**",
            (false, false) => "",
        };
        let _ = writeln!(
            text,
            "| {culture} | {pairs} | {own_missed:.1} | {own_wrong:.1} | {said} |"
        );
    }
    let _ = writeln!(text, "| all | {all} | {missed:.1} | {wrong:.1} | |\n");
}

/// A culture's name, its pairs of one person, and of a thousand of them the missed and the false.
fn rates(of: &Value) -> (String, f64, f64, f64) {
    let name = of
        .pointer("/culture")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let all = count(of, "/true");
    let of_thousand = |path: &str| 1000.0 * count(of, path) / all.max(1.0);
    (
        name.to_owned(),
        all,
        of_thousand("/missed"),
        of_thousand("/false_twice") / 2.0,
    )
}
