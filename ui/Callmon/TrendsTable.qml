pragma ComponentBehavior: Bound
import QtQuick

// The trends as a table; arrow keys go from row to row, and each reads as a sentence.
FocusScope {
    id: table

    required property var groups
    property int current: 0
    readonly property var rows: groups.reduce((all, group) => [...all, {"heading": group.pillar ? Phrases.pillar(group.pillar) : qsTr("Others")}, ...group.trends], [])
    readonly property real first: Math.max(Theme.px(130), width * 0.3)
    readonly property real rest: (width - first) / 10

    signal reached(Item row)

    implicitHeight: lines.height
    activeFocusOnTab: true
    Accessible.role: Accessible.Table
    Accessible.name: qsTr("Measures")

    function go(step: int) {
        let row = current + step;
        while (rows[row]?.heading)
            row += Math.sign(step);
        if (row < 0 || row >= rows.length)
            return;
        current = row;
        table.reached(each.itemAt(row));
    }

    Keys.onDownPressed: go(1)
    Keys.onUpPressed: go(-1)
    onActiveFocusChanged: {
        if (activeFocus && rows[current]?.heading)
            go(1);
    }

    Column {
        id: lines
        width: parent.width

        TrendsTableRow {
            width: parent.width
            first: table.first
            rest: table.rest
            cells: [qsTr("Measure"), qsTr("Before"), qsTr("Calls"), qsTr("Last five"), qsTr("Which is")]
            heads: true
        }
        Repeater {
            id: each
            model: table.rows

            TrendsTableRow {
                required property var modelData
                required property int index

                width: lines.width
                first: table.first
                rest: table.rest
                alone: modelData.heading !== undefined
                current: table.activeFocus && index === table.current
                latest: modelData.latest ?? 0
                change: modelData.change ?? 0
                towards: modelData.towards
                cells: alone ? [modelData.heading]
                             : [modelData.name, `${modelData.past_text} ± ${modelData.spread_text}`, `${modelData.calls}`, modelData.latest_text || "–", ""]
            }
        }
    }
}
