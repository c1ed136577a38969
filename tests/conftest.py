"""How hypothesis works in every test: the same examples at each run, however slow the machine."""

from hypothesis import settings

settings.register_profile("podium", deadline=None, derandomize=True)
settings.load_profile("podium")
