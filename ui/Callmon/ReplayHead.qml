import QtQuick
import QtQuick.Controls.Basic

// Which call it is, what to know about it, and where it leads to.
Item {
    id: head

    required property var replay
    required property var doors

    signal keysWanted

    implicitHeight: Theme.px(44)

    Prose {
        id: title
        width: Math.min(implicitWidth, ways.x - Theme.px(20))
        text: head.replay.title
        font.pixelSize: Theme.px(18)
        strong: true
        Accessible.role: Accessible.Heading
    }
    Row {
        anchors.top: title.bottom
        anchors.topMargin: Theme.px(2)
        spacing: Theme.px(10)

        Caption { text: head.replay.subtitle }
        Caption {
            visible: head.replay.notes.length > 0
            text: head.replay.notes.length === 1 ? qsTr("⚠ 1 remark") : qsTr("⚠ %1 remarks").arg(head.replay.notes.length)
            color: Theme.problem
            Accessible.description: head.replay.notes.join(" ")

            HoverHandler { id: over }
            ToolTip.visible: over.hovered
            ToolTip.text: head.replay.notes.join("\n")
        }
    }
    Row {
        id: ways
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.px(8)

        SetupButton {
            objectName: "find"
            visible: head.replay.lost
            text: qsTr("Find the recording…")
            hint: qsTr("Say where it lies now; everything but the sound works meanwhile")
            onClicked: head.doors.go("find")
        }
        SetupButton {
            text: qsTr("Report…")
            hint: qsTr("Make the report to hand over")
            onClicked: head.doors.go("report")
        }
        SetupButton {
            text: qsTr("Rehearse…")
            hint: qsTr("Answer the customer of this call anew")
            onClicked: head.doors.go("rehearse")
        }
        SetupButton {
            implicitWidth: Theme.px(40)
            text: "?"
            hint: qsTr("Every key")
            onClicked: head.keysWanted()
        }
    }
}
