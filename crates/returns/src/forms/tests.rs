//! The three forms of one small report, to the letter where others depend on it.

use jiff::civil::date;

use super::csv::csv;
use super::html::{html, sections, value};
use super::json::json;
use crate::period::Period;
use crate::report::{Cell, Report};
use crate::reports::scrutiny::SCRUTINY;

/// Cells 0, 1001, 2002, and so on; a quarter for the share.
fn sample() -> Report {
    let mut cells: Vec<Cell> = (0..17).map(|n| Cell::Count(n * 1001)).collect();
    cells.push(Cell::Share { part: 10, of: 40 });
    cells.extend([Cell::NotInUse; 4]);
    Report {
        definition: &SCRUTINY,
        period: Period::new(date(2020, 4, 1), date(2021, 3, 31)).unwrap(),
        as_at: "2021-11-30T08:12:59Z".parse().unwrap(),
        cells,
    }
}

const JSON: &str = r#"{
  "period": {
    "from": "2020-04-01",
    "to": "2021-03-31"
  },
  "as_at": "2021-11-30T08:12:59Z",
  "contacts": {
    "children": 0,
    "families": 1001,
    "adult_only": 2002,
    "domestic_abuse": {
      "children": 3003,
      "families": 4004
    },
    "from_police": {
      "children": 5005,
      "families": 6006,
      "domestic_abuse": {
        "children": 7007,
        "families": 8008
      }
    }
  },
  "decisions": {
    "within_one_working_day": 9009,
    "late": 10010,
    "open": 11011,
    "by_outcome": {
      "no_further_action": 12012,
      "information_and_advice": 13013,
      "early_help": 14014,
      "referral": 15015,
      "strategy_discussion": "c"
    },
    "progressed_share": 0.25
  },
  "school_notices": null,
  "referrals": null,
  "assessments": null,
  "domestic_abuse_outcomes": null,
  "marac": null
}
"#;

#[test]
fn json_is_the_contract() {
    let mut report = sample();
    report.cells[16] = Cell::Hidden;
    assert_eq!(json(&report).unwrap(), JSON);
}

#[test]
fn a_part_in_use_is_there_number_by_number() {
    let mut report = sample();
    report.cells.truncate(18);
    report.cells.extend([8, 6, 0, 7].map(Cell::Count));
    let expect = r#"  "school_notices": {
    "children": 8,
    "before_school": 6,
    "late": 0,
    "acknowledged": 7
  },
  "referrals": null,
"#;
    assert!(json(&report).unwrap().contains(expect));
    let text = csv(&report);
    assert!(
        text.contains("\r\nschool_notices.late,\"Those of"),
        "{text}"
    );
    assert!(html(&report).contains("<caption>Notices to schools</caption>"));
}

#[test]
fn a_share_of_nothing_is_nothing() {
    assert_eq!(Cell::Share { part: 0, of: 0 }.share(), Some(0.0));
}

#[test]
fn csv_explains_itself() {
    let mut report = sample();
    report.cells[0] = Cell::Hidden;
    let text = csv(&report);
    let lines: Vec<&str> = text.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 1 + 3 + 18 + 5);
    assert_eq!(lines[0], "measure,definition,value");
    assert_eq!(
        lines[1],
        "period.from,The first day of the period,2020-04-01"
    );
    assert!(lines[4].starts_with("contacts.children,") && lines[4].ends_with(",c"));
    assert!(lines[5].ends_with(",1001"), "{}", lines[5]);
    assert!(lines[7].starts_with("contacts.domestic_abuse.children,\"Children, counted"));
    assert!(lines[21].ends_with(",0.25"));
    assert_eq!(lines[26], "marac,This part is not in use,");
}

#[test]
fn no_spreadsheet_runs_a_cell_or_misreads_a_letter() {
    let text = csv(&sample());
    // Plain ASCII is the same in every encoding that a spreadsheet may take it for.
    assert!(text.is_ascii());
    for line in text.split_terminator("\r\n") {
        let (name, rest) = line.split_once(',').unwrap();
        let (definition, value) = rest.rsplit_once(',').unwrap();
        for cell in [name, definition.trim_matches('"'), value] {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{line}"
            );
        }
        assert!(!definition.trim_matches('"').contains('"'), "{line}");
    }
}

#[test]
fn html_is_whole_and_asks_nobody_for_anything() {
    let mut report = sample();
    assert!(!html(&report).contains("is shown as c"));
    report.cells[0] = Cell::Hidden;
    let page = html(&report);
    for part in [
        "<html lang=\"en-GB\">",
        "From 1 April 2020 to 31 March 2021, both days included. What was known on Tuesday 30 November 2021 at 8:12am.",
        "is shown as c",
        "<caption>Decisions about children</caption>",
        "Referral to children&#39;s social care",
        "<td class=\"number\">1,001</td>",
        "<td class=\"number\">25.0%</td>",
        "<td class=\"number\">c</td>",
        "<h2>MARAC</h2>\n<p>This part is not in use.</p>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    for reach in ["http", "src=", "href=", "@import", "url(", "<script"] {
        assert!(!page.contains(reach), "{reach}");
    }
    assert_eq!(page.matches("<tr>").count(), 18 + 2);
}

#[test]
fn every_part_has_its_table() {
    let names: Vec<&str> = sections(&sample())
        .iter()
        .map(|section| section.name)
        .collect();
    let expect = [
        "contacts",
        "decisions",
        "school_notices",
        "referrals",
        "assessments",
        "domestic_abuse_outcomes",
        "marac",
    ];
    assert_eq!(names, expect);
}

#[test]
fn numbers_as_people_read_them() {
    let check = |count: u64, expect: &str| assert_eq!(value(Cell::Count(count)), expect);
    check(0, "0");
    check(999, "999");
    check(1000, "1,000");
    check(1_234_567, "1,234,567");
}
