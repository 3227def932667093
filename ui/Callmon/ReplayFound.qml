pragma ComponentBehavior: Bound
import QtQuick

// What stands beside the lanes while nothing is selected: how to begin, and how much there is.
Column {
    id: found

    objectName: "found"
    required property var replay
    readonly property var names: ({
        "overlaps": qsTr("times both spoke"), "tone": qsTr("shifts of tone"), "acts": qsTr("listening acts"),
        "moments": qsTr("moments of the customer"), "cues": qsTr("cues, shown and held back"), "marks": qsTr("marks")
    })

    spacing: Theme.px(7)

    SetupText {
        width: parent.width
        bottomPadding: Theme.px(6)
        text: qsTr("Select something on a lane or in the transcript: here you see why it was found. ↓ goes to the next event, Enter plays it, A and D say whether it is right; ? shows every key.")
        color: Theme.soft
    }
    Repeater {
        model: found.replay.laneList.filter(lane => found.names[lane.name] !== undefined)

        Item {
            id: row

            required property var modelData

            width: found.width
            height: Math.max(Theme.px(20), what.implicitHeight)
            Accessible.role: Accessible.StaticText
            Accessible.name: `${modelData.count} ${what.text}`

            ReplaySign {
                x: Theme.px(3)
                anchors.verticalCenter: parent.verticalCenter
                lane: row.modelData.name
                kind: lane === "cues" ? "active_listening" : ""
                size: Theme.px(11)
            }
            Prose {
                x: Theme.px(20)
                width: Theme.px(38)
                anchors.verticalCenter: parent.verticalCenter
                horizontalAlignment: Text.AlignRight
                text: row.modelData.count
                strong: true
                Accessible.ignored: true
            }
            Prose {
                id: what
                x: Theme.px(68)
                width: parent.width - x
                anchors.verticalCenter: parent.verticalCenter
                text: found.names[row.modelData.name]
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
    }
}
