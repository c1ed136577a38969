"""What recurs: the rules of a series (RFC 5545 §3.3.10), and what is run through of them."""
