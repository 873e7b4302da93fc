"""Decide what will be printed: a topic and a request become a handout. Nothing here reads or writes anything."""

from handouts.compose.composing import compose

__all__ = ["compose"]
