"""How pyannote.audio is started, with a made-up package in its place: telemetry, weights, access."""

import importlib
import os
import sys
import types

import numpy as np
import pytest

from callmon.errors import ModelError
from callmon.speech.diarization import pyannote_access, pyannote_pipeline
from callmon.speech.diarization.pyannote_engine import Turn

FILES = {
    "torch.py": "def from_numpy(array): return array",
    "pyannote/audio/__init__.py": """
import os
AT_IMPORT = {name: os.environ.get(name) for name in ("PYANNOTE_METRICS_ENABLED", "OTEL_SDK_DISABLED")}

class Pipeline:
    @classmethod
    def from_pretrained(cls, folder):
        if (folder / "broken").exists():
            raise KeyError("pipeline")
        if (folder / "empty").exists():
            return None
        from pyannote.audio.pipelines.speaker_diarization import Made
        return Made(folder)
""",
    "pyannote/audio/telemetry.py": """
import os
def set_telemetry_metrics(enabled):
    os.environ["PYANNOTE_METRICS_ENABLED"] = str(enabled).lower()
""",
    "pyannote/audio/core/__init__.py": "",
    "pyannote/audio/core/task.py": """
class Problem: MONO_LABEL_CLASSIFICATION = 1
class Resolution: FRAME = 1
def Specifications(**given): return given
""",
    "pyannote/audio/models/__init__.py": "",
    "pyannote/audio/models/segmentation.py": """
class PyanNet:
    def build(self): self.built = True
    def eval(self): return self
""",
    "pyannote/audio/pipelines/__init__.py": "",
    "pyannote/audio/pipelines/speaker_diarization.py": """
import warnings
from pathlib import Path
from types import SimpleNamespace

def get_plda(*_args, **_options):
    raise AssertionError("this is fetched from the network")

class Annotation:
    def __init__(self, *turns): self.turns = turns
    def itertracks(self, yield_label):
        return [(SimpleNamespace(start=a, end=b), "_", label) for a, b, label in self.turns]

class Made:
    def __init__(self, given): self.given = given
    def instantiate(self, params):
        self.params = params
        return self
    def __call__(self, file, num_speakers):
        warnings.warn("std(): degrees of freedom is <= 0")
        assert file["sample_rate"] == 16_000 and file["waveform"].shape[0] == 1
        self.speakers = num_speakers
        return SimpleNamespace(
            speaker_diarization=Annotation((0.0, 1.0, "A"), (0.5, 2.0, "B")),
            exclusive_speaker_diarization=Annotation((0.0, 0.75, "A"), (0.75, 2.0, "B")),
        )

class SpeakerDiarization(Made):
    def __init__(self, **given):
        get_plda()
        assert "wespeaker" in given["embedding"] and Path(given["embedding"]).is_file()
        super().__init__(given)
""",
}


@pytest.fixture(autouse=True)
def _nothing_is_cached(monkeypatch, tmp_path):
    monkeypatch.setattr(pyannote_pipeline, "community_folder", lambda: None)
    for name, wrong in (("PYANNOTE_METRICS_ENABLED", "1"), ("OTEL_SDK_DISABLED", "false")):
        monkeypatch.setenv(name, wrong)
    monkeypatch.setenv("HF_HUB_DISABLE_TELEMETRY", "0")


@pytest.fixture
def package(monkeypatch, tmp_path):
    """A made-up pyannote.audio that comes before any that is installed."""
    for name, text in FILES.items():
        path = tmp_path / "packages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in [each for each in sys.modules if each.split(".")[0] in ("torch", "pyannote")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path / "packages")
    yield
    for name in [each for each in sys.modules if each.split(".")[0] in ("torch", "pyannote")]:
        del sys.modules[name]


@pytest.mark.usefixtures("package")
def test_telemetry_is_off_before_anything_is_imported():
    pyannote_pipeline.import_pyannote()
    audio = importlib.import_module("pyannote.audio")
    assert audio.AT_IMPORT == {"PYANNOTE_METRICS_ENABLED": "0", "OTEL_SDK_DISABLED": "true"}
    assert os.environ["PYANNOTE_METRICS_ENABLED"] == "false"
    assert os.environ["HF_HUB_DISABLE_TELEMETRY"] == "1"


@pytest.mark.usefixtures("package")
def test_its_pipeline_runs_on_the_weights_that_ship_with_callmon():
    make, engine, remark = pyannote_pipeline.load_pyannote()
    assert engine == "pyannote"
    assert "hf.co/pyannote/speaker-diarization-community-1" in remark
    assert "HF_TOKEN" in remark
    diarizer = make()
    diarizer.push(np.zeros(32_000, np.float32))
    assert diarizer.finish(2).main == 2


@pytest.mark.usefixtures("package")
def test_nothing_is_fetched_and_its_own_way_is_put_back():
    made = pyannote_pipeline.own_pipeline("model", pyannote_pipeline.model_file("campplus"))
    assert made.given["segmentation"] == "model"
    assert made.params["clustering"]["threshold"] == pytest.approx(0.7045654963945799)
    from pyannote.audio.pipelines import speaker_diarization

    with pytest.raises(AssertionError, match="network"):
        speaker_diarization.get_plda()


