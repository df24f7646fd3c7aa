#!/usr/bin/env python3
"""usage: as_csv.py IN.parquet OUT.csv"""
import sys
import pyarrow.csv, pyarrow.parquet

pyarrow.csv.write_csv(pyarrow.parquet.read_table(sys.argv[1]), sys.argv[2])
