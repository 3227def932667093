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
    // Before what is selected the cursor often stands in the line of the other side.
    readonly property int ahead: replay.ahead ? transcript.rowOf(replay.ahead) : -1
    readonly property int current: ahead >= 0 ? ahead : transcript.rowAt(replay.position)
    readonly property int heard: replay.playing ? transcript.wordAt(current, replay.position) : -1

    function search() {
        field.forceActiveFocus(Qt.ShortcutFocusReason);
        field.selectAll();
    }
    function leave() {
        field.text = "";
        look("");
        list.forceActiveFocus(Qt.OtherFocusReason);
    }
    function look(text) {
        transcript.find(text);
        list.foundRow = -1;
        if (transcript.foundCount)
            show(transcript.foundBeside(Math.max(0, current) - 1, 1));
    }
    function step(by) {
        if (transcript.foundCount)
            show(transcript.foundBeside(list.foundRow, by));
    }
    function show(row) {
        list.foundRow = row;
        follows = false;
        list.positionViewAtIndex(row, ListView.Center);
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

    Flow {
        id: bar
        x: panel.edge
        width: parent.width - 2 * x
        spacing: Theme.px(6)

        DeskField {
            id: field
            objectName: "findText"
            width: Math.min(Theme.px(220), bar.width)
            implicitHeight: Theme.px(28)
            placeholderText: qsTr("Find in the transcript")
            onTextEdited: panel.look(text)
            Keys.onReturnPressed: event => panel.step(event.modifiers & Qt.ShiftModifier ? -1 : 1)
            Keys.onEnterPressed: event => panel.step(event.modifiers & Qt.ShiftModifier ? -1 : 1)
            Keys.onDownPressed: panel.step(1)
            Keys.onUpPressed: panel.step(-1)
            Keys.onEscapePressed: panel.leave()
        }
        Press {
            visible: field.text !== ""
            enabled: panel.transcript.foundCount > 1
            quiet: true
            symbol: "up"
            hint: qsTr("Previous hit (Shift Enter)")
            onClicked: panel.step(-1)
        }
        Press {
            visible: field.text !== ""
            enabled: panel.transcript.foundCount > 1
            quiet: true
            symbol: "down"
            hint: qsTr("Next hit (Enter)")
            onClicked: panel.step(1)
        }
        Caption {
            height: Theme.px(28)
            visible: field.text !== ""
            text: panel.transcript.foundCount ? qsTr("%1 of %2").arg(panel.transcript.foundPlace(list.foundRow)).arg(panel.transcript.foundCount) : qsTr("none")
            Accessible.role: Accessible.AlertMessage
        }
        Press {
            objectName: "follow"
            visible: !panel.follows
            symbol: "listening"
            text: qsTr("Follow")
            hint: qsTr("Scroll along with the cursor again")
            onClicked: {
                panel.follows = true;
                list.positionViewAtIndex(Math.max(0, panel.current), ListView.Center);
            }
        }
    }
    SetupText {
        id: wordless
        objectName: "wordless"
        x: panel.edge
        anchors.top: bar.bottom
        anchors.topMargin: visible ? Theme.px(10) : 0
        visible: text !== ""
        width: parent.width - 2 * x
        height: visible ? implicitHeight : 0
        text: panel.transcript.wordless
        color: Theme.soft
    }
    ListView {
        id: list
        objectName: "transcript"

        property int foundRow: -1

        anchors.top: wordless.bottom
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
            heard: now ? panel.heard : -1
            hits: panel.transcript.foundCount ? panel.transcript.foundWords(index) : []
        }
    }
}
