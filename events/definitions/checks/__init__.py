"""How much there is, and what may be meant otherwise, once the files have been read."""
