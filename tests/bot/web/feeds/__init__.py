"""The feeds over HTTP: what they are asked for with, and by how many."""
