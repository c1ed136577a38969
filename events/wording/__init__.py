"""Times, counts and particulars in words, by language."""
