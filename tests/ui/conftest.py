import os

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
os.environ["QSG_RENDER_LOOP"] = "basic"

from plausible import LISTENING, Wishes
from PySide6.QtCore import QtMsgType, qInstallMessageHandler

from callmon.ui.call_model import CallModel
from callmon.ui.look import Look
from callmon.ui.overlay_model import OverlayModel
from callmon.ui.stage import Stage

OFFSCREEN = ("This plugin does not support", "QObject::connect: No such signal QPlatformNativeInterface")
"""What the platform without a screen says of itself."""


@pytest.fixture(autouse=True)
def qt_complaints():
    """Whatever Qt or QML warns of fails the test."""
    said = []

    def keep(kind, context, message):
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not message.startswith(OFFSCREEN):
            said.append(message)

    before = qInstallMessageHandler(keep)
    yield said
    qInstallMessageHandler(before)
    assert said == []


@pytest.fixture
def wishes():
    return Wishes()


@pytest.fixture
def call(qapp, wishes):
    model = CallModel(wishes)
    model.show(LISTENING)
    return model


@pytest.fixture
def overlay(qapp):
    return OverlayModel()


@pytest.fixture
def stage(call, overlay):
    made = Stage(call, overlay, Look("light", still=True))
    yield made
    made.close()
