pragma ComponentBehavior: Bound
import QtQuick

// The overlay: a bar that stays on top and never takes the focus, and what unfolds from it. Opaque, since
// windows with an alpha channel can neither be hidden from a screen share nor drawn cheaply everywhere.
Window {
    id: overlay

    required property var call
    required property var desk

    // The window is placed and sized from outside, which knows the screens.
    readonly property int fullWidth: Theme.px(456)
    readonly property int barHeight: bar.implicitHeight + 2
    readonly property int fullHeight: Theme.px(664)

    title: qsTr("callmon")
    width: 436
    height: 110
    onBarHeightChanged: desk.measure()
    onFullWidthChanged: desk.measure()
    color: Theme.panel
    flags: Qt.Tool | Qt.FramelessWindowHint | Qt.WindowStaysOnTopHint | Qt.WindowDoesNotAcceptFocus

    Rectangle {
        anchors.fill: parent
        color: Theme.panel
        border.width: Theme.contrast ? 2 : 1
        border.color: Theme.edge
    }

    Bar {
        id: bar
        x: 1
        y: overlay.desk.growsUp ? overlay.height - height - 1 : 1
        width: parent.width - 2
        height: implicitHeight
        call: overlay.call
        desk: overlay.desk
    }
    // Made when it is first wanted, and kept: taking down a list of Qt 6.11 whose rows were never laid out
    // crashes.
    property bool unfolded: false
    Connections {
        target: overlay.desk
        function onExpanded_changed() {
            overlay.unfolded = true;
        }
    }
    Loader {
        active: overlay.unfolded
        visible: overlay.desk.expanded
        x: 1
        y: overlay.desk.growsUp ? Theme.px(6) : bar.y + bar.height
        width: parent.width - 2
        height: overlay.height - bar.height - 2 - (overlay.desk.growsUp ? Theme.px(6) : 0)
        sourceComponent: Expanded {
            call: overlay.call
            desk: overlay.desk
        }
    }
}
