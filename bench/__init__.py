"""Measurements: run with ``make bench``. What is compared is measured by turns, in one run."""
