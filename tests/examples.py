"""How many examples hypothesis tries: all of them in CI, fewer while somebody waits."""

from hypothesis import settings

# What is tried of the examples that a test asks for, by the profile.
SHARES = {"thorough": 1.0, "podium": 0.4, "quick": 0.1}


def examples(number: int) -> int:
    """The share of so many examples that the profile of this run tries."""
    return max(1, round(number * SHARES[settings.get_current_profile_name()]))
