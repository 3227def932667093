pragma ComponentBehavior: Bound
import QtQuick

// Times above the waveforms, as many as there is room for.
Item {
    id: ruler

    required property var replay
    readonly property real length: replay.viewEnd - replay.viewStart
    readonly property real step: [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800].find(s => s / length * width > Theme.px(72)) ?? 3600
    readonly property real first: Math.ceil(replay.viewStart / step) * step

    implicitHeight: Theme.px(20)
    clip: true
    Accessible.ignored: true

    function said(seconds) {
        const whole = Phrases.clock(Math.floor(seconds + 0.0001));
        return step < 1 ? whole + "." + Math.round((seconds % 1) * 10) % 10 : whole;
    }

    Repeater {
        model: Math.max(0, Math.floor((ruler.replay.viewEnd - ruler.first) / ruler.step) + 1)

        Item {
            id: tick

            required property int index
            readonly property real seconds: ruler.first + index * ruler.step

            x: (seconds - ruler.replay.viewStart) / ruler.length * ruler.width
            height: ruler.height

            Rectangle {
                width: 1
                y: parent.height - height
                height: Theme.px(5)
                color: Theme.edge
            }
            Caption {
                x: Theme.px(4)
                y: Theme.px(1)
                visible: tick.x + x + implicitWidth <= ruler.width
                text: ruler.said(tick.seconds)
                font.pixelSize: Theme.px(10.5)
                Accessible.ignored: true
            }
        }
    }
}
