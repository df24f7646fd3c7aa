//! Ten thousand changes at random of a ledger of a hundred and twenty entries, by somebody who may write every table and knows how it is
//! hashed, and a few by one who has the key too: all are found, and the untouched ledger never is.

use ed25519_dalek::{Signer, SigningKey};
use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::chance::Chance;
use trefoil_core::principal::Principal;
use trefoil_core::seal::Authority32;

use super::super::checkpoint::Proof;
use super::super::consistency::proof_of;
use super::super::witness::countersign;
use super::super::{Entry, SubjectKind, Touch};
use super::*;

const ENTRIES: usize = 120;
const CHECKED: usize = 90;
const CHANGES: usize = 10_000;

/// Chance that comes the same each time.
struct Dice(std::sync::Mutex<u64>);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(std::sync::Mutex::new(seed))
    }

    fn draw(&self) -> u64 {
        let mut state = self.0.lock().unwrap();
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        *state
    }

    fn below(&self, end: usize) -> usize {
        usize::try_from(self.draw() % end as u64).unwrap()
    }
}

impl Chance for Dice {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill_with(|| self.draw().to_be_bytes()[3]);
    }
}

type Stored = (Columns, Vec<u8>);

/// The tables as they lie in the database.
#[derive(Clone, PartialEq)]
struct Tables {
    rows: Vec<Stored>,
    head: Head,
}

struct Scene {
    ring: Ring,
    authority: AuthorityId,
    dice: Dice,
    whole: Tables,
    witnessed: Checkpoint,
}

fn tree_of(rows: &[Stored]) -> Tree {
    let mut tree = Tree::default();
    for (columns, _) in rows {
        tree.push(columns.leaf());
    }
    tree
}

impl Scene {
    fn new() -> Self {
        let dice = Dice::new(0x5eed);
        let ring = Ring::fresh(&dice);
        let authority = AuthorityId::new(890).unwrap();
        let rows: Vec<Stored> = (0..ENTRIES).map(|seq| row(&dice, authority, seq)).collect();
        let head = head_of_rows(&ring, &rows);
        let checkpoint = checkpoint_of(&ring, rows.get(..CHECKED).unwrap());
        let key = Authority32::new([7; 32]);
        let witnessed = countersign(checkpoint, None, "Lancashire Police", &key).unwrap();
        Self {
            whole: Tables { rows, head },
            ring,
            authority,
            dice,
            witnessed,
        }
    }

    fn is_found(&self, tables: &Tables, checkpoint: Option<&Checkpoint>) -> bool {
        let mut walk = Walk::before(&self.ring, self.authority, checkpoint);
        walk.meet_checkpoint();
        for row in &tables.rows {
            walk.entry(Ok(row));
        }
        walk.heads(std::slice::from_ref(&tables.head));
        walk.after_entries();
        !walk.findings.is_empty()
    }
}

fn row(dice: &Dice, authority: AuthorityId, seq: usize) -> Stored {
    let touch = Touch {
        record: Uuid::from_u128(u128::from(dice.draw())),
        version: 1,
        commitment: Some([9; 32]),
    };
    let entry = Entry {
        at: jiff::Timestamp::from_second(1_770_000_000 + i64::try_from(seq).unwrap()).unwrap(),
        principal: Principal::Console,
        act: *Act::ALL.get(dice.below(Act::ALL.len())).unwrap(),
        outcome: ActOutcome::Done,
        subject_kind: SubjectKind::Contact,
        subject: Some(Uuid::from_u128(u128::from(dice.draw()))),
        purpose: "because".to_owned(),
        touched: if seq.is_multiple_of(4) {
            vec![touch]
        } else {
            Vec::new()
        },
    };
    let columns = Columns::of(&entry, authority, i64::try_from(seq).unwrap());
    let leaf = columns.leaf().to_vec();
    (columns, leaf)
}

fn head_of_rows(ring: &Ring, rows: &[Stored]) -> Head {
    let tree = tree_of(rows);
    Head {
        authority: 890,
        size: i64::try_from(tree.size()).unwrap(),
        frontier: tree.frontier(),
        root: tree.root().to_vec(),
        mac: head_mac(ring, 890, &tree),
    }
}

