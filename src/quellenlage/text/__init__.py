"""Sentences, tokens, quotation marks, offset maps. Never changes the text."""
