"""Whether what clients saw of some objects can have been one after the other.

A history is a set of calls, each with the interval from before it was sent until after it was answered. It is
linearizable when every call can be given a moment within its interval so that, in the order of these moments, each
answer is what an object that nobody shares would have said: Herlihy and Wing,
https://doi.org/10.1145/78969.78972.

The search is that of Wing and Gong, https://doi.org/10.1006/jpdc.1993.1015. Of the calls that have no place in the
order yet, the next may be any that began before the first of them ended. Each of these is tried: if the object in its
present state answers the same as the server did, the search goes on from the state that follows, and comes back when it
ends nowhere. What Lowe added, https://doi.org/10.1002/cpe.3928, makes it fast: the same set of calls that leads to the
same state is not looked at twice. Histories are linearizable when those of each object are, so that each is searched
for itself; an object here is a few names that users are renamed between.

A call that was never answered may have happened at any moment after it was sent, or not at all. It has no end, and need
not be given a place.
"""

import dataclasses
import math
import typing


@dataclasses.dataclass(frozen=True)
class Call:
    start: float
    end: float  # math.inf: it was never answered
    action: typing.Any  # what the model understands
    outcome: typing.Any = None  # what the model answers; None: unknown


def explain(history, initial, perform):
    """None when the calls of one object are linearizable, else what is wrong, for people.

    `perform(state, call)` is the object: the state that follows when the call has this outcome in this state, or None
    where it cannot have. States can be hashed.
    """
    calls = sorted(history, key=lambda call: call.start)
    answered = sum(1 << place for place, call in enumerate(calls) if call.end != math.inf)
    seen = {(0, initial)}
    # Where the search is: what has a place in the order, the state there, the first call without a place, and what is
    # still to be tried.
    path = [(0, initial, 0, _candidates(calls, 0, 0))]
    furthest = (0, initial, 0)
    while path:
        placed, state, first, untried = path[-1]
        if placed & answered == answered:
            return None
        place = next(untried, None)
        if place is None:
            path.pop()
            continue
        following = perform(state, calls[place])
        reached = (placed | 1 << place, following)
        if following is None or reached in seen:
            continue
        seen.add(reached)
        while first < len(calls) and reached[0] >> first & 1:
            first += 1
        path.append((*reached, first, _candidates(calls, reached[0], first)))
        if reached[0].bit_count() > furthest[0].bit_count():
            furthest = (*reached, first)
    placed, state, first = furthest
    stuck = "\n".join(f"  {calls[place]}" for place in _candidates(calls, placed, first))
    count = f"after {placed.bit_count()} of {len(calls)} calls"
    return f"{count} the object is {state}, and none of these can be next:\n{stuck}"


def _candidates(calls, placed, first):
    """Those that may be next: they began before any other without a place had ended."""
    ended = math.inf
    found = []
    for place in range(first, len(calls)):
        if placed >> place & 1:
            continue
        if calls[place].start > ended:
            break
        found.append(place)
        ended = min(ended, calls[place].end)
    return iter(found)


# The object of these tests: a few names, each with a user or none. A user is the id that it was given, and whether the
# policy is attached to it.
#
# Actions: ("create", place), ("rename", place, place), ("delete", place), ("attach", place), ("detach", place),
# ("get", place), ("attached", place), ("list",). Outcomes: a code of an error, "" when there is nothing more to say, of
# "create" and "get" the id, of "attached" "yes" or "no", and of "list" the ids by place.

ABSENT = "NoSuchEntity"
UNKNOWN = "unknown"  # the id of a user whose making was never answered


def no_users(count):
    return (None,) * count


def perform_on_users(state, call):
    verb, *places = call.action
    user = state[places[0]] if places else None
    said = call.outcome

    def replaced(*changes):
        users = list(state)
        for place, changed in changes:
            users[place] = changed
        return tuple(users)

    if verb == "list":
        return state if said is None or _are_ids(state, said) else None
    if verb == "create":
        if user is None:
            is_id = said is None or said not in (ABSENT, "EntityAlreadyExists")
            return replaced((places[0], (said or UNKNOWN, False))) if is_id else None
        return state if said in (None, "EntityAlreadyExists") else None
    if user is None:
        return state if said in (None, ABSENT) else None
    identity, is_attached = user
    if verb == "get":
        answer, after = (said if said is None or _is_id(identity, said) else identity), state
    elif verb == "attached":
        answer, after = "yes" if is_attached else "no", state
    elif verb == "attach":
        answer, after = "", replaced((places[0], (identity, True)))
    elif verb == "detach":
        answer = "" if is_attached else ABSENT
        after = replaced((places[0], (identity, False)))
    elif verb == "delete":
        answer, after = ("DeleteConflict", state) if is_attached else ("", replaced((places[0], None)))
    elif state[places[1]] is not None:
        answer, after = "EntityAlreadyExists", state
    else:
        answer, after = "", replaced((places[0], None), (places[1], user))
    return after if said in (None, answer) else None


def _is_id(identity, said):
    return said is not None and (identity == said or (identity == UNKNOWN and said != ABSENT))


def _are_ids(state, said):
    return all(
        (user is None and identity is None) or (user is not None and _is_id(user[0], identity))
        for user, identity in zip(state, said)
    )
