"""Podium's own diary, which has one form, read back to a draft: what it says, and no more."""
