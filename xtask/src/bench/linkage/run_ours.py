#!/usr/bin/env python3
"""Runs a command once and says what it took, then how well its result agrees with the truth.
usage: run_ours.py RESULT TRUTH COMMAND...
TRUTH: a Parquet file with unique_id, person_id, household_id; a csv file beside which a .truth.csv stands; or FEBRL's csv files, parted by
commas, whose ids hold the person.
One JSON line: cpu (user and system seconds of the command alone), wall, rss_gb, p, r, f1, home (false pairs inside a household)."""
import csv, json, os, resource, subprocess, sys, time
from collections import Counter

result, truth, command = sys.argv[1], sys.argv[2], sys.argv[3:]
load = os.getloadavg()[0]
start = time.time()
subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
wall = time.time() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)

person, home = {}, {}
if truth.endswith(".parquet"):
    import pyarrow.parquet as pq
    table = pq.read_table(truth, columns=["unique_id", "person_id", "household_id"]).to_pydict()
    for i, p, h in zip(table["unique_id"], table["person_id"], table["household_id"]):
        person[str(i)], home[str(i)] = p, h
elif os.path.exists(beside := truth.removesuffix(".csv") + ".truth.csv"):
    for row in csv.DictReader(open(beside)):
        person[row["record_id"]], home[row["record_id"]] = row["person_id"], row["household_id"]
else:
    files = truth.split(",")
    for at, name in enumerate(files):
        rows = csv.reader(open(name))
        next(rows)
        for row in rows:
            i = row[0].strip()
            person[i] = home[i] = i.split("-")[1]

pairs = lambda n: n * (n - 1) // 2
rows = csv.reader(open(result))
head = next(rows)
if head[0] == "record_id":
    cluster = dict(rows)
    both = sum(pairs(n) for n in Counter((c, person[i]) for i, c in cluster.items()).values())
    found = sum(pairs(n) for n in Counter(cluster.values()).values())
    at_home = sum(pairs(n) for n in Counter((c, home[i]) for i, c in cluster.items()).values()) - both
    true = sum(pairs(n) for n in Counter(person.values()).values())
else:
    taken = [(row[0], row[1]) for row in rows]
    both = sum(person[a] == person[b] for a, b in taken)
    found, at_home = len(taken), 0
    true = sum(n == 2 for n in Counter(person.values()).values())
p, r = both / max(found, 1), both / true
print(json.dumps(dict(cpu=used.ru_utime + used.ru_stime, wall=wall, rss_gb=used.ru_maxrss / 1e6, p=p, r=r,
                      f1=2 * both / (found + true), home=at_home, home_per_1000=1000 * at_home / true, load=load)))
