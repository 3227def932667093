import QtQuick

// The headset check: whether the microphone hears the caller too.
Column {
    id: page

    required property var setup

    readonly property bool playing: setup.sound === "playing"
    readonly property string verdict: playing ? "" : setup.sound === "failed" ? "failed" : setup.headset

    spacing: Theme.px(16)

    SetupText {
        width: parent.width
        text: qsTr("callmon tells you and the caller apart by hearing each on a device of their own. This check finds out whether your microphone hears the caller as well.")
    }
    SetupText {
        width: parent.width
        text: qsTr("Sit as you do on a call, with your headset on if you wear one. Then press the button and be quiet for three seconds.")
    }
    SetupButton {
        text: page.verdict === "" ? qsTr("Check now") : qsTr("Check again")
        symbol: "headset"
        main: enabled && page.verdict === ""
        enabled: !page.playing && page.setup.speakerName !== "" && page.setup.microphoneName !== ""
        onClicked: page.setup.playSound()
    }
    Column {
        width: parent.width
        spacing: Theme.px(6)

        Caption {
            text: qsTr("Your microphone")
        }
        SetupMeter {
            width: parent.width
            title: qsTr("your microphone")
            level: page.setup.microphoneLevel
            peak: page.setup.microphonePeak
        }
        Item {
            width: 1
            height: Theme.px(2)
        }
        Caption {
            text: qsTr("The caller’s sound")
        }
        SetupMeter {
            width: parent.width
            title: qsTr("the caller’s sound")
            level: page.setup.speakerLevel
            peak: page.setup.speakerPeak
            tone: Theme.customer
        }
    }
    SetupResult {
        width: parent.width
        visible: page.playing
        text: qsTr("Checking. Please be quiet for a moment.")
        symbol: "starting"
        tone: Theme.soft
    }
    SetupResult {
        width: parent.width
        visible: page.verdict === "headset"
        text: qsTr("Your microphone hears only you")
        more: qsTr("That is how it should be.")
        symbol: "headset"
    }
    SetupResult {
        width: parent.width
        visible: page.verdict === "loudspeaker"
        text: qsTr("Your microphone hears the caller too")
        more: qsTr("callmon works like this, but wear a headset if you can. Without one it cannot always tell who speaks, and leaves out cues that it is not sure of.")
        symbol: "speaker"
        tone: Theme.problem
    }
    SetupResult {
        width: parent.width
        visible: page.verdict === "unknown"
        text: qsTr("Not clear yet")
        more: page.setup.sound === "unheard" ? qsTr("callmon did not hear the test sound. Go back and choose the device that you hear the caller on.")
                                             : qsTr("Your microphone gave no sound at all. Unmute it and check again.")
        symbol: "warning"
        tone: Theme.problem
    }
    SetupResult {
        width: parent.width
        visible: page.verdict === "failed"
        text: qsTr("The test sound did not play")
        more: page.setup.failure
        symbol: "warning"
        tone: Theme.problem
    }
}
