import QtQuick

// The first page: what callmon hears, and what it keeps.
Column {
    required property var setup

    spacing: Theme.px(18)

    SetupText {
        width: parent.width
        text: qsTr("callmon listens along while you are on the phone and shows one quiet cue at a time, so that both of you can finish what you have to say.")
    }
    SetupPoint {
        width: parent.width
        symbol: "mic"
        title: qsTr("It hears you and the caller")
        text: qsTr("Your microphone and the device that you hear the caller on, and only while you let it listen.")
    }
    SetupPoint {
        width: parent.width
        symbol: "window"
        title: qsTr("Everything stays on this computer")
        text: qsTr("No sound and no text is sent anywhere, and there is no account.")
    }
    SetupPoint {
        width: parent.width
        symbol: "check"
        title: qsTr("It keeps numbers only")
        text: qsTr("How long each of you spoke, and not what was said, unless you choose otherwise.")
    }
    SetupText {
        width: parent.width
        text: qsTr("The next steps take about two minutes. You can skip them.")
        color: Theme.soft
    }
}
