import re
from pathlib import Path

import pytest

from callmon import paths
from callmon.errors import ModelError
from callmon.speech.catalogue import (
    AROUSAL_MODEL,
    DEFAULT_MODEL,
    HEADS_MODEL,
    MEANING_MODEL,
    PITCH_MODEL,
    SEGMENTATION_MODEL,
    VAD_MODEL,
    VOICE_MODEL,
    find_model,
    read_catalogue,
    smaller_models,
)


def _catalogue(folder: Path, old: str, new: str) -> Path:
    text = (paths.data_files("models") / "catalogue.toml").read_text(encoding="utf-8")
    assert old in text
    (folder / "catalogue.toml").write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_the_shipped_catalogue_is_whole() -> None:
    catalogue = read_catalogue()
    readers = {PITCH_MODEL, AROUSAL_MODEL, MEANING_MODEL, HEADS_MODEL, SEGMENTATION_MODEL, VOICE_MODEL}
    assert {DEFAULT_MODEL, VAD_MODEL, "base", "base.en", "small", "small.en", *readers} == set(catalogue)
    for model in catalogue.values():
        assert model.size == sum(file.size for file in model.files)
        readers = {"pitch", "arousal", "meaning", "heads", "segmentation", "voice"}
        assert model.engine in {"whisper", "vad", *readers}
        assert model.language in {"en", "multilingual"}
        assert model.licence in {"MIT", "Apache-2.0", "CC0-1.0"}
        assert model.sample_rate == (0 if model.engine in {"meaning", "heads"} else 16000)
        ships = model.name in {AROUSAL_MODEL, HEADS_MODEL, SEGMENTATION_MODEL, VOICE_MODEL}
        assert ships == (not model.upstream and not model.carriers)
        assert bool(re.fullmatch("[0-9a-f]{40}", model.revision)) == bool(model.upstream)


def test_english_models_share_tokenizer_and_vocabulary() -> None:
    catalogue = read_catalogue()
    for names in (("tiny.en", "base.en", "small.en"), ("base", "small")):
        shared = [{f for f in catalogue[name].files if f.name[:5] in {"token", "vocab"}} for name in names]
        assert all(files == shared[0] for files in shared)
    assert len({f.sha256 for m in catalogue.values() for f in m.files if f.name == "model.bin"}) == 5


def test_an_unknown_name_offers_the_nearest() -> None:
    with pytest.raises(ModelError, match=r"did you mean tiny\.en\?"):
        find_model("tiny-en")
    with pytest.raises(ModelError, match="callmon models list"):
        find_model("")


def test_a_missing_catalogue_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="reinstall callmon"):
        read_catalogue(tmp_path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[[model]]", "[[model"),
        ("size = 78090594", "size = 78090595"),
        ('licence = "MIT"', ""),
        ('name = "config.json", size', 'name = "../config.json", size'),
        ("14b1b421", "14B1B421"),
        ("0d3d19a3", "main"),
        ('name = "vocabulary.txt", pieces', 'name = "other.txt", pieces'),
    ],
)
def test_a_damaged_catalogue_is_told(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(ModelError, match=r"damaged .*; reinstall callmon\."):
        read_catalogue(_catalogue(tmp_path, old, new))


@pytest.mark.parametrize(
    ("name", "smaller"),
    [
        ("tiny.en", []),
        ("base.en", ["tiny.en"]),
        ("small.en", ["base.en", "tiny.en"]),
        ("base", []),
        ("small", ["base"]),
        ("silero-vad-v6", []),
    ],
)
def test_a_smaller_model_does_the_same_for_the_same_language(name: str, smaller: list[str]) -> None:
    assert smaller_models(name) == smaller


def test_what_is_not_there_has_no_smaller_model() -> None:
    with pytest.raises(ModelError, match=r"did you mean tiny\.en\?"):
        smaller_models("tiny-en")
