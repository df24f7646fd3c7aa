//! What comes out: clusters, pairs, explained pairs, a model.

use std::fs::File;
use std::io::{BufWriter, Error, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use trefoil_linkage::batch::{Batch, Linked, Model};

use crate::ids::Ids;

/// A file under another name, until it is whole.
struct Part {
    path: PathBuf,
    for_now: PathBuf,
    file: BufWriter<File>,
    done: bool,
}

impl Part {
    fn create(path: &Path) -> Result<Self, Error> {
        let mut name = path.file_name().unwrap_or_default().to_os_string();
        name.push(".part");
        let for_now = PathBuf::from(path).with_file_name(name);
        Ok(Self {
            file: BufWriter::with_capacity(1 << 18, File::create(&for_now)?),
            path: path.to_owned(),
            for_now,
            done: false,
        })
    }

    fn finish(mut self) -> Result<(), Error> {
        self.file.flush()?;
        std::fs::rename(&self.for_now, &self.path)?;
        self.done = true;
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.done {
            let _ = std::fs::remove_file(&self.for_now);
        }
    }
}

/// Writes a file under another name first.
fn whole(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut part = Part::create(path)?;
    write(&mut part.file)?;
    part.finish()
}

/// A value of a comma-separated file, quoted where it must be.
fn value(out: &mut impl Write, text: &str) -> Result<(), Error> {
    if text
        .bytes()
        .any(|byte| matches!(byte, b'"' | b',' | b'\n' | b'\r'))
    {
        write!(out, "\"{}\"", text.replace('"', "\"\""))
    } else {
        out.write_all(text.as_bytes())
    }
}

/// `record_id,cluster_id`, every record once, in the file's order; a cluster is named by one of its records.
pub(crate) struct Clusters(Part);

impl Clusters {
    pub(crate) fn create(path: &Path) -> Result<Self, Error> {
        let mut part = Part::create(path)?;
        writeln!(part.file, "record_id,cluster_id")?;
        Ok(Self(part))
    }

    pub(crate) fn put(&mut self, id: &str, of: &str) -> Result<(), Error> {
        let out = &mut self.0.file;
        value(out, id)?;
        out.write_all(b",")?;
        value(out, of)?;
        out.write_all(b"\n")
    }

    pub(crate) fn finish(self) -> Result<(), Error> {
        self.0.finish()
    }
}

/// The clusters of records that are all in memory.
pub(crate) fn clusters(path: &Path, linked: &Linked, ids: &Ids) -> Result<(), Error> {
    const AT_ONCE: usize = 64;
    let mut clusters = Clusters::create(path)?;
    let mut record = 0;
    for some in linked.clusters.chunks(AT_ONCE) {
        // The memory is asked at once for ids that stand anywhere.
        let of = some.iter().map(|cluster| ids.get(*cluster));
        let of: Vec<&str> = of.collect();
        for of in of {
            clusters.put(ids.get(record), of)?;
            record += 1;
        }
    }
    clusters.finish()
}

/// `record_id_a,record_id_b,probability,weight`, the surest first.
pub(crate) fn pairs(path: &Path, linked: &Linked, ids: &Ids) -> Result<(), Error> {
    whole(path, |out| {
        writeln!(out, "record_id_a,record_id_b,probability,weight")?;
        for one in &linked.pairs {
            pair(out, ids, (one.a, one.b), one.weight)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    })
}

fn pair(out: &mut impl Write, ids: &Ids, (a, b): (u32, u32), weight: f64) -> Result<(), Error> {
    value(out, ids.get(a))?;
    out.write_all(b",")?;
    value(out, ids.get(b))?;
    let probability = 1.0 / (1.0 + (-weight).exp2());
    write!(out, ",{probability:.6},{weight:.3}")
}

/// All scored pairs, with the weight of each comparison. What they come to is the sum of all.
pub(crate) fn explained(path: &Path, batch: &Batch, ids: &Ids) -> Result<(), Error> {
    whole(path, |out| {
        let fields = batch.fields();
        write!(out, "record_id_a,record_id_b,probability,weight")?;
        for (_, name) in &fields {
            write!(out, ",weight_{name}")?;
        }
        writeln!(out, ",weight_rarity_of_names,weight_prior,weight_household")?;
        let mut outcome = Ok(());
        batch.explain(|one| {
            if outcome.is_ok() {
                outcome = explained_pair(out, ids, &fields, one);
            }
        });
        outcome
    })
}

fn explained_pair(
    out: &mut impl Write,
    ids: &Ids,
    fields: &[(trefoil_linkage::batch::BatchField, &str)],
    one: &trefoil_linkage::batch::Explained,
) -> Result<(), Error> {
    pair(out, ids, (one.a, one.b), one.weight)?;
    for (field, _) in fields {
        write!(out, ",{:.3}", one.field(*field))?;
    }
    writeln!(
        out,
        ",{:.3},{:.3},{:.3}",
        one.rarity, one.prior, one.household
    )
}

/// A model, for people to read and for the next linking.
pub(crate) fn model(path: &Path, model: &Model) -> Result<(), Error> {
    json(path, model)
}

/// Anything that can be read again.
pub(crate) fn json(path: &Path, what: &impl Serialize) -> Result<(), Error> {
    whole(path, |out| {
        serde_json::to_writer_pretty(&mut *out, what)?;
        out.write_all(b"\n")
    })
}
