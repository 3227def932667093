pragma ComponentBehavior: Bound
import QtQuick

// One table; a row of one text heads those below it.
Column {
    id: table

    required property var part
    required property real room
    readonly property int columns: part.columns.length
    // The first column says what a row is about, the last one may say why.
    readonly property real first: Math.max(Theme.px(170), room * (columns > 5 ? 0.24 : 0.32))
    readonly property real other: Math.max(Theme.px(76), (room - first) / Math.max(1, columns - 1))

    spacing: 0

    Prose {
        visible: text !== ""
        topPadding: Theme.px(10)
        bottomPadding: Theme.px(4)
        text: table.part.heading
        font.pixelSize: Theme.px(15)
        strong: true
        Accessible.role: Accessible.Heading
    }
    Repeater {
        model: [table.part.columns].concat(table.part.rows)

        Item {
            id: row

            required property var modelData
            required property int index
            readonly property bool heads: index === 0
            readonly property bool alone: modelData.length === 1

            width: table.first + (table.columns - 1) * table.other
            height: cells.implicitHeight + Theme.px(8)
            Accessible.role: Accessible.Row
            Accessible.name: row.modelData.map((text, place) => row.heads || row.alone || !table.part.columns[place] ? text : `${table.part.columns[place]} ${text}`).filter(text => text).join(", ")

            Row {
                id: cells
                y: Theme.px(4)

                Repeater {
                    model: row.modelData

                    SetupText {
                        required property string modelData
                        required property int index

                        width: index === 0 ? (row.alone ? row.width : table.first) : table.other
                        rightPadding: Theme.px(8)
                        horizontalAlignment: index > 0 && modelData.length < 24 ? Text.AlignRight : Text.AlignLeft
                        text: modelData
                        font.pixelSize: row.heads ? Theme.small : Theme.px(12.5)
                        color: row.heads ? Theme.soft : Theme.ink
                        strong: row.alone
                        Accessible.ignored: true
                    }
                }
            }
            Rectangle {
                anchors.bottom: parent.bottom
                width: parent.width
                height: 1
                color: Theme.line
            }
        }
    }
}
