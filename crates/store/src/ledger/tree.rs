//! The Merkle tree of RFC 6962, kept as its frontier: the hashes of the complete subtrees, largest first. Appending costs
//! the logarithm of the size, and the frontier of a million entries is twenty hashes.

use sha2::{Digest, Sha256};

/// A hash of the tree.
pub(super) type Hash = [u8; 32];

/// The tree so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tree {
    size: u64,
    frontier: Vec<Hash>,
}

/// RFC 6962's interior hash: SHA-256 of a one byte and the two children.
pub(super) fn join(left: &Hash, right: &Hash) -> Hash {
    Sha256::digest([[1].as_slice(), left, right].concat()).into()
}

impl Tree {
    /// From the stored form; `None` where size and frontier do not fit each other.
    pub(super) fn read(size: i64, frontier: &[u8]) -> Option<Self> {
        let size = u64::try_from(size).ok()?;
        let (hashes, rest) = frontier.as_chunks::<32>();
        let fits = rest.is_empty() && hashes.len() == usize::try_from(size.count_ones()).ok()?;
        fits.then(|| Self {
            size,
            frontier: hashes.to_vec(),
        })
    }

    /// The stored form of the frontier.
    pub(super) fn frontier(&self) -> Vec<u8> {
        self.frontier.concat()
    }

    /// The number of leaves.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf: as many subtrees are joined as the size has trailing ones.
    pub(super) fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.frontier.pop() {
                hash = join(&left, &hash);
            }
        }
        self.frontier.push(hash);
        self.size += 1;
    }

    /// The root: SHA-256 of nothing for an empty tree.
    pub(super) fn root(&self) -> Hash {
        let mut hashes = self.frontier.iter().rev();
        match hashes.next() {
            None => Sha256::digest([]).into(),
            Some(last) => hashes.fold(*last, |right, left| join(left, &right)),
        }
    }
}

#[cfg(test)]
mod tests {
    //! Against the recursive definition of RFC 6962, section 2.1.

    use super::*;

    fn recursive(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => Sha256::digest([]).into(),
            [one] => *one,
            many => {
                let split = (many.len().next_power_of_two() / 2).max(1);
                join(&recursive(&many[..split]), &recursive(&many[split..]))
            }
        }
    }

    #[test]
    fn the_frontier_gives_the_root_of_the_definition() {
        let leaves: Vec<Hash> = (0..70u8).map(|n| Sha256::digest([n]).into()).collect();
        let mut tree = Tree::default();
        for size in 0..leaves.len() {
            assert_eq!(tree.root(), recursive(&leaves[..size]), "size {size}");
            let stored = Tree::read(i64::try_from(tree.size()).unwrap(), &tree.frontier());
            assert_eq!(stored.as_ref(), Some(&tree), "size {size}");
            tree.push(leaves[size]);
        }
    }

    #[test]
    fn a_frontier_that_does_not_fit_its_size_is_refused() {
        assert_eq!(Tree::read(3, &[0; 32]), None);
        assert_eq!(Tree::read(1, &[0; 31]), None);
        assert_eq!(Tree::read(-1, &[]), None);
    }
}
