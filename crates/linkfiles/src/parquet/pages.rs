//! A column of texts, page by page: a value of a page's dictionary is read once, however many records have it.

use std::borrow::Cow;

use parquet::basic::{Encoding, Type};
use parquet::column::page::{Page, PageReader};
use parquet::errors::ParquetError;
use parquet::file::reader::RowGroupReader;
use parquet::schema::types::ColumnDescriptor;
use trefoil_linkage::batch::{Builder, Column, Said};

use super::Outcome;

/// The pages of one column, and what has been read of them.
pub(super) struct Pages {
    reader: Box<dyn PageReader>,
    optional: bool,
    dictionary: Vec<Said>,
    /// What the records of the last page have, and how many of them were asked for.
    said: Vec<Said>,
    taken: usize,
}

/// Records that are stored together are at most so many, or their pages are not read whole.
const MOST: i64 = 1 << 22;

impl Pages {
    /// Nothing where the column holds no texts, or is written in a way that is not known here.
    pub(super) fn open(
        group: &dyn RowGroupReader,
        at: usize,
        about: &ColumnDescriptor,
    ) -> Outcome<Option<Self>> {
        let known = |encoding: Encoding| {
            matches!(encoding, Encoding::PLAIN | Encoding::RLE) || is_dictionary(encoding)
        };
        let flat = about.max_rep_level() == 0 && about.max_def_level() < 2;
        let fits = about.physical_type() == Type::BYTE_ARRAY
            && group.metadata().column(at).encodings().all(known)
            && group.metadata().num_rows() <= MOST;
        if !flat || !fits {
            return Ok(None);
        }
        Ok(Some(Self {
            reader: group.get_column_page_reader(at)?,
            optional: about.max_def_level() == 1,
            dictionary: Vec::new(),
            said: Vec::new(),
            taken: 0,
        }))
    }

    /// Puts the next values into so many records, from one on.
    pub(super) fn put(
        &mut self,
        builder: &mut Builder,
        column: Column,
        from: usize,
        count: usize,
    ) -> Outcome<()> {
        let mut done = 0;
        while done < count {
            if self.taken == self.said.len() && !self.page(builder, column)? {
                break;
            }
            let ready = self.said.get(self.taken..).unwrap_or_default();
            let ready = ready.get(..count - done).unwrap_or(ready);
            builder.put(from + done, column, ready);
            self.taken += ready.len();
            done += ready.len();
        }
        Ok(())
    }

    /// Reads the next page that has values; false where there is none.
    fn page(&mut self, builder: &mut Builder, column: Column) -> Outcome<bool> {
        self.said.clear();
        self.taken = 0;
        while self.said.is_empty() {
            let Some(page) = self.reader.get_next_page()? else {
                return Ok(false);
            };
            let count = page.num_values() as usize;
            if i64::from(page.num_values()) > MOST {
                return Err(bad("of too many values"));
            }
            if page.is_dictionary_page() {
                self.dictionary.clear();
                read(builder, column, page.buffer(), count, &mut self.dictionary)?;
            } else {
                let (present, body) = self.parts(&page, count)?;
                self.values(builder, column, page.encoding(), &present, body)?;
            }
        }
        Ok(true)
    }

    /// Which of a page's records have a value, and the bytes of the values.
    fn parts<'p>(&self, page: &'p Page, count: usize) -> Outcome<(Vec<u32>, &'p [u8])> {
        let bytes: &[u8] = page.buffer();
        let (levels, body) = match page {
            Page::DataPageV2 {
                def_levels_byte_len,
                rep_levels_byte_len,
                ..
            } => {
                let (_, rest) = split(bytes, *rep_levels_byte_len as usize)?;
                split(rest, *def_levels_byte_len as usize)?
            }
            _ if self.optional => {
                let (length, rest) = length(bytes)?;
                split(rest, length)?
            }
            _ => (&[][..], bytes),
        };
        let present = if self.optional {
            runs(levels, 1, count)?
        } else {
            vec![1; count]
        };
        Ok((present, body))
    }

    fn values(
        &mut self,
        builder: &mut Builder,
        column: Column,
        encoding: Encoding,
        present: &[u32],
        body: &[u8],
    ) -> Outcome<()> {
        let there = present.iter().filter(|one| **one == 1).count();
        let mut said = Vec::with_capacity(there);
        match (is_dictionary(encoding), body.split_first()) {
            (true, None) if there == 0 => {}
            (true, Some((width, body))) => {
                for code in runs(body, u32::from(*width), there)? {
                    let known = self.dictionary.get(code as usize);
                    said.push(*known.ok_or_else(|| bad("of a value that its dictionary lacks"))?);
                }
            }
            _ if encoding == Encoding::PLAIN => read(builder, column, body, there, &mut said)?,
            _ => return Err(bad("of an encoding that its column does not name")),
        }
        let mut said = said.into_iter();
        let each = present.iter().map(|one| match one {
            1 => said.next().unwrap_or(Said::MISSING),
            _ => Said::MISSING,
        });
        self.said.extend(each);
        Ok(())
    }
}

