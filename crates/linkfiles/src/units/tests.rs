//! Whatever the parts are, and in whatever order they are done, the clusters are those of one go, byte for byte; and what does not
//! fit together is refused.

use std::path::{Path, PathBuf};

use super::{PlanRequest, gather, part, plan};
use crate::columns::ColumnMap;
use crate::job::{LinkError, Request, link};

/// A file of people, each told of up to three times with slips, some of them with a comma in their id.
fn people(count: usize) -> String {
    const GIVEN: [&str; 8] = [
        "olivia", "declan", "aisha", "piotr", "grace", "yusuf", "mary ann", "o'neil",
    ];
    const FAMILY: [&str; 9] = [
        "ashworth",
        "bradley",
        "carltonby",
        "dunfield",
        "eastcombe",
        "farnley",
        "goldshaw",
        "hartwood",
        "kingsham",
    ];
    let mut text =
        String::from("record_id,given_names,surname,date_of_birth,postcode,phone,national_id\n");
    let mut chance = 7_u64;
    let mut one_in = |most: u64| {
        chance = chance
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (chance >> 33).is_multiple_of(most)
    };
    for record in 0..count {
        let person = record / 3;
        let home = person / 4;
        let mut given = GIVEN[person * 7 % 11 % 8].to_owned();
        if one_in(6) {
            given.remove(2);
        }
        let (year, month, day) = (1950 + person * 13 % 40, person % 12 + 1, home % 28 + 1);
        let mut born = format!("{year}-{month:02}-{day:02}");
        let mut phone = format!("077009{:05}", home * 37 % 99_991);
        let mut national = format!("{}", person * 7919 + 1_000_000);
        for (value, most) in [(&mut born, 5), (&mut phone, 3), (&mut national, 2)] {
            if one_in(most) {
                value.clear();
            }
        }
        let family = FAMILY[home % 9];
        let row = format!(
            "\"r,{record}\",{given},{family},{born},FY{} {}AB,{phone},{national}\n",
            home % 19,
            home % 7,
        );
        text.push_str(&row);
    }
    text
}

struct Place(tempfile::TempDir);

impl Place {
    fn of(text: &str) -> Self {
        let place = Self(tempfile::tempdir().expect("a folder"));
        std::fs::write(place.at("f.csv"), text).expect("written");
        place
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.at(name)).expect("read")
    }

    fn request(&self) -> Request {
        Request {
            files: vec![self.at("f.csv")],
            columns: ColumnMap::default(),
            out: self.at("whole.csv"),
            model: None,
            save_model: Some(self.at("model.json")),
            explain: None,
            threads: 2,
            threshold: None,
            dedupe_inputs: false,
            memory: None,
        }
    }

    fn plan(
        &self,
        folder: &str,
        parts: usize,
        change: impl FnOnce(&mut PlanRequest),
    ) -> Result<usize, LinkError> {
        let mut asked = PlanRequest {
            file: self.at("f.csv"),
            columns: ColumnMap::default(),
            folder: self.at(folder),
            parts: Some(parts),
            model: None,
            threads: 2,
            threshold: None,
            memory: Some(1),
        };
        change(&mut asked);
        plan(&asked, |_| {}).map(|report| report.parts)
    }

    fn gather(&self, folder: &str) -> Result<String, LinkError> {
        gather(&self.at(folder), &self.at("out.csv"), Some(1), 2, |_| {})?;
        Ok(self.read("out.csv"))
    }
}

fn done(place: &Place, folder: &str, parts: impl Iterator<Item = usize>) {
    for number in parts {
        part(&place.at(folder), number, 1, |_| {}).expect("done");
    }
}

#[test]
fn parts_say_what_one_go_says() {
    let place = Place::of(&people(6000));
    let report = link(&place.request(), |_| {}).expect("linked");
    let expected = place.read("whole.csv");
    assert!(
        (1000..5000).contains(&report.clusters),
        "{}",
        report.clusters
    );
    assert!(report.pairs > 1000, "{}", report.pairs);
    for parts in [1, 2, 7] {
        let folder = format!("in-{parts}");
        assert_eq!(place.plan(&folder, parts, |_| {}).expect("planned"), parts);
        assert_eq!(
            place.read(&format!("{folder}/model.json")),
            place.read("model.json")
        );
        done(&place, &folder, (1..=parts).rev());
        let gathered = gather(&place.at(&folder), &place.at("out.csv"), None, 1, |_| {});
        assert_eq!(gathered.expect("gathered"), report, "{parts} parts");
        assert_eq!(place.read("out.csv"), expected, "{parts} parts");
    }
    // With the model that was kept, and another threshold.
    let mut asked = place.request();
    (asked.model, asked.save_model, asked.threshold) =
        (Some(place.at("model.json")), None, Some(0.9));
    link(&asked, |_| {}).expect("linked");
    let folder = "with-model";
    let change = |plan: &mut PlanRequest| {
        (plan.model, plan.threshold) = (Some(place.at("model.json")), Some(0.9));
    };
    place.plan(folder, 3, change).expect("planned");
    done(&place, folder, 1..=3);
    assert_eq!(
        place.gather(folder).expect("gathered"),
        place.read("whole.csv")
    );
}

