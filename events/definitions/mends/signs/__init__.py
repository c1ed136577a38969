"""A sign of YAML within a value, that ends it: a comma, a colon, a #."""
