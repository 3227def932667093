import QtQuick
import QtQuick.Controls.Basic

// One mark.
AbstractButton {
    id: row

    required property var mark
    required property var replay
    required property var marks

    implicitHeight: body.implicitHeight + Theme.px(12)
    hoverEnabled: true
    Accessible.name: [mark.what, mark.text, Phrases.clock(mark.seconds), mark.own ? "" : mark.coder].filter(part => part).join(", ")
    onClicked: replay.select(mark.key)
    Keys.onDeletePressed: if (mark.own) marks.remove(mark.id)

    background: Rectangle {
        radius: Theme.px(6)
        color: row.replay.selectedKey === row.mark.key ? Theme.pressed : row.hovered ? Theme.raised : Theme.panel
        border.width: row.visualFocus ? 2 : 1
        border.color: row.visualFocus ? Theme.agent : Theme.line
    }
    contentItem: Item {
        Column {
            id: body
            x: Theme.px(6)
            y: Theme.px(4)
            width: parent.width - away.width - Theme.px(16)
            spacing: Theme.px(1)

            Prose {
                width: parent.width
                text: qsTr("%1  %2").arg(Phrases.clock(row.mark.seconds)).arg(row.mark.own ? row.mark.what : qsTr("%1: %2").arg(row.mark.coder).arg(row.mark.what))
                font.pixelSize: Theme.px(12)
                strong: true
                color: row.mark.own ? Theme.ink : Theme.soft
                Accessible.ignored: true
            }
            SetupText {
                width: parent.width
                visible: text !== ""
                text: row.mark.text
                font.pixelSize: Theme.px(12)
                Accessible.ignored: true
            }
        }
        Press {
            id: away
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            visible: row.mark.own
            quiet: true
            symbol: "close"
            tone: Theme.soft
            hint: qsTr("Take this mark back")
            onClicked: row.marks.remove(row.mark.id)
        }
    }
}
