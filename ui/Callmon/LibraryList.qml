pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic

// The calls as a table; only what is seen is read.
FocusScope {
    id: table

    required property var library
    property int edge: Theme.px(20)
    readonly property int room: width - 2 * edge - Theme.px(14)
    readonly property var widths: columnWidths(room, library.asked.columns.length)

    signal agentWanted
    signal tagWanted
    signal untagWanted
    signal removeWanted
    signal reportWanted

    function columnWidths(room, measures) {
        const fixed = {"held": Theme.px(140), "duration": Theme.px(64), "cues": Theme.px(52), "marks": Theme.px(56), "measure": Theme.px(104)};
        const rest = room - fixed.held - fixed.duration - fixed.cues - fixed.marks - measures * fixed.measure;
        // Names of recordings are long, those of agents short.
        const agent = Math.max(Theme.px(70), Math.min(Theme.px(130), rest * 0.32));
        return Object.assign(fixed, {"title": Math.max(Theme.px(150), rest - agent), "agent": agent});
    }
    function forceList() { list.forceActiveFocus(Qt.OtherFocusReason); }
    onActiveFocusChanged: if (activeFocus && !list.activeFocus) forceList()

    Flickable {
        id: wide
        anchors.fill: parent
        contentWidth: Math.max(width, head.implicitWidth + 2 * table.edge)
        contentHeight: height
        interactive: contentWidth > width
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        ScrollBar.horizontal: ScrollBar { policy: wide.interactive ? ScrollBar.AsNeeded : ScrollBar.AlwaysOff }

        LibraryHeader {
            id: head
            x: table.edge
            width: wide.contentWidth - 2 * x
            library: table.library
            widths: table.widths
        }
        ListView {
            id: list
            objectName: "calls"
            anchors.top: head.bottom
            anchors.bottom: parent.bottom
            width: wide.contentWidth
            focus: true
            clip: true
            model: table.library.calls
            currentIndex: table.library.current
            highlightFollowsCurrentItem: false
            boundsBehavior: Flickable.StopAtBounds
            reuseItems: true
            cacheBuffer: 0
            activeFocusOnTab: true
            Accessible.role: Accessible.Table
            Accessible.name: qsTr("%1 calls").arg(table.library.count)
            ScrollBar.vertical: ScrollBar { policy: ScrollBar.AsNeeded }

            function step(event, to) {
                const row = Math.max(0, Math.min(count - 1, to));
                table.library.choose(row, false, event.modifiers & Qt.ShiftModifier);
                positionViewAtIndex(row, ListView.Contain);
            }
            Keys.onPressed: event => {
                const page = Math.max(1, Math.floor(height / Theme.px(46)) - 1);
                const here = table.library.current;
                event.accepted = true;
                if (event.key === Qt.Key_Down)
                    step(event, table.library.chosen.length ? here + 1 : here);
                else if (event.key === Qt.Key_Up)
                    step(event, here - 1);
                else if (event.key === Qt.Key_PageDown)
                    step(event, here + page);
                else if (event.key === Qt.Key_PageUp)
                    step(event, here - page);
                else if (event.key === Qt.Key_Home)
                    step(event, 0);
                else if (event.key === Qt.Key_End)
                    step(event, count - 1);
                else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
                    table.library.open(here);
                else if (event.key === Qt.Key_Delete && table.library.chosen.length)
                    table.removeWanted();
                else if (event.key === Qt.Key_Menu || (event.key === Qt.Key_F10 && event.modifiers & Qt.ShiftModifier))
                    menu.popup(list, Theme.px(60), Theme.px(60));
                else if (event.matches(StandardKey.SelectAll))
                    table.library.chooseAll();
                else if (event.key === Qt.Key_Escape)
                    table.library.chooseNone();
                else
                    event.accepted = false;
            }

            delegate: LibraryRow {
                width: list.width
                edge: table.edge
                widths: table.widths
                current: list.activeFocus && index === table.library.current
                onPressed: modifiers => {
                    list.forceActiveFocus(Qt.MouseFocusReason);
                    table.library.choose(index, modifiers & Qt.ControlModifier, modifiers & Qt.ShiftModifier);
                }
                onOpened: table.library.open(index)
                onMenuWanted: (x, y) => {
                    list.forceActiveFocus(Qt.MouseFocusReason);
                    if (!chosen)
                        table.library.choose(index, false, false);
                    menu.popup(x, y);
                }
            }
        }
    }

    DeskMenu {
        id: menu
        objectName: "callMenu"

        DeskMenuItem { text: qsTr("Open"); key: qsTr("Enter"); enabled: table.library.chosen.length === 1; onTriggered: table.library.open(table.library.current) }
        DeskMenuItem { text: qsTr("Report to hand over…"); enabled: table.library.chosen.length === 1; onTriggered: table.reportWanted() }
        DeskMenuItem { text: qsTr("Rehearse…"); enabled: table.library.chosen.length === 1; onTriggered: table.library.go("rehearse") }
        DeskMenuItem { text: qsTr("Compare the two"); enabled: table.library.chosen.length === 2; onTriggered: table.library.go("compare") }
        DeskMenuItem { text: qsTr("Trends of this agent"); onTriggered: table.library.go("trends") }
        MenuSeparator {}
        DeskMenuItem { text: qsTr("The other voice is the agent"); enabled: table.library.chosen.length === 1; onTriggered: table.library.exchangeSides() }
        DeskMenuItem { text: qsTr("Set agent…"); enabled: table.library.chosen.length > 0; onTriggered: table.agentWanted() }
        DeskMenuItem { text: qsTr("Add a tag…"); enabled: table.library.chosen.length > 0; onTriggered: table.tagWanted() }
        DeskMenuItem { text: qsTr("Take a tag away…"); enabled: table.library.chosen.length > 0; onTriggered: table.untagWanted() }
        MenuSeparator {}
        DeskMenuItem { text: qsTr("Remove from the library…"); key: qsTr("Del"); enabled: table.library.chosen.length > 0; onTriggered: table.removeWanted() }
    }
}
