import QtQuick

// Whether cues are shown, and what is kept of a call.
Column {
    id: page

    required property var setup

    spacing: Theme.px(6)

    Prose {
        text: qsTr("During a call")
        strong: true
        bottomPadding: Theme.px(2)
        Accessible.role: Accessible.Heading
    }
    SetupChoice {
        width: parent.width
        box: true
        text: qsTr("Show cues")
        more: qsTr("One short piece of advice at a time, and seldom. You can snooze them during a call.")
        chosen: page.setup.cues
        onClicked: page.setup.setCues(!chosen)
    }
    Prose {
        text: qsTr("After a call, keep")
        strong: true
        topPadding: Theme.px(14)
        bottomPadding: Theme.px(2)
        Accessible.role: Accessible.Heading
    }
    SetupChoice {
        width: parent.width
        text: qsTr("Numbers only")
        more: qsTr("Who spoke when, how long and how fast. No words and no sound.")
        chosen: page.setup.mode === "cues"
        onClicked: page.setup.setMode("cues")
    }
    SetupChoice {
        width: parent.width
        text: qsTr("Numbers and transcript")
        more: qsTr("What was said as well, as text.")
        chosen: page.setup.mode === "transcript"
        onClicked: page.setup.setMode("transcript")
    }
    SetupChoice {
        width: parent.width
        text: qsTr("Numbers, transcript and recording")
        more: qsTr("Both voices as well, as sound. In each call you first confirm that the caller knows.")
        chosen: page.setup.mode === "recording"
        onClicked: page.setup.setMode("recording")
    }
    SetupText {
        width: parent.width
        topPadding: Theme.px(10)
        text: qsTr("Whatever is kept stays on this computer, where only your account can read it.")
        color: Theme.soft
    }
}
