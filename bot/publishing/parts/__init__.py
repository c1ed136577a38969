"""What is made of a part of a publication: what it says of itself, its feeds, its diary."""
