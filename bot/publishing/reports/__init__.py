"""What the operator is told who asks how things stand, in the terminal or in a chat."""
