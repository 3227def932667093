pragma ComponentBehavior: Bound
import QtQuick

// One row of the trends; behind its figures, or below them, stands in words what they mean.
Item {
    id: row

    required property var cells
    required property var widths
    required property bool narrow
    property bool heads: false
    property bool alone: false
    property bool current: false
    property int latest: 0
    property int change: 0
    property var towards: null
    readonly property bool tells: !heads && !alone

    implicitHeight: (tells ? Math.max(line.y + line.implicitHeight, told.y + told.height) : line.y + line.implicitHeight) + Theme.px(5)
    Accessible.role: alone ? Accessible.Heading : Accessible.Row
    Accessible.name: heads || alone ? cells.join(", ") : qsTr("%1: before %2 in %3 calls, last five %4, %5").arg(cells[0]).arg(cells[1]).arg(cells[2]).arg(cells[3]).arg(told.text)
    Accessible.focused: current

    Rectangle {
        anchors.fill: parent
        radius: row.current ? Theme.px(4) : 0
        color: row.current ? Theme.raised : Theme.panel
        border.width: row.current ? 2 : 0
        border.color: Theme.agent
    }
    Row {
        id: line
        y: Theme.px(row.alone ? 13 : 5)

        Repeater {
            model: row.cells

            SetupText {
                required property string modelData
                required property int index

                width: row.alone ? row.width : row.widths[index]
                leftPadding: Theme.px(index === 4 ? 14 : 4)
                rightPadding: Theme.px(6)
                horizontalAlignment: index > 0 && index < 4 ? Text.AlignRight : Text.AlignLeft
                text: modelData
                font.pixelSize: row.heads ? Theme.small : Theme.px(12.5)
                font.features: { "tnum": 1 }
                color: row.heads ? Theme.soft : Theme.ink
                strong: row.alone
                Accessible.ignored: true
            }
        }
    }
    TrendsChange {
        id: told
        x: row.narrow ? Theme.px(4) : row.width - row.widths[4] + Theme.px(14)
        y: row.narrow ? line.y + line.implicitHeight + Theme.px(2) : line.y
        width: row.narrow ? row.width - 2 * x : row.widths[4] - Theme.px(14)
        visible: row.tells
        latest: row.latest
        change: row.change
        towards: row.towards
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.line
    }
}
