//! Clusters are held against the truth by pairs; what is odd about files is tested with the job.

use super::evaluate;

#[test]
fn every_true_pair_counts() {
    let check = |clusters: &str, truth: &str, counts: [u64; 3]| {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, other) = (folder.path().join("c.csv"), folder.path().join("t.csv"));
        std::fs::write(&one, clusters).expect("written");
        std::fs::write(&other, truth).expect("written");
        let scores = evaluate(&one, &other).expect("evaluated");
        assert_eq!([scores.both, scores.found, scores.true_pairs], counts);
    };
    let truth = "record_id,person_id\n1,a\n2,a\n3,a\n4,b\n";
    check(
        "record_id,cluster_id\n1,x\n2,x\n3,x\n4,y\n",
        truth,
        [3, 3, 3],
    );
    check(
        "record_id,cluster_id\n1,x\n2,x\n3,z\n4,x\n",
        truth,
        [1, 3, 3],
    );
    // A record that was lost costs the pairs it was in.
    check("record_id,cluster_id\n1,x\n2,x\n", truth, [1, 1, 3]);
    check("record_id, cluster_id\n 1 , x\n2,x\n", truth, [1, 1, 3]);
}
