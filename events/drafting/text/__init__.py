"""A report as text: its blocks, its sentences and their clauses, its dateline and its words."""
