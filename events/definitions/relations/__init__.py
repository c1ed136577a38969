"""Events that stand to others: what starts after another, or is a part of it."""
