"""What is served to browsers and calendar clients: feeds, pages, health."""
