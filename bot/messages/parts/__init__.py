"""What posts are made of: lines, when something is and how soon, what the press is told, links."""
