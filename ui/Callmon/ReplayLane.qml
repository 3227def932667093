import QtQuick
import CallmonItems

// One lane with its name, which hides it or shows it again.
Item {
    id: row

    required property var replay
    required property string lane
    required property bool shown
    required property int count
    required property var colors
    required property int gutter
    required property real room
    readonly property var names: ({
        "turns": qsTr("Turns"), "overlaps": qsTr("Both speak"), "tone": qsTr("Tone"), "acts": qsTr("Acts"),
        "moments": qsTr("Moments"), "cues": qsTr("Cues"), "marks": qsTr("Marks")
    })

    implicitHeight: shown ? Theme.px(lane === "turns" || lane === "tone" ? 34 : 26) : Theme.px(20)

    readonly property var signs: ({
        "acts": qsTr("A full dot helps, a hollow one does not."),
        "moments": qsTr("A full diamond was answered; a hollow one was passed over, or is open."),
        "cues": qsTr("A full card was shown, an outline was held back."),
        "tone": qsTr("Up where a voice went up, down where it went down, flat where it is as usual again."),
        "marks": qsTr("A flag where it is, and a line over the stretch that it is about.")
    })

    Press {
        id: label
        width: row.gutter - Theme.px(8)
        implicitHeight: Theme.px(20)
        anchors.verticalCenter: parent.verticalCenter
        quiet: true
        text: row.names[row.lane]
        tone: row.shown ? Theme.ink : Theme.soft
        hint: row.shown ? qsTr("Hide this lane; it has %1").arg(row.count) : qsTr("Show this lane; it has %1").arg(row.count)
        onClicked: row.replay.toggleLane(row.lane)
        Accessible.checkable: true
        Accessible.checked: row.shown

        ReplayHint {
            objectName: "laneHint"
            visible: label.hovered
            text: [row.signs[row.lane] ?? "", label.hint].filter(part => part).join("\n")
        }
    }
    Rectangle {
        x: row.gutter
        width: row.room
        height: 1
        color: Theme.line
    }
    LaneItem {
        id: painted
        objectName: "lane-" + row.lane
        x: row.gutter
        width: row.room
        height: parent.height
        clip: true
        visible: row.shown
        replay: row.replay
        lane: row.lane
        colors: row.colors
        font.family: Theme.family
        font.pixelSize: Theme.px(10.5)
        Accessible.role: Accessible.List
        Accessible.name: qsTr("%1, %2 in the call").arg(row.names[row.lane]).arg(row.count)

        MouseArea {
            id: mouse

            property string below: ""

            anchors.fill: parent
            hoverEnabled: true
            cursorShape: below ? Qt.PointingHandCursor : Qt.ArrowCursor
            onPositionChanged: event => {
                below = painted.keyAt(event.x, event.y);
                tip.text = painted.toldAt(event.x, event.y);
                tip.at = event.x;
            }
            onExited: below = ""
            onPressed: painted.forceActiveFocus(Qt.MouseFocusReason)
            onClicked: event => row.replay.select(painted.keyAt(event.x, event.y))
            onDoubleClicked: row.replay.playSelected()

            ReplayHint {
                id: tip
                visible: mouse.below !== "" && mouse.containsMouse
            }
        }
    }
}
