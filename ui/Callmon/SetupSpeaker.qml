import QtQuick

// The speaker: choose what the caller is heard on, and hear the test sound.
Column {
    id: page

    required property var setup

    readonly property string words: {
        if (setup.speakerState === "trouble")
            return setup.speakerTrouble;
        switch (setup.sound) {
        case "playing": return qsTr("Two soft tones play, twice.");
        case "heard": return qsTr("callmon hears what this device plays. Did you hear it too?");
        case "unheard": return qsTr("callmon did not hear it. Is the device muted, or do you hear the caller on another one?");
        case "failed": return setup.failure;
        }
        return "";
    }
    readonly property bool sick: setup.speakerState === "trouble" || setup.sound === "unheard" || setup.sound === "failed"

    spacing: Theme.px(16)

    SetupText {
        width: parent.width
        text: qsTr("Choose the device that you hear the caller on, and play a test sound.")
    }
    SetupDevices {
        width: parent.width
        rows: page.setup.speakers
        trouble: page.setup.trouble
        listed: page.setup.listed
        none: page.setup.speakerName === ""
        nothing: qsTr("No speaker or headset is connected. Connect one, and it appears here.")
        onPicked: device => page.setup.chooseSpeaker(device)
    }
    SetupMeter {
        width: parent.width
        visible: page.setup.speakerName !== ""
        title: qsTr("the caller’s sound")
        level: page.setup.speakerLevel
        peak: page.setup.speakerPeak
        tone: Theme.customer
    }
    SetupButton {
        text: qsTr("Play a test sound")
        symbol: "play"
        enabled: page.setup.sound !== "playing" && page.setup.speakerName !== ""
        onClicked: page.setup.playSound()
    }
    SetupResult {
        width: parent.width
        visible: page.words !== ""
        text: page.words
        symbol: page.sick ? "warning" : page.setup.sound === "heard" ? "check" : "speaker"
        tone: page.sick ? Theme.problem : page.setup.sound === "heard" ? Theme.good : Theme.soft
    }
}
