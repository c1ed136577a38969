"""Agendas, posts and places to post to, made for a test."""
