"""HTTP responses: made in advance, and chosen by a request's headers."""
