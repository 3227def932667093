"""What may be inferred, kept and shown, by region."""

import pytest

from callmon.policy import Policy


def test_nothing_is_estimated_unless_asked_for():
    for region in ("eu", "us", "other"):
        assert not Policy(region).allows_arousal(notice_given=True)


@pytest.mark.parametrize(("region", "untold"), [("eu", False), ("us", True), ("other", True)])
def test_in_the_eu_both_sides_are_told_first(region, untold):
    policy = Policy(region, arousal=True)
    assert policy.allows_arousal(notice_given=True)
    assert policy.allows_arousal(notice_given=False) is untold


@pytest.mark.parametrize(("region", "kept"), [("eu", False), ("us", True), ("other", True)])
def test_in_the_eu_the_usual_is_kept_only_where_asked_for(region, kept):
    assert Policy(region).keeps_usual is kept
    assert Policy(region, keep_usual=True).keeps_usual
