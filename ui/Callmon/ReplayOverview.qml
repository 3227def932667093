pragma ComponentBehavior: Bound
import QtQuick
import CallmonItems

// The whole call; what is seen of it can be dragged.
Rectangle {
    id: overview

    required property var replay
    readonly property real scale_: width / Math.max(0.001, replay.duration)

    color: Theme.raised
    radius: Theme.px(4)
    Accessible.role: Accessible.ScrollBar
    Accessible.name: qsTr("The whole call; seen from %1 to %2").arg(Phrases.clock(Math.floor(replay.viewStart))).arg(Phrases.clock(Math.floor(replay.viewEnd)))

    Repeater {
        model: ["agent", "customer"]

        WaveItem {
            required property string modelData
            required property int index

            y: index * overview.height / 2
            width: overview.width
            height: overview.height / 2
            all: true
            replay: overview.replay
            side: modelData
            color: modelData === "agent" ? Theme.agent : Theme.customer
            rail: "transparent"
            opacity: 0.75
        }
    }
    Rectangle {
        x: overview.replay.viewStart * overview.scale_
        width: Math.max(Theme.px(4), (overview.replay.viewEnd - overview.replay.viewStart) * overview.scale_)
        height: parent.height
        radius: Theme.px(4)
        color: "transparent"
        border.width: 1.5
        border.color: Theme.ink
    }
    Rectangle {
        x: overview.replay.position * overview.scale_
        width: 1
        height: parent.height
        color: Theme.problem
    }
    MouseArea {
        anchors.fill: parent

        function move(x) {
            const middle = (overview.replay.viewStart + overview.replay.viewEnd) / 2;
            overview.replay.scroll(x / overview.scale_ - middle);
        }
        onPressed: event => {
            forceActiveFocus(Qt.MouseFocusReason);
            move(event.x);
            overview.replay.seek(Math.max(0, Math.min(overview.replay.duration, event.x / overview.scale_)));
        }
        onPositionChanged: event => move(event.x)
    }
}
