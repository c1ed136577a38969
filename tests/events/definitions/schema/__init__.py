"""What can be written, as the schema and the documentation have it."""
