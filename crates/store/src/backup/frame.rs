//! The file as blocks, each with a checksum that covers all before it: a block that was changed, dropped, doubled or moved is
//! found, and so is the end that is missing. What a block holds is none of this file's business.

use std::io::{ErrorKind, Read, Write};

use sha2::{Digest, Sha256};

use super::BackupFault;

const TITLE: &[u8] = b"Trefoil backup, version 1\n";
/// No block of ours is longer: a row may hold an uploaded file, and no more than that.
const LONGEST: u32 = 1 << 30;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    /// What the backup is of.
    Head = b'H',
    /// A table whose rows follow.
    Table = b'T',
    /// Rows.
    Rows = b'R',
    /// The end: what all of it adds up to.
    End = b'E',
}

impl Kind {
    fn of(code: u8) -> Option<Self> {
        [Self::Head, Self::Table, Self::Rows, Self::End]
            .into_iter()
            .find(|kind| *kind as u8 == code)
    }
}

/// A checksum over everything so far.
pub(super) type Chain = [u8; 32];

fn link(chain: &Chain, head: &[u8], payload: &[u8]) -> Chain {
    let hash = Sha256::new().chain_update(chain).chain_update(head);
    hash.chain_update(payload).finalize().into()
}

fn first() -> Chain {
    Sha256::digest(TITLE).into()
}

/// Writes blocks.
pub(super) struct Writing<'o> {
    out: &'o mut (dyn Write + Send),
    chain: Chain,
    bytes: u64,
}

impl<'o> Writing<'o> {
    pub(super) fn begin(out: &'o mut (dyn Write + Send)) -> Result<Self, BackupFault> {
        out.write_all(TITLE)?;
        let (chain, bytes) = (first(), TITLE.len() as u64);
        Ok(Self { out, chain, bytes })
    }

    pub(super) fn block(&mut self, kind: Kind, payload: &[u8]) -> Result<(), BackupFault> {
        let length = u32::try_from(payload.len()).ok();
        let length = length.filter(|length| *length <= LONGEST);
        let length =
            length.ok_or_else(|| BackupFault::Strange("a row of more than 1 GB".to_owned()))?;
        let [a, b, c, d] = length.to_be_bytes();
        let head = [kind as u8, a, b, c, d];
        self.chain = link(&self.chain, &head, payload);
        self.out.write_all(&head)?;
        self.out.write_all(payload)?;
        self.out.write_all(&self.chain)?;
        self.bytes += (head.len() + payload.len() + self.chain.len()) as u64;
        Ok(())
    }

    /// The checksum of all so far.
    pub(super) fn chain(&self) -> Chain {
        self.chain
    }

    /// Bytes so far.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }
}

/// Reads blocks, each held against its checksum before it is handed out.
pub(super) struct Reading<'f> {
    from: &'f mut (dyn Read + Send),
    chain: Chain,
    bytes: u64,
}

impl<'f> Reading<'f> {
    pub(super) fn begin(from: &'f mut (dyn Read + Send)) -> Result<Self, BackupFault> {
        let (chain, bytes) = (first(), TITLE.len() as u64);
        let mut title = Vec::new();
        (&mut *from).take(bytes).read_to_end(&mut title)?;
        if title != TITLE {
            return Err(BackupFault::NotABackup);
        }
        Ok(Self { from, chain, bytes })
    }

    /// The next block.
    pub(super) fn block(&mut self) -> Result<(Kind, Vec<u8>), BackupFault> {
        let begins = self.bytes;
        let head: [u8; 5] = self.exactly()?;
        let [code, length @ ..] = head;
        let length = u32::from_be_bytes(length);
        let kind = Kind::of(code).filter(|_| length <= LONGEST);
        let kind = kind.ok_or(BackupFault::Damaged(begins))?;
        // What is not there is not made room for: a length that lies costs nothing.
        let mut payload = Vec::new();
        let mut there = (&mut *self.from).take(u64::from(length));
        let came = there.read_to_end(&mut payload)?;
        self.bytes += came as u64;
        if came as u64 != u64::from(length) {
            return Err(BackupFault::Cut(self.bytes));
        }
        self.chain = link(&self.chain, &head, &payload);
        if self.exactly::<32>()? != self.chain {
            return Err(BackupFault::Damaged(begins));
        }
        Ok((kind, payload))
    }

    fn exactly<const N: usize>(&mut self) -> Result<[u8; N], BackupFault> {
        let mut bytes = [0; N];
        match self.from.read_exact(&mut bytes) {
            Ok(()) => {
                self.bytes += N as u64;
                Ok(bytes)
            }
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
                Err(BackupFault::Cut(self.bytes))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Bytes so far.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The checksum of all so far.
    pub(super) fn chain(&self) -> Chain {
        self.chain
    }

    /// Nothing may stand after the end.
    pub(super) fn end(self) -> Result<u64, BackupFault> {
        match self.from.read(&mut [0])? {
            0 => Ok(self.bytes),
            _ => Err(BackupFault::Longer(self.bytes)),
        }
    }
}
