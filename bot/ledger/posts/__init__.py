"""A post in the ledger: claimed before it is sent, recorded after, recovered where that failed."""
