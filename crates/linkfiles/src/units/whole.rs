//! A file larger than memory: planned, its parts done one after the other, and gathered, in a folder that is gone afterwards.

use std::path::{Path, PathBuf};

use super::folder::UnitError;
use super::gather::gather;
use super::part::part;
use super::plan::{PlanRequest, plan};
use crate::job::{LinkError, Report, Request, Step};
use crate::out;

/// Less than this is not worth a try.
const LEAST_MEMORY: u64 = 64 << 20;

/// A folder of ours, beside what comes out.
struct Beside(PathBuf);

impl Beside {
    fn of(out: &Path) -> Self {
        let mut name = out.file_name().unwrap_or_default().to_os_string();
        name.push(format!(".parts-{}", std::process::id()));
        Self(out.with_file_name(name))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // What is left of it is of no use to anybody; that it could not be removed is no failure of the linking.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn in_parts(
    request: &Request,
    memory: u64,
    mut step: impl FnMut(Step),
) -> Result<Report, LinkError> {
    let [file] = request.files.as_slice() else {
        return Err(UnitError::NotInParts("one file is linked, not two with each other").into());
    };
    if request.explain.is_some() {
        return Err(UnitError::NotInParts("not every scored pair can be explained").into());
    }
    let memory = memory.max(LEAST_MEMORY);
    let folder = Beside::of(&request.out);
    let planned = plan(
        &PlanRequest {
            file: file.clone(),
            columns: request.columns.clone(),
            folder: folder.0.clone(),
            parts: None,
            model: request.model.clone(),
            threads: request.threads,
            threshold: request.threshold,
            memory: Some(memory),
        },
        &mut step,
    )?;
    for number in 1..=planned.parts {
        part(&folder.0, number, request.threads, &mut step)?;
    }
    let report = gather(
        &folder.0,
        &request.out,
        Some(memory),
        request.threads,
        &mut step,
    )?;
    if let Some(path) = &request.save_model {
        out::model(path, &planned.model)
            .map_err(|error| LinkError::Out(path.display().to_string(), error))?;
    }
    Ok(report)
}
