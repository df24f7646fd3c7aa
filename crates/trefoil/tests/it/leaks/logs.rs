//! What the log says of a request: the route, and never which record.

use std::io::Write;
use std::sync::{Arc, Mutex};

use tracing::subscriber::NoSubscriber;

use super::seen::Seen;
use super::stage::Stage;

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

pub(super) async fn sees(stage: &Stage) -> Seen {
    let mut seen = Seen::default();
    let lines = Lines::default();
    let to = lines.clone();
    let log = tracing_subscriber::fmt()
        .with_writer(move || to.clone())
        .finish();
    // While there is one log in the whole process, a line that another test's thread meets first is asked of that thread alone,
    // which has none, and is then never heard. With a second log beside it each line is asked of all.
    let beside = tracing::Dispatch::new(NoSubscriber::new());
    let here = tracing::subscriber::set_default(log);
    let scene = &stage.scene;
    let strand = scene.strand(2).to_string();
    let mut browser = scene.house.browser(&scene.idva).await;
    browser.open(&format!("/strands/{strand}")).await;
    drop((here, beside));
    let said = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    assert!(said.contains("status=200"), "the log is heard: {said}");
    seen.when(said.contains(&strand), "the log says which strand");
    seen
}
