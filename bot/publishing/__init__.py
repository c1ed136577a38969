"""From an edit of the definitions to what readers are shown."""