fn checkpoint_of(ring: &Ring, rows: &[Stored]) -> Checkpoint {
    let signing = SigningKey::from_bytes(ring.signing());
    let mut checkpoint = Checkpoint {
        authority: 890,
        size: rows.len() as u64,
        root: hex(&tree_of(rows).root()),
        key: hex(signing.verifying_key().as_bytes()),
        signature: String::new(),
        proof: None,
        witnesses: Vec::new(),
    };
    let signature = signing.sign(checkpoint.signed_text().as_bytes());
    checkpoint.signature = hex(&signature.to_bytes());
    checkpoint
}

/// Another value of one field.
fn turn(dice: &Dice, (columns, leaf): &mut Stored) {
    let other = |text: &mut String| text.push('x');
    match dice.below(11) {
        0 => columns.seq ^= 1 << dice.below(40),
        1 => columns.at ^= 1 << dice.below(60),
        2 => other(&mut columns.principal_kind),
        3 => other(&mut columns.principal),
        4 => other(&mut columns.act),
        5 => other(&mut columns.outcome),
        6 => other(&mut columns.subject_kind),
        7 => columns.subject = None,
        8 => other(&mut columns.purpose),
        9 => columns.touched.extend([0; 25]),
        _ => columns.authority ^= 1 << dice.below(9),
    }
    if dice.below(2) == 0 {
        *leaf = columns.leaf().to_vec();
    }
}

/// Numbers and hashes the rows anew, as one would who hides what was done; the head too, but for its seal.
fn cover_up(tables: &mut Tables) {
    for (seq, (columns, leaf)) in tables.rows.iter_mut().enumerate() {
        columns.seq = i64::try_from(seq).unwrap();
        *leaf = columns.leaf().to_vec();
    }
    let tree = tree_of(&tables.rows);
    tables.head.size = i64::try_from(tree.size()).unwrap();
    tables.head.frontier = tree.frontier();
    tables.head.root = tree.root().to_vec();
}

/// One change; the kinds from [`BY_KEY`] on need the key, or an older copy.
fn change(scene: &Scene, kind: usize, tables: &mut Tables) {
    let dice = &scene.dice;
    let place = dice.below(tables.rows.len());
    match kind {
        0 => turn(dice, &mut tables.rows[place]),
        1 => {
            tables.rows.remove(place);
        }
        2 => {
            tables.rows.remove(place);
            cover_up(tables);
        }
        3 => {
            let other = (place + 1 + dice.below(tables.rows.len() - 1)) % tables.rows.len();
            tables.rows.swap(place, other);
            if dice.below(2) == 0 {
                cover_up(tables);
            }
        }
        4 => {
            let copy = tables.rows[dice.below(ENTRIES)].clone();
            tables.rows.insert(place, copy);
            cover_up(tables);
        }
        5 => {
            let head = &mut tables.head;
            let columns = [&mut head.frontier, &mut head.root, &mut head.mac];
            let column = columns.into_iter().nth(dice.below(3)).unwrap();
            let byte = dice.below(column.len());
            column[byte] ^= 1 << dice.below(8);
        }
        6 => fork(scene, tables, place),
        7 => tables.rows.truncate(place),
        8 => {
            tables.rows.truncate(place);
            cover_up(tables);
        }
        // The beginning as it truly was once, with its own seal: an older copy put back.
        9 => {
            tables.rows.truncate(dice.below(CHECKED));
            tables.head = head_of_rows(&scene.ring, &tables.rows);
        }
        // Another past, sealed with the key.
        _ => {
            fork(scene, tables, dice.below(CHECKED));
            tables.head = head_of_rows(&scene.ring, &tables.rows);
        }
    }
}

const BY_KEY: usize = 9;
const KINDS: usize = 11;

/// Other entries from a place on.
fn fork(scene: &Scene, tables: &mut Tables, place: usize) {
    let others = place..tables.rows.len();
    tables.rows.truncate(place);
    let others = others.map(|seq| row(&scene.dice, scene.authority, seq));
    tables.rows.extend(others);
    cover_up(tables);
}

#[test]
fn ten_thousand_changes_are_all_found() {
    let scene = Scene::new();
    let checkpoint = Some(&scene.witnessed);
    let mut told = [0_usize; KINDS];
    for number in 0..CHANGES {
        let kind = number % KINDS;
        let mut tables = scene.whole.clone();
        change(&scene, kind, &mut tables);
        assert!(tables != scene.whole, "change {number} changed nothing");
        // Whoever has the key, or an older copy, is found by the witness's checkpoint alone; anybody else without it too.
        let by_key = kind >= BY_KEY;
        let found = scene.is_found(&tables, checkpoint.filter(|_| by_key));
        assert!(found, "change {number} of kind {kind}");
        if number < 40 * KINDS {
            let other = scene.is_found(&tables, checkpoint.filter(|_| !by_key));
            assert_eq!(other, !by_key, "change {number} of kind {kind}");
        }
        told[kind] += 1;
        if number % 500 == 0 {
            assert!(!scene.is_found(&scene.whole, checkpoint), "the whole one");
            assert!(!scene.is_found(&scene.whole, None), "the whole one");
        }
    }
    assert!(told.iter().all(|kind| *kind > 900), "{told:?}");
}

