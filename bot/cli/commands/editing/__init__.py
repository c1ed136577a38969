"""Commands of the editor's day: what makes definitions."""
