#!/usr/bin/env python3
"""Who the records are really of, as `record_id,person_id,household_id,culture`.
usage: people.py GENERATOR N OUT.parquet TRUTH.csv   makes N people with the generator, which knows their culture but does not write it
       people.py FEBRL.csv[,FEBRL.csv] TRUTH.csv     reads the person out of FEBRL's ids; FEBRL knows neither households nor cultures"""
import csv, runpy, sys

HEAD = ["record_id", "person_id", "household_id", "culture"]
if len(sys.argv) == 5:
    generator, count, made, truth = sys.argv[1:]
    sys.argv = [generator, count, made]
    told = runpy.run_path(generator, run_name="__main__")
    people, made = told["people"], told["tab"]
    rows = ([i, p, h, people[p]["st"]] for i, p, h in zip(made["unique_id"], made["person_id"], made["household_id"]))
else:
    files, truth = sys.argv[1:]
    ids = (row["rec_id"].strip() for name in files.split(",") for row in csv.DictReader(open(name), skipinitialspace=True))
    rows = ([i, i.split("-")[1], "", ""] for i in ids)
with open(truth, "w", newline="") as out:
    csv.writer(out).writerows([HEAD, *rows])
print("{}")
