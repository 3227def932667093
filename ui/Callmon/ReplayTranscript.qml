pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic

// What was said; it follows the cursor until one scrolls away.
Item {
    id: panel

    required property var replay
    required property var transcript
    property int edge: 0
    property bool follows: true
    readonly property int current: transcript.rowAt(replay.position)

    function search() { field.forceActiveFocus(Qt.ShortcutFocusReason); field.selectAll(); }
    function step(by) {
        const found = transcript.found;
        if (!found.length)
            return;
        const here = found.indexOf(list.foundRow);
        list.foundRow = found[(here + by + found.length) % found.length];
        follows = false;
        list.positionViewAtIndex(list.foundRow, ListView.Center);
    }
    onCurrentChanged: if (follows) list.positionViewAtIndex(Math.max(0, current), ListView.Contain)

    Connections {
        target: panel.replay
        function onSelection_changed() {
            const row = panel.transcript.rowOf(panel.replay.selectedKey);
            if (row >= 0)
                list.positionViewAtIndex(row, ListView.Contain);
        }
    }

    Row {
        id: bar
        x: panel.edge
        spacing: Theme.px(8)

        DeskField {
            id: field
            objectName: "findText"
            width: Theme.px(200)
            implicitHeight: Theme.px(28)
            placeholderText: qsTr("Find in the transcript")
            onTextEdited: { panel.transcript.find(text); list.foundRow = -1; panel.step(1); }
            onAccepted: panel.step(1)
            Keys.onEscapePressed: { text = ""; panel.transcript.find(""); list.foundRow = -1; list.forceActiveFocus(); }
        }
        Caption {
            height: Theme.px(28)
            visible: field.text !== ""
            text: panel.transcript.found.length ? qsTr("%1 of %2").arg(panel.transcript.found.indexOf(list.foundRow) + 1).arg(panel.transcript.found.length) : qsTr("none")
        }
        Link {
            implicitHeight: Theme.px(28)
            visible: !panel.follows
            text: qsTr("Follow")
            hint: qsTr("Scroll along with the cursor again")
            onClicked: { panel.follows = true; list.positionViewAtIndex(Math.max(0, panel.current), ListView.Center); }
        }
    }
    ListView {
        id: list
        objectName: "transcript"

        property int foundRow: -1

        anchors.top: bar.bottom
        anchors.topMargin: Theme.px(6)
        anchors.bottom: parent.bottom
        width: parent.width
        clip: true
        model: panel.transcript
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        onMovementStarted: panel.follows = false
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Transcript")
        ScrollBar.vertical: ScrollBar { policy: ScrollBar.AsNeeded; onPressedChanged: if (pressed) panel.follows = false }

        delegate: ReplayLine {
            width: list.width
            edge: panel.edge
            replay: panel.replay
            now: index === panel.current
            hit: index === list.foundRow
        }
    }
    SetupText {
        visible: list.count === 0
        x: panel.edge
        anchors.top: bar.bottom
        anchors.topMargin: Theme.px(10)
        width: parent.width - 2 * x
        text: qsTr("Nobody speaks in this call.")
        color: Theme.soft
    }
}
