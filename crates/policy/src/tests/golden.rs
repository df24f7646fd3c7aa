//! The whole matrix as a file that a reader without Rust can check: `tests/matrix.txt`, compared with what the engine
//! answers. `UPDATE_GOLDEN=1 cargo test -p trefoil-policy` rewrites it; the change is then reviewed like any other.

use std::fmt::Write as _;

use trefoil_core::act::Act;
use trefoil_core::strand::{Aspect, CompartmentKind};

use super::compare;
use super::reference::Verdict;
use super::worlds::{WALLED, askers, hub_team, other_team, strand, subjects};
use crate::acts::{needs_standing, on_shared_part};
use crate::{Asker, GrantScope, Policy, Relationship, Standing, Subject};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/matrix.txt");

const LEGEND: &str = "\
Who may do and see what: the answers of the rules in ../policies, written by a test. Do not edit by hand.

  acts       yes   allowed
             no    refused, with words on how to get leave
             .     hidden: answered as if it did not exist
  aspects    full, safe, need, rel(eased), and . for nothing; each holds those after it
  location   yes or .
";

/// The named situations, by the asker's own team.
fn situations(own: Option<trefoil_core::ids::TeamId>) -> Vec<(&'static str, Standing)> {
    let [contact, family, person] = subjects();
    let nothing = Standing::unrelated;
    let waiting = |subject| Standing {
        in_hub: true,
        ..nothing(subject)
    };
    let held = |held_by_team| Standing {
        held_by_team,
        ..waiting(contact)
    };
    let related = |relationship, standing| Standing {
        relationships: vec![relationship],
        ..standing
    };
    vec![
        ("A contact that waits, held by nobody", waiting(contact)),
        (
            "A contact that waits, held by the one who asks",
            related(Relationship::Allocated, held(own)),
        ),
        (
            "A contact that waits, held in the hub's team",
            held(Some(hub_team())),
        ),
        (
            "A contact that waits, held in a team outside the hub",
            held(Some(other_team())),
        ),
        ("A contact that was decided", nothing(contact)),
        ("A person whom a waiting contact is about", waiting(person)),
        (
            "A person who was only proposed as a match for a waiting contact",
            Standing {
                proposed: true,
                ..nothing(person)
            },
        ),
        ("A person of whom nothing waits", nothing(person)),
        ("A family that a waiting contact is about", waiting(family)),
        ("A family of which nothing waits", nothing(family)),
        (
            "A contact that waits, and the one who asks may have an interest in it",
            related(Relationship::ConflictPending, waiting(contact)),
        ),
    ]
}

fn row(out: &mut String, name: &str, cells: impl Iterator<Item = &'static str>) {
    let mut line = format!("  {name:<20}");
    for cell in cells {
        let _ = write!(line, "{cell:>5}");
    }
    let _ = writeln!(out, "{}", line.trim_end());
}

fn header(out: &mut String, title: &str, askers: &[(String, &str, Asker)]) {
    let _ = write!(out, "\n{title}\n  {:<20}", "");
    for (key, _, _) in askers {
        let _ = write!(out, "{key:>5}");
    }
    out.push('\n');
}

fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Allowed => "yes",
        Verdict::Told => "no",
        Verdict::Hidden => ".",
    }
}

fn aspect_word(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::None => ".",
        Aspect::Released => "rel",
        Aspect::Needs => "need",
        Aspect::Safety => "safe",
        Aspect::Full => "full",
    }
}

fn scope_words(policy: &Policy, asker: &Asker, name: &str) -> &'static str {
    let found = policy
        .grants(asker)
        .into_iter()
        .find(|grant| match grant.scope {
            GrantScope::Authority => name == "everything",
            GrantScope::Hub => name == "waiting in the hub",
            GrantScope::Team(_) => name == "held by own team",
            GrantScope::Own(kind) => name == format!("own {} strands", kind.code()),
        });
    found.map_or(".", |grant| if grant.located { "+loc" } else { "yes" })
}

fn authority(out: &mut String, policy: &Policy, askers: &[(String, &str, Asker)]) {
    header(out, "Acts on the authority as a whole", askers);
    for act in Act::ALL.iter().filter(|act| !needs_standing(**act)) {
        let cell = |(_, _, asker): &(String, &str, Asker)| {
            verdict_word(compare::verdict(policy, asker, *act, None))
        };
        row(out, act.code(), askers.iter().map(cell));
    }
    header(
        out,
        "What lists and searches reach (+loc: with places)",
        askers,
    );
    for name in [
        "everything",
        "waiting in the hub",
        "held by own team",
        "own child strands",
        "own victim strands",
        "own perpetrator strands",
    ] {
        row(
            out,
            name,
            askers
                .iter()
                .map(|(_, _, asker)| scope_words(policy, asker, name)),
        );
    }
}

