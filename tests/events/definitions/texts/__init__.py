"""Texts, and links, in several languages."""
