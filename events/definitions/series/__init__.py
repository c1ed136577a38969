"""Events that stand to others: what starts after another, is a part of it, or happens again."""
