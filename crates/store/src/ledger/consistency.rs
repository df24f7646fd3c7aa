//! Consistency proofs of RFC 6962: that a ledger of some size is the beginning of a longer one, without showing either. A
//! witness who holds a root and a size needs the logarithm of the longer one's hashes, and no entry.

use super::tree::{Hash, Tree, join};

/// The root of some leaves.
fn root_of(leaves: &[Hash]) -> Hash {
    let mut tree = Tree::default();
    for leaf in leaves {
        tree.push(*leaf);
    }
    tree.root()
}

/// That the first `from` of these leaves are the beginning of them all (section 2.1.2); `None` where there are fewer.
pub(super) fn proof_of(leaves: &[Hash], from: u64) -> Option<Vec<Hash>> {
    let from = usize::try_from(from).ok()?;
    if from > leaves.len() {
        return None;
    }
    let mut proof = Vec::new();
    if from > 0 && from < leaves.len() {
        subproof(leaves, from, true, &mut proof)?;
    }
    Some(proof)
}

fn subproof(leaves: &[Hash], from: usize, whole: bool, proof: &mut Vec<Hash>) -> Option<()> {
    if from == leaves.len() {
        if !whole {
            proof.push(root_of(leaves));
        }
        return Some(());
    }
    let split = leaves.len().next_power_of_two() / 2;
    let (left, right) = leaves.split_at_checked(split)?;
    if from <= split {
        subproof(left, from, whole, proof)?;
        proof.push(root_of(right));
    } else {
        subproof(right, from - split, false, proof)?;
        proof.push(root_of(left));
    }
    Some(())
}

/// Whether the proof shows that the ledger of the first size and root is the beginning of that of the second (RFC 9162,
/// section 2.1.4.2). Every ledger begins with the empty one.
pub(super) fn is_consistent(first: (u64, &Hash), second: (u64, &Hash), proof: &[Hash]) -> bool {
    let ((from, old), (to, new)) = (first, second);
    if from == 0 || from == to {
        return proof.is_empty() && (from == 0 || old == new);
    }
    if from > to {
        return false;
    }
    let (mut node, mut last) = (from - 1, to - 1);
    let complete = node.trailing_ones();
    node >>= complete;
    last >>= complete;
    let mut hashes = proof.iter();
    // A complete subtree is its own beginning: its root is known and not sent.
    let Some(start) = (if from.is_power_of_two() {
        Some(old)
    } else {
        hashes.next()
    }) else {
        return false;
    };
    let (mut left, mut all) = (*start, *start);
    for hash in hashes {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            left = join(hash, &left);
            all = join(hash, &all);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            all = join(&all, hash);
        }
        node >>= 1;
        last >>= 1;
    }
    last == 0 && left == *old && all == *new
}

#[cfg(test)]
mod tests {
    //! Every pair of sizes up to forty, and every proof with one hash changed, left out or added.

    use sha2::{Digest, Sha256};

    use super::*;

    fn leaves(many: u8) -> Vec<Hash> {
        (0..many).map(|n| Sha256::digest([n]).into()).collect()
    }

    #[test]
    fn a_beginning_is_proved_and_nothing_else_is() {
        let all = leaves(40);
        let other: Hash = Sha256::digest(b"other").into();
        for to in 0..=all.len() {
            for from in 0..=to {
                let (old, new) = (root_of(&all[..from]), root_of(&all[..to]));
                let proof = proof_of(&all[..to], from as u64).unwrap();
                let holds = |old: &Hash, new: &Hash, proof: &[Hash]| {
                    is_consistent((from as u64, old), (to as u64, new), proof)
                };
                assert!(holds(&old, &new, &proof), "{from} of {to}");
                if from == 0 {
                    continue;
                }
                assert!(
                    !holds(&other, &new, &proof),
                    "{from} of {to}: another start"
                );
                assert!(!holds(&old, &other, &proof), "{from} of {to}: another end");
                for place in 0..proof.len() {
                    let mut changed = proof.clone();
                    changed[place] = other;
                    assert!(!holds(&old, &new, &changed), "{from} of {to}: {place}");
                    changed.remove(place);
                    assert!(
                        !holds(&old, &new, &changed),
                        "{from} of {to}: without {place}"
                    );
                }
                let longer = [proof.as_slice(), &[other]].concat();
                assert!(!holds(&old, &new, &longer), "{from} of {to}: one more");
            }
        }
        assert_eq!(proof_of(&all, 41), None);
        assert!(!is_consistent((3, &other), (2, &other), &[]));
    }
}
