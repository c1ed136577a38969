"""Faulty definitions: what is written, and what is said of it."""

from tests.events.definitions.builders import Faults
from tests.events.definitions.mends.cases.announced import ANNOUNCED
from tests.events.definitions.mends.cases.files import FILES
from tests.events.definitions.mends.cases.keys import KEYS
from tests.events.definitions.mends.cases.other_tools import OTHER_TOOLS
from tests.events.definitions.mends.cases.times import TIMES
from tests.events.definitions.mends.cases.values import VALUES

FAULTS: Faults = KEYS | TIMES | VALUES | FILES | OTHER_TOOLS | ANNOUNCED
