"""HTTP responses: made in advance, chosen by a request's headers."""
