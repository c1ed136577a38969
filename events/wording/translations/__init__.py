"""The words of each language but English, a file for each."""
