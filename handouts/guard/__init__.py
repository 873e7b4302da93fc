"""The link guard: what can be seen to be wrong with a topic's links, without the network and with it.

    links       every link of a topic, each with where it stands
    offline     rules on addresses and titles
    near        addresses one letter off from one that is known
    online      what the pages themselves answer (asked by `handouts.probing`)

An alarm is never certain: pages move, and a rule knows no page. It names the link, the fact and the next step.
"""

from __future__ import annotations

from handouts.guard.alarm import Alarm
from handouts.guard.links import KnownLink, links_of
from handouts.guard.offline import guard

__all__ = ["Alarm", "KnownLink", "guard", "links_of"]
