"""How long a test waits for what must come.

It is far longer than anything takes, also on a machine that is slow and busy: who passes does not
wait. What must not come, or must come soon, is told from what did by its order, not by the time.
"""

PATIENCE = 60.0  # seconds
