"""Reports in prose → draft definitions, by rules alone: nothing that the report does not say."""
