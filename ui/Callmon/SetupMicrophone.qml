import QtQuick

// The microphone: choose it, speak, and see that it hears you.
Column {
    id: page

    required property var setup

    readonly property bool sick: setup.microphoneState === "trouble" || setup.microphoneState === "muted"
    readonly property string words: {
        if (setup.microphoneState === "trouble")
            return setup.microphoneTrouble;
        if (setup.microphoneState === "muted")
            return qsTr("It is muted. Unmute it in the sound settings.");
        if (setup.voice === "too_loud")
            return qsTr("It hears you, but too loud to be clear. Turn it down a little.");
        if (setup.voiceHeard)
            return qsTr("It hears you.");
        if (setup.voice === "silent")
            return qsTr("It gives only silence. Is it muted?");
        if (setup.voice === "quiet")
            return qsTr("It hears no voice yet. Speak up, or move closer.");
        return qsTr("Say a few words.");
    }
    readonly property bool good: !sick && setup.voiceHeard && setup.voice !== "too_loud"

    spacing: Theme.px(16)

    SetupText {
        width: parent.width
        text: qsTr("Choose the one that you speak into, and say a few words.")
    }
    SetupDevices {
        width: parent.width
        rows: page.setup.microphones
        trouble: page.setup.trouble
        listed: page.setup.listed
        none: page.setup.microphoneName === ""
        nothing: qsTr("No microphone is connected. Connect one, and it appears here.")
        onPicked: device => page.setup.chooseMicrophone(device)
    }
    SetupMeter {
        width: parent.width
        visible: page.setup.microphoneName !== ""
        title: qsTr("your microphone")
        level: page.setup.microphoneLevel
        peak: page.setup.microphonePeak
    }
    SetupResult {
        width: parent.width
        visible: page.setup.microphoneName !== ""
        text: page.words
        symbol: page.good ? "check" : page.sick || page.setup.voice === "silent" || page.setup.voice === "too_loud" ? "warning" : "mic"
        tone: page.good ? Theme.good : symbol === "warning" ? Theme.problem : Theme.soft
    }
}
