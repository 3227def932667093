pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic

// Play, find, loop, speed, sides and volume.
Flow {
    id: transport

    required property var replay

    spacing: Theme.px(6)

    Press { symbol: "previous"; hint: qsTr("Previous event (↑)"); onClicked: transport.replay.previousEvent() }
    Press {
        objectName: "play"
        implicitWidth: Theme.px(44)
        symbol: transport.replay.playing ? "pause" : "play"
        hint: transport.replay.playing ? qsTr("Pause (Space)") : qsTr("Play (Space)")
        tone: Theme.agent
        onClicked: transport.replay.toggle()
    }
    Press { symbol: "next"; hint: qsTr("Next event (↓)"); onClicked: transport.replay.nextEvent() }
    Prose {
        height: Theme.px(28)
        leftPadding: Theme.px(6)
        rightPadding: Theme.px(6)
        text: qsTr("%1 / %2").arg(tenths(transport.replay.position)).arg(Phrases.clock(Math.floor(transport.replay.duration)))
        font.family: Theme.family
        font.features: ({"tnum": 1})

        function tenths(seconds) { return Phrases.clock(Math.floor(seconds)) + "." + Math.floor((seconds % 1) * 10); }
    }
    Press {
        symbol: "loop"
        text: qsTr("Loop")
        hint: qsTr("The span or the selected, over and over (L)")
        on: transport.replay.looping
        enabled: on || transport.replay.spanEnd >= 0 || transport.replay.selectedKey !== ""
        opacity: enabled ? 1 : 0.5
        onClicked: transport.replay.setLoop(!transport.replay.looping)
        Accessible.checkable: true
        Accessible.checked: on
    }
    DeskChoice {
        implicitHeight: Theme.px(28)
        implicitWidth: Theme.px(84)
        label: qsTr("Speed")
        model: [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2].map(speed => ({"speed": speed, "label": qsTr("%1 ×").arg(speed)}))
        textRole: "label"
        currentIndex: Math.round((transport.replay.speed - 0.5) / 0.25)
        onActivated: index => transport.replay.setSpeed(0.5 + index * 0.25)
    }
    Repeater {
        model: [["agent", qsTr("Agent")], ["", qsTr("Both")], ["customer", qsTr("Customer")]]

        Press {
            required property var modelData

            text: modelData[1]
            on: transport.replay.solo === modelData[0]
            quiet: !on
            hint: qsTr("Which side is heard")
            onClicked: transport.replay.setSolo(modelData[0])
            Accessible.role: Accessible.RadioButton
            Accessible.checked: on
        }
    }
    Slider {
        id: volume
        implicitWidth: Theme.px(110)
        implicitHeight: Theme.px(28)
        value: transport.replay.volume
        onMoved: transport.replay.setVolume(value)
        Accessible.name: qsTr("Volume")

        background: Rectangle {
            x: volume.leftPadding
            anchors.verticalCenter: parent.verticalCenter
            width: volume.availableWidth
            height: Theme.px(4)
            radius: height / 2
            color: Theme.rail

            Rectangle {
                width: volume.visualPosition * parent.width
                height: parent.height
                radius: parent.radius
                color: Theme.soft
            }
        }
        handle: Rectangle {
            x: volume.leftPadding + volume.visualPosition * (volume.availableWidth - width)
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.px(14)
            height: width
            radius: width / 2
            color: Theme.panel
            border.width: volume.visualFocus ? 2 : 1
            border.color: volume.visualFocus ? Theme.agent : Theme.soft
        }
    }
    Press { symbol: "minus"; hint: qsTr("Further away (-)"); onClicked: transport.replay.zoom(1 / 1.5, transport.replay.position) }
    Press { symbol: "plus"; hint: qsTr("Nearer (+)"); onClicked: transport.replay.zoom(1.5, transport.replay.position) }
    Press { text: qsTr("Whole call"); quiet: true; hint: qsTr("See all of it (0)"); onClicked: transport.replay.fit() }
}
