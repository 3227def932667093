import QtQuick

// The last page: what was chosen, at a glance.
Column {
    id: page

    required property var setup

    readonly property string kept: {
        switch (setup.mode) {
        case "transcript": return qsTr("Numbers and transcript");
        case "recording": return qsTr("Numbers, transcript and recording");
        default: return qsTr("Numbers only");
        }
    }

    spacing: Theme.px(14)

    component Line: SetupPoint {
        width: parent.width
    }

    Line {
        symbol: "mic"
        title: qsTr("Microphone")
        text: page.setup.microphoneName || qsTr("None is connected")
    }
    Line {
        symbol: page.setup.headset === "headset" ? "headset" : "speaker"
        title: qsTr("The caller’s sound")
        text: page.setup.speakerName || qsTr("None is connected")
    }
    Line {
        symbol: "listening"
        title: qsTr("Cues")
        text: page.setup.cues ? qsTr("Shown during calls") : qsTr("Not shown")
    }
    Line {
        symbol: "words"
        title: qsTr("Kept after a call")
        text: page.kept
    }
    SetupText {
        width: parent.width
        text: qsTr("When a call begins, press Start in the overlay or in the menu of the tray icon.")
    }
}
