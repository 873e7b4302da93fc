"""The rules of the tag structure, by subject; the check `tag-structure` runs them all.

A rule is a function of the subject that yields findings. The number in a message is clause and test of ISO 14289-1 as
veraPDF's profile counts them; a number that begins with 8 is of ISO 14289-2.
"""
