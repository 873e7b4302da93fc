"""Bilingual, accessible patient handouts from health topics."""
