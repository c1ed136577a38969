"""How hypothesis works in every test: the same examples at each run, however slow the machine.

`make quick` takes the profile of its name: a tenth of the examples, where a test sets no number.
"""

from hypothesis import settings

settings.register_profile("podium", deadline=None, derandomize=True)
settings.register_profile("quick", settings.get_profile("podium"), max_examples=10)
settings.load_profile("podium")
