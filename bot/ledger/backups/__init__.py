"""Backups of the ledger: one SQLite file, whatever the database, and how it is put back."""
