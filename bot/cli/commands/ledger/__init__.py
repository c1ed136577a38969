"""The commands that look into the ledger, or at it."""
