import itertools

import pytest
from PySide6.QtQml import QQmlEngine

from callmon import paths

PILLARS = ("care", "open_mind", "active_listening")
SCHEMES = ("light", "dark", "contrast", "contrast-light")


@pytest.fixture
def theme(qapp):
    engine = QQmlEngine()
    engine.addImportPath(str(paths.data_files("ui")))
    yield engine.singletonInstance("Callmon", "Theme")
    engine.deleteLater()


def luminance(color):
    """Relative luminance of WCAG 2.1."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_all_text_has_a_contrast_of_at_least_four_and_a_half(theme, scheme):
    theme.setProperty("scheme", scheme)
    inks = ("ink", "soft", "agent", "customer", "good", "problem")
    grounds = ("panel", "raised", "pressed")
    low = {
        (ink, ground): ratio
        for ink, ground in itertools.product(inks, grounds)
        if (ratio := contrast(theme.property(ink), theme.property(ground)))
        < (7 if "contrast" in scheme else 4.5)
        and (ground != "pressed" or ink in ("ink", "soft"))
    }
    assert low == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_symbols_and_bars_stand_out_from_what_is_behind_them(theme, scheme):
    theme.setProperty("scheme", scheme)
    for pillar in PILLARS:
        ink, tint = theme.pillarInk(pillar), theme.pillarTint(pillar)
        assert contrast(ink, tint) >= 4.5
        assert contrast(ink, theme.property("panel")) >= 4.5
    for bar in ("agent", "customer"):
        assert contrast(theme.property(bar), theme.property("panel")) >= 3


def test_the_scheme_chosen_decides_and_is_no_mixture(theme):
    seen = []
    for scheme in SCHEMES:
        theme.setProperty("scheme", scheme)
        seen.append((theme.property("dark"), theme.property("contrast")))
    assert seen == [(False, False), (True, False), (True, True), (False, True)]


def test_sizes_follow_the_text_and_stillness_fades_nothing(theme):
    small = theme.property("advice")
    theme.setProperty("textScale", 2.0)
    assert theme.property("advice") == pytest.approx(2 * small, abs=1)
    assert 0 < theme.property("fadeOut") <= 200
    theme.setProperty("stillness", True)
    assert theme.property("fadeOut") == 0
