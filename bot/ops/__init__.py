"""What an operator needs: incidents, logging, health, supervision, signals."""
