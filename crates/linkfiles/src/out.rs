//! What comes out: clusters, pairs, explained pairs, a model.

use std::fs::File;
use std::io::{BufWriter, Error, Write};
use std::path::{Path, PathBuf};

use trefoil_linkage::batch::{Batch, Linked, Model};

use crate::ids::Ids;

/// Writes a file under another name first.
fn whole(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".part");
    let part = PathBuf::from(path).with_file_name(name);
    let mut file = BufWriter::with_capacity(1 << 18, File::create(&part)?);
    let written = write(&mut file).and_then(|()| file.flush());
    if written.is_err() {
        let _ = std::fs::remove_file(&part);
        return written;
    }
    std::fs::rename(&part, path)
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
pub(crate) fn clusters(path: &Path, linked: &Linked, ids: &Ids) -> Result<(), Error> {
    whole(path, |out| {
        writeln!(out, "record_id,cluster_id")?;
        for (record, cluster) in (0..).zip(&linked.clusters) {
            let id = ids.get(record);
            let of = if *cluster == record {
                id
            } else {
                ids.get(*cluster)
            };
            value(out, id)?;
            out.write_all(b",")?;
            value(out, of)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    })
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
    whole(path, |out| {
        serde_json::to_writer_pretty(&mut *out, model)?;
        out.write_all(b"\n")
    })
}
