"""Makes ready what all forked commands have then: imported last, in the process they are forked of.

- The templates of the page are compiled.
- The garbage collector no longer looks through what is there: in a fork, that copies all of it.
"""

import gc

from bot.web.pages.render import Pages

_templates = Pages({})._templates("en")
for _name in _templates.list_templates():
    _templates.get_template(_name)

gc.collect()
gc.freeze()