fn is_dictionary(encoding: Encoding) -> bool {
    // The second is the older name of the same.
    matches!(
        encoding,
        Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY
    )
}

fn bad(why: &str) -> ParquetError {
    ParquetError::General(format!("a page {why}"))
}

fn split(bytes: &[u8], at: usize) -> Outcome<(&[u8], &[u8])> {
    bytes
        .split_at_checked(at)
        .ok_or_else(|| bad("that ends too early"))
}

/// A length in four bytes, and what follows it.
fn length(bytes: &[u8]) -> Outcome<(usize, &[u8])> {
    let (length, rest) = bytes
        .split_first_chunk()
        .ok_or_else(|| bad("that ends too early"))?;
    Ok((u32::from_le_bytes(*length) as usize, rest))
}

/// Reads so many texts, each after its length, some at a time: what is at hand of them stays in the processor's cache.
fn read(
    builder: &mut Builder,
    column: Column,
    mut bytes: &[u8],
    count: usize,
    said: &mut Vec<Said>,
) -> Outcome<()> {
    const AT_ONCE: usize = 512;
    let mut left = count;
    while left > 0 {
        let some = left.min(AT_ONCE);
        builder.read(column, &texts(&mut bytes, some)?, said);
        left -= some;
    }
    Ok(())
}

/// Texts, each after its length; what comes after them is left.
pub(super) fn texts<'p>(bytes: &mut &'p [u8], count: usize) -> Outcome<Vec<Cow<'p, str>>> {
    let mut all = Vec::new();
    for _ in 0..count {
        let (length, rest) = length(bytes)?;
        let (text, rest) = split(rest, length)?;
        *bytes = rest;
        all.push(match std::str::from_utf8(text) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => String::from_utf8_lossy(text),
        });
    }
    Ok(all)
}

/// Numbers of so many bits, as runs of one number and as packed eights.
pub(super) fn runs(mut bytes: &[u8], width: u32, count: usize) -> Outcome<Vec<u32>> {
    if width > 32 {
        return Err(bad("of numbers that are too wide"));
    }
    let mut all = Vec::with_capacity(count);
    while all.len() < count {
        let (head, rest) = varint(bytes)?;
        let times = (head >> 1) as usize;
        let left = count - all.len();
        if head & 1 == 0 {
            let (value, rest) = split(rest, width.div_ceil(8) as usize)?;
            let value = value
                .iter()
                .rev()
                .fold(0, |sum, byte| sum << 8 | u32::from(*byte));
            if times == 0 {
                return Err(bad("of a run of nothing"));
            }
            all.resize(all.len() + times.min(left), value);
            bytes = rest;
        } else {
            let eights = split(rest, times.saturating_mul(width as usize));
            // Some writers leave out the end of the last eights.
            let (packed, rest) = eights.unwrap_or((rest, &[]));
            let count = left.min(times.saturating_mul(8));
            if times == 0 || packed.len() * 8 < count * width as usize {
                return Err(bad("of a run of nothing"));
            }
            unpack(packed, width, count, &mut all);
            bytes = rest;
        }
    }
    Ok(all)
}

/// Numbers of so many bits, one after the other from the lowest bit on.
fn unpack(packed: &[u8], width: u32, count: usize, out: &mut Vec<u32>) {
    let (mut bits, mut held) = (0_u64, 0);
    let mut bytes = packed.iter();
    for _ in 0..count {
        while held < width {
            bits |= u64::from(bytes.next().copied().unwrap_or_default()) << held;
            held += 8;
        }
        out.push(u32::try_from(bits & ((1 << width) - 1)).unwrap_or_default());
        bits >>= width;
        held -= width;
    }
}

fn varint(bytes: &[u8]) -> Outcome<(u32, &[u8])> {
    let mut number = 0_u32;
    for (at, byte) in bytes.iter().enumerate().take(5) {
        number |= u32::from(byte & 127) << (7 * at);
        if byte & 128 == 0 {
            return Ok((number, bytes.get(at + 1..).unwrap_or_default()));
        }
    }
    Err(bad("of a run without a length"))
}
