"""Telling people: everything that acts."""
