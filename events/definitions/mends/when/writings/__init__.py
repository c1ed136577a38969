"""How days and hours are written: what such a text says, before any line is made of it."""
