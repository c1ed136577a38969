"""What a text mentions, each with its span: days, hours, places, kinds of events, parties."""
