"""Lines that are no sentences: programmes, diaries, questions and answers, labels, committees."""
