"""The checker itself: what it takes and what it rejects, and that trying every order says the same."""

import itertools
import math
import random

from linearizability import ABSENT, Call, explain, no_users, perform_on_users


def is_linearizable(*calls):
    return explain([Call(*call) for call in calls], no_users(2), perform_on_users) is None


def test_takes_calls_one_after_the_other():
    assert is_linearizable((0, 1, ("create", 0), "A"), (2, 3, ("get", 0), "A"), (4, 5, ("delete", 0), ""))


def test_rejects_a_read_of_what_was_before_an_answered_write():
    assert not is_linearizable((0, 1, ("create", 0), "A"), (2, 3, ("get", 0), ABSENT))


def test_takes_either_answer_while_a_write_is_on_its_way():
    assert is_linearizable((0, 3, ("create", 0), "A"), (1, 2, ("get", 0), ABSENT))
    assert is_linearizable((0, 3, ("create", 0), "A"), (1, 2, ("get", 0), "A"))


def test_rejects_two_reads_that_see_a_write_come_and_go():
    assert not is_linearizable(
        (0, 9, ("create", 0), "A"), (1, 2, ("get", 0), "A"), (3, 4, ("get", 0), ABSENT)
    )


def test_rejects_two_makings_of_one_name():
    assert not is_linearizable((0, 9, ("create", 0), "A"), (1, 8, ("create", 0), "B"))


def test_rejects_a_deletion_beside_an_answered_attachment():
    assert not is_linearizable(
        (0, 1, ("create", 0), "A"),
        (2, 9, ("attach", 0), ""),
        (3, 8, ("delete", 0), ""),
        (10, 11, ("attached", 0), "yes"),
    )


def test_rejects_a_list_in_which_a_renamed_user_has_both_names_or_none():
    before = [(0, 1, ("create", 0), "A"), (2, 9, ("rename", 0, 1), "")]
    assert not is_linearizable(*before, (3, 4, ("list",), ("A", "A")))
    assert not is_linearizable(*before, (3, 4, ("list",), (None, None)))
    assert is_linearizable(*before, (3, 4, ("list",), (None, "A")))


def test_rejects_the_id_of_another_user():
    assert not is_linearizable((0, 1, ("create", 0), "A"), (2, 3, ("get", 0), "B"))


def test_takes_a_call_without_an_answer_for_done_or_not_done():
    unanswered = (0, math.inf, ("create", 0))
    assert is_linearizable(unanswered, (1, 2, ("get", 0), ABSENT))
    assert is_linearizable(unanswered, (1, 2, ("get", 0), "A"))
    assert is_linearizable(unanswered, (1, 2, ("get", 0), ABSENT), (3, 4, ("get", 0), "A"))
    assert not is_linearizable(unanswered, (1, 2, ("get", 0), "A"), (3, 4, ("get", 0), ABSENT))


def test_rejects_an_answer_that_a_user_never_gives():
    assert not is_linearizable((0, 1, ("create", 0), "A"), (2, 3, ("attach", 0), "ServiceFailure"))


def test_says_which_calls_have_no_place():
    said = explain([Call(0, 1, ("create", 0), "A"), Call(2, 3, ("get", 0), ABSENT)], no_users(2), perform_on_users)
    assert "after 1 of 2 calls" in said and "('get', 0)" in said


def brute_force(calls):
    """Every order that agrees with the intervals, of every choice of unanswered calls."""
    answered = [call for call in calls if call.end != math.inf]
    unanswered = [call for call in calls if call.end == math.inf]
    for count in range(len(unanswered) + 1):
        for chosen in itertools.combinations(unanswered, count):
            for order in itertools.permutations(answered + list(chosen)):
                keeps = all(not later.end < earlier.start for earlier, later in itertools.combinations(order, 2))
                state = no_users(2)
                for call in order if keeps else ():
                    state = state and perform_on_users(state, call)
                if keeps and state:
                    return True
    return False


def random_history(source):
    verbs = ["create", "create", "delete", "get", "attach", "detach", "attached"]
    for _ in range(source.randint(2, 5)):
        start = source.uniform(0, 9)
        end = math.inf if source.random() < 0.1 else start + source.uniform(0.1, 6)
        action = (source.choice(verbs), source.randrange(2)) if source.random() < 0.7 else ("rename", 0, 1)
        plausible = {
            "create": ["A", "A", "B", "EntityAlreadyExists"],
            "get": ["A", "B", ABSENT],
            "attached": ["yes", "no", ABSENT],
            "delete": ["", "DeleteConflict", ABSENT],
            "rename": ["", "EntityAlreadyExists", ABSENT],
        }.get(action[0], ["", ABSENT])
        yield Call(start, end, action, None if end == math.inf else source.choice(plausible))


def test_says_what_trying_every_order_says():
    verdicts = set()
    for seed in range(1500):
        calls = list(random_history(random.Random(seed)))
        verdict = explain(calls, no_users(2), perform_on_users) is None
        assert verdict == brute_force(calls), calls
        verdicts.add(verdict)
    assert verdicts == {True, False}
