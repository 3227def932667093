import QtQuick

// Nothing to show: the two ways to begin, or the way back from a search that found nothing.
Item {
    id: page

    required property var library
    readonly property bool all: library.asked.all

    signal importWanted

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width - Theme.px(60), Theme.px(460))
        spacing: Theme.px(14)

        SetupText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: page.all ? qsTr("No calls yet") : page.library.asked.text ? qsTr("No call has these words") : qsTr("No call is like that")
            font.pixelSize: Theme.px(20)
            strong: true
        }
        SetupText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            color: Theme.soft
            text: page.all ? qsTr("Drop recordings or a folder of them anywhere on this window, or run  callmon import FOLDER  in a terminal. Each recording needs one side of the call on each channel. Nothing leaves this computer.")
                           : qsTr("Look for other words, or show every call again.")
        }
        SetupButton {
            anchors.horizontalCenter: parent.horizontalCenter
            main: true
            text: page.all ? qsTr("Choose recordings…") : qsTr("Show every call")
            onClicked: page.all ? page.importWanted() : page.library.asked.clear()
        }
    }
}
