"""What a definition says to the press: who may come, who said so, where to watch."""
