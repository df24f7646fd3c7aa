//! Which people of a feed can be searched for, and how long a feed takes.

use super::{search, years};

#[test]
fn searches_are_whole() {
    let check = |person: [&str; 3], expect: Option<&str>| {
        let [given, surname, birth] = person;
        assert_eq!(search(given, surname, birth).as_deref(), expect);
    };
    check(
        ["Ayşe", "O'Hara", "2014-03-09"],
        Some("given=Ay%C5%9Fe&surname=O%27Hara&birth-day=09&birth-month=03&birth-year=2014"),
    );
    check(["", "Ford", "2014-03-09"], None);
    check(["Baby", "Ford", "expected 2026-03-09"], None);
    check(["Ann", "Ford", ""], None);
}

#[test]
fn a_feed_never_meets_the_towns_own_story() {
    for (people, expect) in [(1_000_000, 1), (100_000, 3), (1_000, 10)] {
        assert_eq!(years(people), expect, "{people}");
    }
}
