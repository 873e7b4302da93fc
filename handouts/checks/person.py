"""What no check can judge in a file: the short list that ends every report.

Source: Matterhorn Protocol 1.1, the failure conditions marked "human", put as questions.
"""

from __future__ import annotations

from handouts.checks.subject import Subject


def needs_a_person(subject: Subject) -> tuple[str, ...]:
    """Return the questions that this file leaves to a person."""
    facts = subject.facts
    roles = {element.role for element in facts.elements}
    languages = {element.language for element in facts.elements if element.language}
    asked = [
        (True, "Is every statement right, current and fit for this patient?"),
        (len(languages) > 1, "Do the languages say the same, in words that their readers use?"),
        (True, "Does the reading order make sense when heard, and does each tag suit what it marks?"),
        (bool(roles & {"H", "H1", "H2", "H3"}), "Does each heading say what stands below it?"),
        ("Figure" in roles or bool(facts.pictures), "Does each picture's text say what the picture is there for?"),
        (bool(facts.links), "Does each link's text say where it leads, and is the page behind it still there?"),
        ("Table" in roles, "Do the header cells of each table name the right rows and columns?"),
        (True, "Is nothing said by colour, size or place alone?"),
    ]
    return tuple(question for applies, question in asked if applies)
