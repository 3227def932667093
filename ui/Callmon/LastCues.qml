import QtQuick
import QtQuick.Controls.Basic

// The last cues and the transcript in a window like any other, for the keyboard and for screen readers.
ApplicationWindow {
    id: window

    required property var call

    title: qsTr("callmon – last cues")
    width: Theme.px(520)
    height: Theme.px(560)
    minimumWidth: Theme.px(320)
    minimumHeight: Theme.px(320)
    color: Theme.panel

    Shortcut {
        sequences: [StandardKey.Cancel, StandardKey.Close]
        onActivated: window.close()
    }

    Prose {
        id: state
        x: Theme.margin + Theme.px(8)
        y: Theme.px(10)
        height: Theme.px(28)
        text: Phrases.state(window.call.state)
        color: Theme.soft
    }
    Prose {
        id: first
        x: state.x
        anchors.top: state.bottom
        height: Theme.px(32)
        text: qsTr("Last cues")
        strong: true
        Accessible.role: Accessible.Heading
    }
    CueList {
        id: cues
        x: Theme.margin
        width: parent.width - 2 * x
        anchors.top: first.bottom
        height: Math.min(implicitHeight, window.height * 0.5)
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
        strong: true
        Accessible.role: Accessible.Heading
    }
    Transcript {
        id: transcript
        x: Theme.margin
        width: parent.width - 2 * x
        anchors.top: second.bottom
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.margin
        call: window.call
        activeFocusOnTab: true
        KeyNavigation.tab: cues
    }
}
