"""What the clients are asked to read: agendas, their feeds, and edits of them."""
