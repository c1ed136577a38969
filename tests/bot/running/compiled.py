"""Compiles the page's templates where it is imported: there, all forked commands have them."""

from bot.web.pages.render import Pages

_templates = Pages({})._templates("en")
for _name in _templates.list_templates():
    _templates.get_template(_name)
