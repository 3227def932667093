pragma ComponentBehavior: Bound
import QtQuick

// The trends as a table; arrow keys go from row to row, and each reads as a sentence.
FocusScope {
    id: table

    required property var groups
    property int current: 0
    readonly property var rows: groups.reduce((all, group) => [...all, {"heading": group.pillar ? Phrases.pillar(group.pillar) : qsTr("Others")}, ...group.trends], [])
    // Where there is little room, what a row means stands below it.
    readonly property bool narrow: width < Theme.px(600)
    readonly property var widths: {
        const figures = [Theme.px(118), Theme.px(54), Theme.px(84)];
        const left = width - figures.reduce((sum, each) => sum + each);
        return [left * (narrow ? 1 : 0.46), ...figures, left * 0.54];
    }

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
            widths: table.widths
            narrow: table.narrow
            cells: [qsTr("Measure"), qsTr("Before"), qsTr("Calls"), qsTr("Last five"), table.narrow ? "" : qsTr("Which is")]
            heads: true
        }
        Repeater {
            id: each
            model: table.rows

            TrendsTableRow {
                required property var modelData
                required property int index

                width: lines.width
                widths: table.widths
                narrow: table.narrow
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
