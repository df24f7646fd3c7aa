//! As the library sorts, whatever the list is like.

use proptest::prelude::*;

use super::sort;

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
}
