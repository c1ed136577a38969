"""What the operator is answered, who alone hears how Podium is."""
