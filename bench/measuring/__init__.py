"""How it is measured: on what machine, of what agendas, by turns, and how it is shown."""