@pytest.mark.usefixtures("package")
def test_the_graph_stands_where_a_model_of_pyannote_stands():
    model = pyannote_pipeline._segmentation(pyannote_pipeline.model_file("segmentation"))
    assert model.specifications["powerset_max_classes"] == 2

    class Tensor(np.ndarray):
        def numpy(self):
            return np.asarray(self)

    classes = model.forward(np.zeros((2, 1, 160_000), np.float32).view(Tensor))
    assert classes.shape == (2, 589, 7)


@pytest.mark.usefixtures("package")
def test_community_1_is_taken_where_it_is(monkeypatch, tmp_path):
    monkeypatch.setattr(pyannote_pipeline, "community_folder", lambda: tmp_path)
    make, engine, remark = pyannote_pipeline.load_pyannote()
    assert (engine, remark) == ("pyannote-community-1", "")
    found = make()._pipeline(np.zeros(32_000, np.float32), None)
    assert found.all == [Turn(0.0, 1.0, "A"), Turn(0.5, 2.0, "B")]
    assert found.exclusive == [Turn(0.0, 0.75, "A"), Turn(0.75, 2.0, "B")]


@pytest.mark.usefixtures("package")
@pytest.mark.parametrize(("sign", "said"), [("broken", "cannot be opened"), ("empty", "not complete")])
def test_a_damaged_copy_is_one_sentence(monkeypatch, tmp_path, sign, said):
    (tmp_path / sign).touch()
    monkeypatch.setattr(pyannote_pipeline, "community_folder", lambda: tmp_path)
    with pytest.raises(ModelError, match=f"{said}.*callmon models pull community-1"):
        pyannote_pipeline.load_pyannote()


def test_without_the_package_there_is_a_way_out(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyannote.audio", None)
    with pytest.raises(ModelError, match=r'pip install "callmon\[pyannote\]"'):
        pyannote_pipeline.load_pyannote()


def test_a_pytorch_of_another_kind_has_a_way_out(monkeypatch, tmp_path, package):
    (tmp_path / "packages" / "pyannote" / "audio" / "__init__.py").write_text(
        "raise OSError('libc10_cuda.so: cannot open shared object file')"
    )
    with pytest.raises(ModelError, match=r"libc10_cuda\.so.*download\.pytorch\.org/whl/cpu"):
        pyannote_pipeline.load_pyannote()


class Refused(Exception):  # noqa: N818 - it stands for an error of the library's
    def __init__(self, status):
        super().__init__(f"{status} Client Error")
        self.response = types.SimpleNamespace(status_code=status)


@pytest.fixture
def hub(monkeypatch):
    """A made-up huggingface_hub; what it answers, and what it was asked."""
    answer, asked = {}, []

    def snapshot_download(repository, **options):
        asked.append((repository, options))
        if "raises" in answer:
            raise answer["raises"]
        return str(answer["folder"])

    class MissingError(FileNotFoundError):
        pass

    errors = types.ModuleType("huggingface_hub.errors")
    errors.HfHubHTTPError, errors.LocalEntryNotFoundError = Refused, MissingError
    library = types.ModuleType("huggingface_hub")
    library.snapshot_download, library.errors = snapshot_download, errors
    monkeypatch.setitem(sys.modules, "huggingface_hub", library)
    monkeypatch.setitem(sys.modules, "huggingface_hub.errors", errors)
    monkeypatch.setitem(sys.modules, "keyring", None)
    monkeypatch.delenv("HF_TOKEN", raising=False)
    return answer, asked, MissingError


def test_what_lies_in_the_cache_is_found_without_a_connection(hub, tmp_path):
    answer, asked, missing = hub
    answer["folder"] = tmp_path
    assert pyannote_access.community_folder() is None
    (tmp_path / "config.yaml").touch()
    assert pyannote_access.community_folder() == tmp_path
    answer["raises"] = missing()
    assert pyannote_access.community_folder() is None
    assert all(options == {"local_files_only": True} for _, options in asked)


def test_it_is_pulled_with_the_token_of_the_environment(hub, tmp_path, monkeypatch):
    answer, asked, _ = hub
    answer["folder"] = tmp_path
    monkeypatch.setenv("HF_TOKEN", "hf_environment")
    assert pyannote_access.pull_community() == tmp_path
    assert asked == [("pyannote/speaker-diarization-community-1", {"token": "hf_environment"})]


def test_else_with_that_of_the_keyring(hub, monkeypatch):
    keyring, errors = types.ModuleType("keyring"), types.ModuleType("keyring.errors")
    errors.KeyringError = type("KeyringError", (Exception,), {})
    kept = {("callmon", "HF_TOKEN"): "hf_keyring"}
    keyring.get_password = lambda service, name: kept[service, name]
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    assert pyannote_access.token() == "hf_keyring"

    def locked(_service, _name):
        raise errors.KeyringError

    keyring.get_password = locked
    assert pyannote_access.token() is None


@pytest.mark.usefixtures("hub")
def test_without_a_keyring_there_is_no_token():
    assert pyannote_access.token() is None


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Refused(401), r"refuses .*accept the conditions at https://hf\.co/.* set HF_TOKEN"),
        (Refused(403), "refuses .*accept the conditions"),
        (Refused(500), r"could not be fetched \(500 Client Error\)"),
        (ConnectionError("no route\nto it"), r"could not be fetched \(no route\)"),
    ],
)
def test_why_it_cannot_be_pulled_is_one_sentence(hub, error, said):
    hub[0]["raises"] = error
    with pytest.raises(ModelError, match=said):
        pyannote_access.pull_community()