#[test]
fn little_memory_says_what_much_says() {
    let place = Place::of(&people(6000));
    let report = link(&place.request(), |_| {}).expect("linked");
    let mut asked = place.request();
    (asked.memory, asked.out) = (Some(1), place.at("little.csv"));
    assert_eq!(link(&asked, |_| {}).expect("linked"), report);
    assert_eq!(place.read("little.csv"), place.read("whole.csv"));
    let left = std::fs::read_dir(place.0.path()).expect("listed");
    assert_eq!(left.count(), 4, "no folder of parts is left");
}

fn refused(outcome: Result<String, LinkError>, words: &str) {
    let error = outcome.expect_err(words).to_string();
    assert!(error.contains(words), "{error}");
}

fn of_part(place: &Place, folder: &str, number: usize) -> Result<String, LinkError> {
    part(&place.at(folder), number, 1, |_| {}).map(|_| String::new())
}

#[test]
fn what_is_not_there_is_said() {
    let place = Place::of(&people(300));
    refused(place.gather("a"), "holds no plan");
    place.plan("a", 3, |_| {}).expect("planned");
    let again = place.plan("a", 3, |_| {});
    refused(again.map(|_| String::new()), "is not empty");
    let words = "there is no part 0: the plan has parts 1 to 3";
    refused(of_part(&place, "a", 0), words);
    refused(of_part(&place, "a", 4), "there is no part 4");
    done(&place, "a", 2..=2);
    refused(place.gather("a"), "not done yet: part 1, 3");
    done(&place, "a", [1, 3].into_iter());
    place.gather("a").expect("gathered");
    // A plan that was never finished is made anew.
    std::fs::remove_file(place.at("a/plan.json")).expect("removed");
    refused(of_part(&place, "a", 2), "holds no plan");
    place.plan("a", 3, |_| {}).expect("planned");
    // A plan of another version.
    let changed = place
        .read("a/plan.json")
        .replace("\"version\": 1", "\"version\": 0");
    std::fs::write(place.at("a/plan.json"), changed).expect("written");
    refused(of_part(&place, "a", 1), "another version");
}

#[test]
fn what_does_not_fit_together_is_refused_and_nothing_is_lost() {
    let place = Place::of(&people(300));
    place.plan("a", 3, |_| {}).expect("planned");
    place.plan("b", 2, |_| {}).expect("planned");
    done(&place, "a", 1..=3);
    done(&place, "b", 1..=1);
    let expected = place.gather("a").expect("gathered");
    let swap = |name: &str, with: &str| {
        let kept = std::fs::read(place.at(name)).expect("read");
        std::fs::copy(place.at(with), place.at(name)).expect("copied");
        kept
    };
    let kept = swap("a/edges/0001.parquet", "b/edges/0001.parquet");
    refused(place.gather("a"), "another plan");
    std::fs::write(place.at("a/edges/0001.parquet"), kept).expect("written");
    swap("a/units/0001.parquet", "b/units/0001.parquet");
    refused(of_part(&place, "a", 1), "another plan");
    let cut = [
        "edges/0002.parquet",
        "names.parquet",
        "rows.parquet",
        "records/0000.parquet",
    ];
    for name in cut {
        let path = place.at("a").join(name);
        let whole = std::fs::read(&path).expect("read");
        std::fs::write(&path, &whole[..whole.len() - 9]).expect("written");
        refused(place.gather("a"), "cannot be read");
        std::fs::write(&path, whole).expect("written");
    }
    assert_eq!(place.gather("a").expect("gathered"), expected);
}

#[test]
fn two_records_of_one_id_are_refused_however_far_apart() {
    let mut text = people(6000);
    text.push_str("\"r,4\",zofia,nowak,1931-02-03,,,\n");
    let place = Place::of(&text);
    let words = "is the record_id of record 5 and of record 6001";
    for error in [
        link(&place.request(), |_| {}).map(|_| ()),
        place.plan("a", 3, |_| {}).map(|_| ()),
    ] {
        let error = error.expect_err("refused").to_string();
        assert!(error.contains(words), "{error}");
    }
    assert!(!place.at("a/plan.json").exists());
    let empty = Place::of("record_id,surname\n");
    empty.plan("a", 2, |_| {}).expect("planned");
    done(&empty, "a", 1..=2);
    assert_eq!(
        empty.gather("a").expect("gathered"),
        "record_id,cluster_id\n"
    );
}

#[test]
fn nothing_is_left_of_what_cannot_be_written() {
    let place = Place::of(&people(300));
    place.plan("a", 1, |_| {}).expect("planned");
    std::fs::remove_dir(place.at("a/edges")).expect("removed");
    let error = part(&place.at("a"), 1, 1, |_| {}).expect_err("refused");
    assert!(error.to_string().contains("cannot be written"), "{error}");
    std::fs::create_dir(place.at("a/edges")).expect("made");
    done(&place, "a", 1..=1);
    let nowhere = Path::new("/nowhere/out.csv");
    let error = gather(&place.at("a"), nowhere, None, 1, |_| {}).expect_err("refused");
    assert!(error.to_string().contains("cannot be written"), "{error}");
}
