"""Texts in several languages: the codes of these, and what stands under them."""
