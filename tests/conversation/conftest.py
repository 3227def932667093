from collections.abc import Callable

import pytest
from talk import Talk

from callmon.conversation.act_settings import ActSettings
from callmon.conversation.lexicon import Lexicon
from callmon.wording import load_lexicon


@pytest.fixture(scope="session")
def english() -> Lexicon:
    return load_lexicon("en")


@pytest.fixture
def talk(english: Lexicon) -> Talk:
    return Talk(english)


@pytest.fixture
def talking(english: Lexicon) -> Callable[..., Talk]:
    """A call with other words or settings."""
    return lambda lexicon=english, settings=None: Talk(lexicon, settings or ActSettings())
