import av
import made_audio as made
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

pytest.importorskip("swift_f0", reason="the package with the pitch model is not installed")

from made_voice import voice

from callmon import paths
from callmon.errors import ModelError
from callmon.speech.arousal import ENOUGH, ArousalReader, Baseline, Population
from callmon.speech.catalogue import find_model
from callmon.speech.locate import check, find, locate
from callmon.speech.voice import VoiceReader
from callmon.speech.voice_features import FEATURES, LEAST_VOICED, VoiceFeatures

PITCH = find_model("swift-f0")
PITCH_FILE = locate(PITCH) / PITCH.files[0].name
LISTEN = VoiceReader(PITCH_FILE)
GRAPH = paths.data_files("models") / "arousal" / "arousal.onnx"
EMODB = made.SHARED / "C_emotion" / "emodb" / "wav"
CALM = [{"hz": 120 + 3 * k, "wobble": 0.6, "tilt": 1.2 + 0.02 * k} for k in range(8)]
TENSE = {"hz": 210, "wobble": 2.5, "tilt": 0.6}


def heard(**manner):
    return LISTEN(voice(**manner).astype(np.float32))


def reader():
    return ArousalReader(GRAPH)


def values(voices):
    read = reader().read
    return [read("customer", at, each) for at, each in enumerate(voices)]


@pytest.fixture(scope="module")
def calm():
    return [heard(**manner) for manner in CALM]


def test_it_never_exists_for_the_agent(calm):
    arousal = reader()
    for each in calm:
        with pytest.raises(ValueError, match="never estimated for the agent"):
            arousal.read("agent", 1, each)
    assert values(calm)[-1] == [arousal.read("customer", at, each) for at, each in enumerate(calm)][-1]


def test_a_tense_voice_stands_out_from_a_calm_one(calm):
    *_, before, tense, after = values([*calm, heard(**TENSE), calm[3]])
    assert tense.value > 0.8
    assert before.value < 0.4
    assert after.value < 0.4


def test_what_is_usual_for_a_high_voice_is_calm():
    high = [heard(hz=210 + 3 * (k % 4), wobble=0.6, tilt=1.2) for k in range(12)]
    assert values(high)[-1].value < 0.4


def test_nothing_is_said_before_enough_was_heard(calm):
    found = values(calm)
    voiced = [np.sum(each.track.confidence > 0.5) * 0.016 for each in calm]
    silent = next(at for at, each in enumerate(found) if each is not None)
    assert silent == pytest.approx(ENOUGH / np.mean(voiced), abs=1)
    assert all(found[silent:])


def test_it_names_its_utterance(calm):
    assert values(calm)[-1].utterance == len(calm) - 1


def test_what_is_too_short_says_nothing_and_changes_nothing(calm):
    nothing = [heard(syllables=1), heard(level=1e-6), LISTEN(np.zeros(0, np.float32))]
    mixed = values([each for one in calm for each in (one, *nothing)])
    assert mixed[1::4] == [None] * len(calm)
    assert [each and each.value for each in mixed[::4]] == [each and each.value for each in values(calm)]


def test_only_what_came_before_counts(calm):
    tense = heard(**TENSE)
    assert values([*calm, calm[0], tense])[: len(calm) + 1] == values([*calm, calm[0], calm[1]])[:-1]
    assert values([*calm, tense, tense])[-1].value < values([*calm, tense])[-1].value


@pytest.fixture(scope="module")
def spoken():
    """Utterances of a customer, each a second or two of the demo call, in telephone band."""
    side = made.demo_start(90)[1]
    loud = np.convolve(side**2, np.ones(1600) / 1600, mode="same") > 1e-5
    edges = np.flatnonzero(np.diff(np.concatenate(([0], loud.astype(int), [0]))))
    pieces = [side[start:end] for start, end in edges.reshape(-1, 2) if end - start > 16_000]
    return [0.2 * piece / np.abs(piece).max() for piece in pieces]


def mu_law(samples):
    squeezed = np.sign(samples) * np.log1p(255 * np.abs(samples)) / np.log(256)
    coded = np.round(squeezed * 127) / 127
    return np.sign(coded) * np.expm1(np.abs(coded) * np.log(256)) / 255


