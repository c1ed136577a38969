"""What a call says, checked as Telegram does: text with its markup, links and keyboards."""
