"""What would be posted if definitions were saved now, rehearsed on a copy of the ledger."""
