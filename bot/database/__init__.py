"""The SQL database under the ledger: SQLite, or PostgreSQL for replicas."""
