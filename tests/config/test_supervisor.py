"""How soon a dead child is started again."""

from sunshine.config.supervisor import Child


def _child() -> Child:
    return Child("web", lambda: None)


def test_the_first_death_is_answered_at_once_and_the_next_ever_later() -> None:
    child = _child()
    waits = []
    for _ in range(9):
        child.died(1000.0)
        waits.append(child.due - 1000.0)
        child.born = 1000.0
    assert waits == [0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0]


def test_a_child_that_lived_a_while_is_started_at_once_again() -> None:
    child = _child()
    for _ in range(5):
        child.born = 1000.0
        child.died(1000.0)
    child.born = 1000.0
    child.died(1061.0)
    assert (child.due, child.deaths) == (1061.0, 1)
