//! As the library sorts, whatever the list is like.

use proptest::prelude::*;

use super::{arrange, sort};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn as_the_library_does(mut list in prop::collection::vec(any::<u64>(), 0..9000), mask in 0_u32..64, nearly: bool) {
        for value in &mut list {
            *value &= u64::MAX >> (mask / 2) << (mask % 16);
        }
        if nearly {
            list.sort_unstable_by_key(|value| value >> 50);
        }
        let mut expected = list.clone();
        expected.sort_unstable();
        sort(&mut list);
        prop_assert_eq!(list, expected);
    }

    #[test]
    fn each_goes_where_it_belongs(which in prop::collection::vec(any::<u64>(), 0..200)) {
        let mut order: Vec<usize> = (0..which.len()).collect();
        order.sort_by_key(|at| which[*at]);
        let expected: Vec<u64> = order.iter().map(|at| which[*at]).collect();
        let mut list = which;
        arrange(&mut list, |place| order[place]);
        prop_assert_eq!(list, expected);
    }
}
