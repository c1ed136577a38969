"""The service: builds the parts, runs them in one asyncio loop, and stops them in order."""
