"""What a reader's words mean, in the reader's language and in English."""
