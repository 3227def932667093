import QtQuick
import QtQuick.Controls.Basic

// The last cues and the transcript in a window like any other, for the keyboard and for screen readers.
ApplicationWindow {
    id: window

    required property var call
    readonly property bool running: call.state === "starting" || call.state === "listening" || call.state === "paused"

    title: qsTr("callmon – last cues")
    width: Theme.px(540)
    height: Theme.px(600)
    minimumWidth: Theme.px(420)
    minimumHeight: Theme.px(400)
    color: Theme.panel

    Shortcut {
        sequences: [StandardKey.Cancel, StandardKey.Close]
        onActivated: window.close()
    }

    Row {
        id: state
        x: Theme.margin + Theme.px(8)
        y: Theme.px(12)
        height: Theme.px(28)
        spacing: Theme.px(7)

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: Phrases.stateIcon(window.call.state)
            color: window.call.state === "listening" ? Theme.good : window.call.state === "failed" ? Theme.problem : Theme.soft
            pen: 2.2
        }
        Prose {
            anchors.verticalCenter: parent.verticalCenter
            text: Phrases.state(window.call.state)
            strong: true
        }
    }
    Prose {
        id: first
        x: state.x
        anchors.top: state.bottom
        anchors.topMargin: Theme.px(4)
        height: Theme.px(32)
        text: qsTr("Last cues")
        font.pixelSize: Theme.px(12)
        strong: true
        Accessible.role: Accessible.Heading
    }
    CueList {
        id: cues
        objectName: "cues"
        x: Theme.margin
        width: parent.width - 2 * x
        anchors.top: first.bottom
        height: Math.min(implicitHeight, window.height * 0.45)
        call: window.call
        focus: true
        activeFocusOnTab: true
        KeyNavigation.tab: transcript
    }
    Prose {
        id: second
        x: state.x
        anchors.top: cues.bottom
        anchors.topMargin: Theme.px(10)
        height: Theme.px(32)
        text: qsTr("Transcript")
        font.pixelSize: Theme.px(12)
        strong: true
        Accessible.role: Accessible.Heading
    }
    Caption {
        anchors.right: transcript.right
        anchors.rightMargin: Theme.px(8)
        anchors.top: second.top
        height: second.height
        text: Phrases.kept(window.call.mode)
    }
    Transcript {
        id: transcript
        x: Theme.margin
        width: parent.width - 2 * x
        anchors.top: second.bottom
        anchors.bottom: actions.top
        anchors.bottomMargin: Theme.px(10)
        call: window.call
        activeFocusOnTab: true
        KeyNavigation.tab: pause
    }
    Row {
        id: actions
        x: Theme.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.margin
        spacing: Theme.px(6)

        Press {
            id: pause
            enabled: window.running
            opacity: enabled ? 1 : 0.5
            text: window.call.state === "paused" ? qsTr("Resume") : qsTr("Pause")
            symbol: window.call.state === "paused" ? "play" : "pause"
            onClicked: window.call.togglePause()
        }
        Press {
            enabled: window.running
            opacity: enabled ? 1 : 0.5
            text: window.call.snoozedMinutes > 0 ? qsTr("Cues on") : qsTr("Snooze")
            symbol: "snooze"
            hint: qsTr("No cues for 10 minutes")
            onClicked: window.call.toggleSnooze()
        }
        Press {
            visible: window.call.cueText !== ""
            text: qsTr("Dismiss")
            symbol: "close"
            hint: qsTr("Dismiss this cue")
            onClicked: window.call.dismiss()
        }
        Press {
            visible: window.call.cueText !== ""
            text: qsTr("Not helpful")
            hint: qsTr("This kind of cue rests for the rest of the call")
            onClicked: window.call.notHelpful()
        }
    }
}
