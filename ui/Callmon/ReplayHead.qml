import QtQuick

// Which call it is, what to know about it, and where it leads to.
Flow {
    id: head

    required property var replay
    required property var doors
    readonly property bool narrow: width < ways.implicitWidth + Math.max(Theme.px(300), about.implicitWidth) + spacing

    signal keysWanted
    signal reportWanted

    spacing: Theme.px(12)

    Column {
        width: head.narrow ? head.width : head.width - ways.width - head.spacing
        spacing: Theme.px(2)

        SetupText {
            width: parent.width
            text: head.replay.title
            font.pixelSize: Theme.px(18)
            strong: true
            lineHeight: 1
            wrapMode: Text.Wrap
            Accessible.role: Accessible.Heading
        }
        Flow {
            width: parent.width
            spacing: Theme.px(10)

            SetupText {
                id: about
                width: Math.min(implicitWidth, parent.width)
                text: head.replay.subtitle
                color: Theme.soft
                font.pixelSize: Theme.small
            }
            Caption {
                visible: head.replay.notes.length > 0
                text: head.replay.notes.length === 1 ? qsTr("⚠ 1 remark") : qsTr("⚠ %1 remarks").arg(head.replay.notes.length)
                color: Theme.problem
                Accessible.description: head.replay.notes.join(" ")

                HoverHandler { id: over }
                ReplayHint {
                    visible: over.hovered
                    text: head.replay.notes.join("\n")
                }
            }
        }
    }
    Row {
        id: ways
        spacing: Theme.px(8)

        SetupButton {
            objectName: "find"
            visible: head.replay.lost
            text: qsTr("Find the recording…")
            hint: qsTr("Say where it lies now; everything but the sound works meanwhile")
            onClicked: head.doors.go("find")
        }
        SetupButton {
            objectName: "exchange"
            visible: head.replay.oneChannel
            text: qsTr("Exchange sides")
            hint: qsTr("The other voice is the agent")
            onClicked: head.doors.go("exchange")
        }
        SetupButton {
            text: qsTr("Report…")
            hint: qsTr("Make the report to hand over")
            onClicked: head.reportWanted()
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
