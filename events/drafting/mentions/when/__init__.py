"""When something is, as a text says it: days, hours, parts of days, and words for what is moved."""
