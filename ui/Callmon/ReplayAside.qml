pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic

// The evidence of what is selected, and the coach's marks.
Item {
    id: aside

    objectName: "aside"
    required property var replay
    required property var marks
    required property var selected
    required property string message
    property int edge: 0
    property string shown: "evidence"

    Row {
        id: tabs
        x: Theme.px(8)
        spacing: Theme.px(4)

        Tab { text: qsTr("Evidence"); chosen: aside.shown === "evidence"; onClicked: aside.shown = "evidence" }
        Tab {
            text: aside.marks.count ? qsTr("Marks (%1)").arg(aside.marks.count) : qsTr("Marks")
            chosen: aside.shown === "marks"
            onClicked: aside.shown = "marks"
        }
    }
    Loader {
        id: page
        anchors.top: tabs.bottom
        anchors.topMargin: Theme.px(8)
        anchors.bottom: foot.top
        x: Theme.px(16)
        width: parent.width - x
        sourceComponent: aside.shown === "evidence" ? evidence : marks
    }
    Component {
        id: evidence

        Flickable {
            id: pane
            contentHeight: body.height + Theme.px(16)
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            ScrollBar.vertical: ScrollBar { policy: ScrollBar.AsNeeded }

            ReplayEvidence {
                id: body
                width: pane.width - Theme.px(22)
                replay: aside.replay
                selected: aside.selected
                marks: aside.marks
            }
            Connections {
                target: aside.replay
                function onSelection_changed() { pane.contentY = 0; }
            }
        }
    }
    Component {
        id: marks

        ReplayMarks {
            replay: aside.replay
            marks: aside.marks
        }
    }
    Item {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        height: aside.message ? told.implicitHeight + Theme.px(14) : 0

        SetupText {
            id: told
            objectName: "told"
            x: Theme.px(16)
            width: parent.width - 2 * x
            text: aside.message
            font.pixelSize: Theme.px(12)
            Accessible.role: Accessible.AlertMessage
        }
    }
}
