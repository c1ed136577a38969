"""What starts after another event, is a part of it, or happens again."""
