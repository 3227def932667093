import QtQuick

// Everything that one may want of the call and of the overlay; the tray has the same.
Column {
    id: actions

    required property var call
    required property var desk
    readonly property bool running: call.state === "starting" || call.state === "listening" || call.state === "paused"

    spacing: Theme.px(2)

    Row {
        id: main
        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.px(6)
        // Each is as wide as its text needs, and all share what is left over.
        readonly property real spare: (width - 3 * spacing - pause.implicitWidth - snooze.implicitWidth
                                       - through.implicitWidth - end.implicitWidth) / 4

        Press {
            id: pause
            width: implicitWidth + main.spare
            text: actions.call.state === "paused" ? qsTr("Resume") : qsTr("Pause")
            symbol: actions.call.state === "paused" ? "play" : "pause"
            enabled: actions.running
            opacity: enabled ? 1 : 0.5
            hint: qsTr("Stops listening and forgets what is not kept")
            onClicked: actions.call.togglePause()
        }
        Press {
            id: snooze
            width: implicitWidth + main.spare
            text: actions.call.snoozedMinutes > 0 ? qsTr("Cues on") : qsTr("Snooze")
            symbol: "snooze"
            on: actions.call.snoozedMinutes > 0
            enabled: actions.running
            opacity: enabled ? 1 : 0.5
            hint: qsTr("No cues for 10 minutes")
            onClicked: actions.call.toggleSnooze()
        }
        Press {
            id: through
            width: implicitWidth + main.spare
            text: qsTr("Click through")
            symbol: "through"
            on: actions.desk.clickThrough
            enabled: actions.desk.mayClickThrough
            opacity: enabled ? 1 : 0.5
            hint: qsTr("Clicks reach what lies beneath; the tray icon or the shortcut ends it")
            onClicked: actions.desk.toggleClickThrough()
        }
        Press {
            id: end
            width: implicitWidth + main.spare
            text: actions.running ? qsTr("End call") : qsTr("Start")
            symbol: actions.running ? "stop" : "play"
            onClicked: actions.running ? actions.call.stop() : actions.call.start()
        }
    }
    Item {
        anchors.left: parent.left
        anchors.right: parent.right
        height: Theme.px(24)

        Link {
            id: window
            anchors.left: parent.left
            text: qsTr("Open in a window")
            symbol: "window"
            hint: qsTr("Last cues and transcript for the keyboard and for screen readers")
            onClicked: actions.desk.openLastCues()
        }
        Link {
            id: record
            anchors.left: window.right
            visible: actions.call.state === "listening" && actions.call.mode === "recording" && !actions.call.noticeGiven
            text: qsTr("Both were told: record")
            symbol: "record"
            onClicked: actions.call.confirmNotice()
        }
        Link {
            anchors.left: record.visible ? record.right : window.right
            visible: actions.desk.mayHideFromSharing
            text: actions.desk.hiddenFromSharing ? qsTr("Show when sharing") : qsTr("Hide when sharing")
            hint: qsTr("Whether others see the overlay when you share your screen")
            onClicked: actions.desk.toggleHiddenFromSharing()
        }
        Link {
            anchors.right: parent.right
            text: qsTr("Quit")
            symbol: "quit"
            hint: qsTr("Ends the call and closes callmon")
            onClicked: actions.desk.quit()
        }
    }
}
