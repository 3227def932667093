pragma ComponentBehavior: Bound
import QtQuick
import CallmonItems

// The whole call, the stretch that is seen with both waveforms, and the lanes of what was found.
FocusScope {
    id: timeline

    required property var replay
    property int edge: 0
    readonly property int gutter: Theme.px(92)
    readonly property real room: width - 2 * edge - gutter
    readonly property real scale_: room / Math.max(0.001, replay.viewEnd - replay.viewStart)
    readonly property var colors: ({
        "agent": Theme.agent, "customer": Theme.customer, "good": Theme.good, "problem": Theme.problem,
        "soft": Theme.soft, "ink": Theme.ink, "panel": Theme.panel, "rail": Theme.rail,
        "cue": Theme.pillarInk("open_mind"), "mark": Theme.pillarInk("active_listening")
    })

    implicitHeight: body.implicitHeight

    function xOf(seconds) { return (seconds - replay.viewStart) * scale_; }
    function secondsAt(x) { return Math.max(0, Math.min(replay.duration, replay.viewStart + x / scale_)); }

    Column {
        id: body
        x: timeline.edge
        width: parent.width - 2 * x
        spacing: Theme.px(2)

        ReplayOverview {
            objectName: "overview"
            x: timeline.gutter
            width: timeline.room
            height: Theme.px(34)
            replay: timeline.replay
        }
        ReplayRuler {
            x: timeline.gutter
            width: timeline.room
            replay: timeline.replay
        }
        Repeater {
            model: ["agent", "customer"]

            Item {
                id: side

                required property string modelData
                readonly property bool mute: timeline.replay.solo !== "" && timeline.replay.solo !== modelData

                width: body.width
                height: Theme.px(50)
                opacity: mute ? 0.4 : 1

                Press {
                    anchors.verticalCenter: parent.verticalCenter
                    width: timeline.gutter - Theme.px(8)
                    quiet: true
                    text: side.modelData === "agent" ? qsTr("Agent") : qsTr("Customer")
                    tone: side.modelData === "agent" ? Theme.agent : Theme.customer
                    hint: timeline.replay.solo === side.modelData ? qsTr("Hear both sides") : qsTr("Hear this side alone")
                    on: timeline.replay.solo === side.modelData
                    onClicked: timeline.replay.setSolo(timeline.replay.solo === side.modelData ? "" : side.modelData)
                }
                WaveItem {
                    x: timeline.gutter
                    width: timeline.room
                    height: parent.height
                    replay: timeline.replay
                    side: side.modelData
                    color: side.modelData === "agent" ? Theme.agent : Theme.customer
                    rail: Theme.line
                    Accessible.role: Accessible.Graphic
                    Accessible.name: side.modelData === "agent" ? qsTr("Waveform of the agent") : qsTr("Waveform of the customer")
                }
            }
        }
        Repeater {
            model: timeline.replay.laneList.length

            ReplayLane {
                required property int index
                readonly property var told: timeline.replay.laneList[index]

                width: body.width
                gutter: timeline.gutter
                room: timeline.room
                replay: timeline.replay
                lane: told.name
                shown: told.shown
                count: told.count
                colors: timeline.colors
            }
        }
    }
    Item {
        id: over
        x: timeline.edge + timeline.gutter
        y: Theme.px(36)
        width: timeline.room
        height: body.height - y
        clip: true

        Rectangle {
            visible: timeline.replay.spanEnd > timeline.replay.spanStart
            x: timeline.xOf(timeline.replay.spanStart)
            width: Math.max(1, timeline.xOf(timeline.replay.spanEnd) - x)
            height: parent.height
            color: Qt.alpha(Theme.agent, 0.14)

            Repeater {
                model: [0, parent.width - 1]

                Rectangle {
                    required property real modelData

                    x: modelData
                    width: 1
                    height: parent.height
                    color: Theme.agent
                }
            }
        }
        Rectangle {
            objectName: "cursor"
            x: Math.round(timeline.xOf(timeline.replay.position))
            width: Math.max(1, Theme.px(1.5))
            height: parent.height
            color: Theme.problem
        }
    }
    MouseArea {
        id: mouse

        property real from: -1
        property bool dragged: false
        readonly property int waves: Theme.px(36) + Theme.px(22) + 2 * Theme.px(52)

        x: over.x
        y: Theme.px(36)
        width: over.width
        height: waves - Theme.px(36)
        acceptedButtons: Qt.LeftButton | Qt.MiddleButton
        cursorShape: Qt.IBeamCursor
        onPressed: event => {
            // The scope would give it back to the button that had it.
            mouse.forceActiveFocus(Qt.MouseFocusReason);
            from = event.x;
            dragged = false;
        }
        onPositionChanged: event => {
            if (pressedButtons & Qt.MiddleButton) {
                timeline.replay.scroll((from - event.x) / timeline.scale_);
                from = event.x;
            } else if (dragged || Math.abs(event.x - from) > 4) {
                dragged = true;
                timeline.replay.setSpan(timeline.secondsAt(from), timeline.secondsAt(event.x));
            }
        }
        onReleased: event => {
            if (event.button === Qt.LeftButton && !dragged)
                timeline.replay.seek(timeline.secondsAt(event.x));
        }
        onDoubleClicked: event => {
            timeline.replay.seek(timeline.secondsAt(event.x));
            timeline.replay.play();
        }
    }
    WheelHandler {
        acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
        onWheel: event => {
            const at = timeline.secondsAt(point.position.x - over.x);
            const steps = event.angleDelta.y / 120;
            if (event.modifiers & Qt.ControlModifier)
                timeline.replay.zoom(Math.pow(1.25, steps), at);
            else
                timeline.replay.scroll(-(steps || event.angleDelta.x / 120) * (timeline.replay.viewEnd - timeline.replay.viewStart) / 8);
        }
    }
}
