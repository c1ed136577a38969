"""How a report is laid out: its dateline, its blocks, and the shapes of its lines."""