@pytest.mark.parametrize("gain_db", [-12, 0, 12])
@pytest.mark.parametrize("coding", [np.asarray, mu_law])
def test_gain_and_coding_change_little(spoken, gain_db, coding):
    assert len(spoken) > 10
    plain = values([LISTEN(each.astype(np.float32)) for each in spoken])
    other = values([LISTEN(coding(each * 10 ** (gain_db / 20)).astype(np.float32)) for each in spoken])
    pairs = [(one.value, two.value) for one, two in zip(plain, other, strict=True) if one and two]
    assert len(pairs) > 5
    assert max(abs(two - one) for one, two in pairs) < 0.02


@pytest.mark.skipif(not EMODB.is_dir(), reason=f"{EMODB} is not on this computer")
@pytest.mark.parametrize("speaker", ["03", "14"])
def test_the_model_that_ships_knows_its_own_data(speaker):
    files = sorted(EMODB.glob(f"{speaker}*.wav"))
    order = np.random.default_rng(1).permutation(len(files))
    found = values([LISTEN(_read(files[at])) for at in order])
    scored = [(each.value, files[at].name[5]) for each, at in zip(found, order, strict=True) if each]
    tense, calm = ([value for value, letter in scored if letter in kind] for kind in ("WFA", "LTN"))
    assert np.mean([one > two for one in tense for two in calm]) > 0.95


def _read(path):
    with av.open(str(path)) as container:
        samples = [frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)]
    return (np.concatenate(samples) / 32768).astype(np.float32)


def test_another_graph_is_refused():
    with pytest.raises(ModelError, match="other features; reinstall callmon"):
        ArousalReader(PITCH_FILE)


def test_the_graph_is_the_one_of_the_catalogue():
    model = find_model("arousal")
    found = find(model, GRAPH.parent)
    assert check(model, found, anew=True) == GRAPH.parent
    assert model.licence == "CC0-1.0"


COUNT = len(FEATURES)
POPULATION = Population(np.zeros(COUNT), np.ones(COUNT), np.full(COUNT, 2.0))


def uttered(value, voiced=2.0):
    return VoiceFeatures(np.full(COUNT, float(value)), voiced)


def test_a_baseline_begins_with_the_population_and_moves_to_the_speaker():
    baseline = Baseline(POPULATION)
    assert (baseline.mean == 0).all()
    assert (baseline.spread == 1).all()
    baseline.add(uttered(3.0))
    assert baseline.mean == pytest.approx(np.ones(COUNT))
    for _ in range(300):
        baseline.add(uttered(3.0))
    assert baseline.mean == pytest.approx(np.full(COUNT, 3.0), abs=0.05)
    assert (baseline.spread == 0.5).all()


def test_one_shout_pulls_no_further_than_three_spreads():
    far, near = Baseline(POPULATION), Baseline(POPULATION)
    far.add(uttered(1000.0))
    near.add(uttered(3.0))
    assert (far.mean == near.mean).all()
    assert (far.spread == near.spread).all()


def test_an_utterance_with_the_least_voice_counts_nothing_and_a_longer_one_more():
    moved = []
    for voiced in (LEAST_VOICED, 0.75, 1.0, 5.0):
        baseline = Baseline(POPULATION)
        baseline.add(uttered(2.0, voiced))
        moved.append(baseline.mean[0])
    assert moved[0] == 0
    assert 0 < moved[1] < moved[2] == moved[3]


def test_a_voice_that_changes_for_good_becomes_usual():
    baseline = Baseline(POPULATION)
    for value in [0.0] * 200 + [2.0] * 200:
        baseline.add(uttered(value))
    assert baseline.mean == pytest.approx(np.full(COUNT, 2.0), abs=0.1)


@given(some.lists(some.tuples(some.floats(-50, 50), some.floats(LEAST_VOICED, 9)), max_size=50))
def test_a_baseline_stays_within_what_was_heard(utterances):
    baseline = Baseline(POPULATION)
    for value, voiced in utterances:
        baseline.add(uttered(value, voiced))
    low, high = min([0.0, *(each for each, _ in utterances)]), max([0.0, *(each for each, _ in utterances)])
    assert (baseline.mean >= low - 1e-9).all()
    assert (baseline.mean <= high + 1e-9).all()
    assert (baseline.spread >= 0.5).all()
    assert np.isfinite(baseline.spread).all()


def test_the_card_names_every_feature():
    card = (GRAPH.parent / "README.md").read_text(encoding="utf-8")
    assert [name for name in FEATURES if f"`{name}`" not in card] == []