#[test]
fn a_countersignature_that_does_not_fit_is_found() {
    let scene = Scene::new();
    let change = |change: fn(&mut Checkpoint)| {
        let mut checkpoint = scene.witnessed.clone();
        change(&mut checkpoint);
        scene.is_found(&scene.whole, Some(&checkpoint))
    };
    assert!(!change(|_| ()));
    assert!(change(|one| one.witnesses[0].name.push('x')));
    assert!(change(|one| one.witnesses[0].signature = "00".repeat(64)));
    assert!(change(|one| one.witnesses[0].key = "00".repeat(32)));
    assert!(change(|one| one.size -= 1));
    assert!(change(|one| one.root = "00".repeat(32)));
    assert!(change(|one| one.signature = "00".repeat(64)));
}

/// A checkpoint with the proof that it continues an earlier one.
fn proved(ring: &Ring, rows: &[Stored], from: Option<u64>) -> Checkpoint {
    let leaves: Vec<[u8; 32]> = rows.iter().map(|(columns, _)| columns.leaf()).collect();
    let proof = from.map(|from| Proof {
        from,
        hashes: proof_of(&leaves, from).unwrap(),
    });
    Checkpoint {
        proof,
        ..checkpoint_of(ring, rows)
    }
}

#[test]
fn a_witness_countersigns_what_continues_the_last_and_nothing_else() {
    let scene = Scene::new();
    let key = Authority32::new([7; 32]);
    let at = |size: usize, from| proved(&scene.ring, scene.whole.rows.get(..size).unwrap(), from);
    let last = &scene.witnessed;
    let asked = |checkpoint: Checkpoint| countersign(checkpoint, Some(last), "Police", &key);
    let refused = |checkpoint| asked(checkpoint).unwrap_err().to_string();
    let next = asked(at(120, Some(90))).unwrap();
    let read: Checkpoint = next.to_string().parse().unwrap();
    assert_eq!(read, next, "it is read as it is written");
    assert!(!scene.is_found(&scene.whole, Some(&read)));
    assert!(asked(at(90, None)).is_ok(), "nothing was added");
    assert!(refused(at(120, None)).contains("does not prove"));
    assert!(refused(at(120, Some(89))).contains("does not prove"));
    assert!(refused(at(89, None)).contains("entries were removed"));
    let mut forked = scene.whole.clone();
    fork(&scene, &mut forked, 70);
    let forked = proved(&scene.ring, &forked.rows, Some(90));
    assert!(refused(forked).contains("is not the one of 90 entries"));
    let mut unsigned = at(120, Some(90));
    unsigned.size = 121;
    assert!(refused(unsigned).contains("signature does not fit"));
    let another = checkpoint_of(&Ring::fresh(&scene.dice), &scene.whole.rows);
    assert!(refused(another).contains("is not the last one's"));
    let stranger = Authority32::new([8; 32]);
    let came = countersign(at(120, Some(90)), Some(last), "Police", &stranger);
    assert!(
        came.unwrap_err()
            .to_string()
            .contains("not countersigned with this key")
    );
    for name in ["", " x", "two\nlines", &"x".repeat(101)] {
        let came = countersign(at(120, Some(90)), Some(last), name, &key);
        assert!(came.unwrap_err().to_string().contains("one line"), "{name}");
    }
}

#[test]
fn what_is_no_checkpoint_is_refused() {
    let text = Scene::new().witnessed.to_string();
    assert!(text.parse::<Checkpoint>().is_ok());
    let check = |text: &str| assert!(text.parse::<Checkpoint>().is_err(), "{text}");
    check("");
    check(&text.replace("version 1", "version 2"));
    check(&text.replace("size 90", "size many"));
    check(&text.replace("witness-key", "key"));
    check(&format!("{text}from 3\n"));
    check(&format!("{text}and more\n"));
    let lines: Vec<&str> = text.lines().collect();
    for gone in 0..6 {
        let mut left = lines.clone();
        left.remove(gone);
        check(&left.join("\n"));
    }
}
