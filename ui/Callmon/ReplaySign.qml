pragma ComponentBehavior: Bound
import QtQuick

// The sign of a finding: its shape says the lane, as on the lanes; hollow is what did not help or was held back.
Item {
    id: sign

    required property string lane
    property string kind: ""
    property bool good: false
    property bool held: false
    property real size: Theme.px(9)
    readonly property bool watch: lane === "moments" || ["interruption", "silent", "attempted_interruption", "rebuttal", "assumption", "jargon", "repetition"].includes(kind)
    readonly property color tone: lane === "cues" ? good ? Theme.good : Theme.pillarInk(kind)
                                : lane === "marks" ? Theme.ink
                                : lane === "turns" ? kind === "agent" ? Theme.agent : Theme.customer
                                : good ? Theme.good : watch ? Theme.problem : Theme.soft
    readonly property bool hollow: held || watch && !good
    readonly property string symbol: lane === "cues" ? good ? "check" : kind : lane === "turns" ? "words" : lane === "tone" ? "listening" : ""

    implicitWidth: size
    implicitHeight: size
    Accessible.ignored: true

    Icon {
        anchors.centerIn: parent
        visible: sign.symbol !== ""
        name: sign.symbol
        color: sign.tone
        size: sign.size * 1.35
    }
    Rectangle {
        anchors.centerIn: parent
        visible: sign.lane === "acts" || sign.lane === "moments"
        width: sign.lane === "acts" ? sign.size * 0.95 : sign.size * 0.78
        height: width
        radius: sign.lane === "acts" ? width / 2 : 0
        rotation: sign.lane === "acts" ? 0 : 45
        antialiasing: true
        color: sign.hollow ? "transparent" : sign.tone
        border.width: 1.5
        border.color: sign.tone
    }
    // Two who speak at once.
    Repeater {
        model: sign.lane === "overlaps" ? 2 : 0

        Rectangle {
            required property int index

            x: index * sign.size * 0.35
            y: sign.size * (index ? 0.55 : 0.1)
            width: sign.size * 0.7
            height: sign.size * 0.36
            radius: 1
            color: sign.tone
        }
    }
    Rectangle {
        visible: sign.lane === "marks"
        x: sign.size * 0.1
        width: Math.max(1, sign.size * 0.12)
        height: sign.size
        color: sign.tone

        Rectangle {
            x: parent.width
            width: sign.size * 0.75
            height: sign.size * 0.55
            color: Theme.pillarInk("active_listening")
        }
    }
}
