"""What was published, as text that outlives its definition, and back."""
