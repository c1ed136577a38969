"""What a browser or a calendar client is answered: feeds, pages, health."""
