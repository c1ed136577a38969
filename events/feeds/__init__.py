"""Agendas as iCalendar, JSCalendar and Atom."""