/// How workers of the roles of family work stand to a strand, in the order in which each block is written.
const RELATED: [(&str, Relationship); 7] = [
    ("allocated to it", Relationship::Allocated),
    (
        "allocated to another on the same side",
        Relationship::AllocatedElsewhere,
    ),
    (
        "allocated to the opposite side",
        Relationship::AllocatedOpposite,
    ),
    ("covering for who is allocated to it", Relationship::Cover),
    ("in a meeting about it", Relationship::Meeting),
    ("whose agency's check is asked for", Relationship::Duty),
    ("after breaking the glass", Relationship::BreakGlass),
];

/// A family's strands and shared part: what each role sees and may do, by how they stand to it.
fn families(out: &mut String, policy: &Policy, askers: &[(String, &str, Asker)]) {
    let [_, family, _] = subjects();
    let strands = WALLED.map(|kind| (format!("{}: ", kind.words()), strand(kind), kind));
    let shared = (
        "What a family's workers share: ".to_owned(),
        family,
        CompartmentKind::Shared,
    );
    for (title, subject, kind) in strands.into_iter().chain([shared]) {
        for (words, relationship) in RELATED {
            let standing = Standing {
                relationships: vec![relationship],
                ..Standing::unrelated(subject)
            };
            header(out, &format!("{title}{words}"), askers);
            let sights = || {
                askers
                    .iter()
                    .map(|(_, _, asker)| policy.sight(asker, &standing))
            };
            row(
                out,
                "sees",
                sights().map(|sight| aspect_word(sight.aspect(kind))),
            );
            let places = |sight: crate::Sight| if sight.located() { "yes" } else { "." };
            row(out, "location", sights().map(places));
            let family = matches!(subject, Subject::Family(_));
            let acts = Act::ALL.iter().filter(|act| {
                needs_standing(**act)
                    && **act as u32 >= Act::FamilyView as u32
                    && on_shared_part(**act) == family
            });
            for act in acts {
                let cell = |(_, _, asker): &(String, &str, Asker)| {
                    verdict_word(compare::verdict(policy, asker, *act, Some(&standing)))
                };
                row(out, act.code(), askers.iter().map(cell));
            }
        }
    }
}

fn situation(out: &mut String, policy: &Policy, askers: &[(String, &str, Asker)], place: usize) {
    let standings: Vec<(&Asker, Standing)> = askers
        .iter()
        .map(|(_, _, asker)| {
            let own = asker.worker.as_ref().and_then(|facts| facts.team);
            (asker, situations(own)[place].1.clone())
        })
        .collect();
    header(out, situations(None)[place].0, askers);
    for kind in CompartmentKind::ALL {
        let cell = |(asker, standing): &(&Asker, Standing)| {
            aspect_word(policy.sight(asker, standing).aspect(*kind))
        };
        row(out, kind.code(), standings.iter().map(cell));
    }
    let located = |(asker, standing): &(&Asker, Standing)| {
        if policy.sight(asker, standing).located() {
            "yes"
        } else {
            "."
        }
    };
    row(out, "location", standings.iter().map(located));
    let optional = [Act::ContactImport, Act::ContactRevise, Act::MatchAuto];
    let hub = |act: &&Act| needs_standing(**act) && (**act as u32) < Act::FamilyView as u32;
    let on_record = |act: &&Act| hub(act) || optional.contains(act);
    for act in Act::ALL.iter().filter(on_record) {
        let cell = |(asker, standing): &(&Asker, Standing)| {
            verdict_word(compare::verdict(policy, asker, *act, Some(standing)))
        };
        row(out, act.code(), standings.iter().map(cell));
    }
}

fn matrix(policy: &Policy) -> String {
    let askers = askers();
    let mut out = LEGEND.to_owned();
    out.push('\n');
    for (key, words, _) in &askers {
        let _ = writeln!(out, "  {key:<4} {words}");
    }
    authority(&mut out, policy, &askers);
    for place in 0..situations(None).len() {
        situation(&mut out, policy, &askers, place);
    }
    families(&mut out, policy, &askers);
    out
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "whether to rewrite the golden file is the developer's word at the prompt"
)]
fn the_matrix_is_as_reviewed() {
    let now = matrix(&Policy::load().unwrap());
    if std::env::var("UPDATE_GOLDEN").is_ok() {
        std::fs::write(FILE, &now).unwrap();
    }
    let reviewed = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(
        now == reviewed,
        "the rules answer otherwise than tests/matrix.txt; UPDATE_GOLDEN=1 rewrites it for review"
    );
}
