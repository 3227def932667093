import QtQuick
import QtQuick.Controls.Basic

// A past cue: one line, and below it its why and what would have avoided it once it is opened.
ItemDelegate {
    id: row

    required property int index
    required property string advice
    required property string why
    required property string avoid
    required property string pillar
    required property int seconds
    required property bool cleared
    required property string verdict
    required property bool praises
    property bool open: false

    readonly property string mark: Phrases.mark(cleared, verdict)

    width: ListView.view ? ListView.view.width : implicitWidth
    implicitHeight: head.height + (open ? more.implicitHeight + Theme.px(10) : 0)
    padding: 0
    hoverEnabled: true
    Accessible.role: Accessible.ListItem
    readonly property string instead: praises ? qsTr("Keep: %1").arg(avoid) : qsTr("Instead: %1").arg(avoid)
    readonly property string said: praises ? qsTr("Well done: %1").arg(advice) : advice

    Accessible.name: [Phrases.clock(seconds), said, Phrases.pillar(pillar), why, instead, mark].filter(part => part).join(". ")

    background: Rectangle {
        radius: Theme.px(6)
        color: row.hovered || row.open ? Theme.raised : Theme.panel
        border.width: row.visualFocus ? 2 : 0
        border.color: Theme.agent
    }

    contentItem: Item {
        Item {
            id: head
            width: parent.width
            height: Theme.px(28)

            Prose {
                id: time
                x: Theme.px(8)
                width: Theme.px(44)
                height: parent.height
                text: Phrases.clock(row.seconds)
                color: Theme.soft
                font.pixelSize: Theme.small
                font.features: { "tnum": 1 }
                Accessible.ignored: true
            }
            Icon {
                id: symbol
                anchors.left: time.right
                anchors.verticalCenter: parent.verticalCenter
                name: row.pillar
                color: row.cleared ? Theme.soft : Theme.pillarInk(row.pillar)
                size: Theme.px(16)
            }
            Prose {
                anchors.left: symbol.right
                anchors.leftMargin: Theme.px(8)
                anchors.right: what.left
                anchors.rightMargin: Theme.px(22)
                height: parent.height
                text: row.advice
                color: row.cleared ? Theme.soft : Theme.ink
                Accessible.ignored: true
            }
            Icon {
                anchors.right: what.left
                anchors.rightMargin: Theme.px(4)
                anchors.verticalCenter: parent.verticalCenter
                visible: row.cleared || row.praises
                name: "check"
                color: Theme.good
                size: Theme.px(13)
            }
            Caption {
                id: what
                anchors.right: parent.right
                anchors.rightMargin: Theme.px(8)
                height: parent.height
                text: row.mark
                Accessible.ignored: true
            }
        }
        Column {
            id: more
            visible: row.open
            x: symbol.x
            y: head.height
            width: parent.width - x - Theme.px(8)
            spacing: Theme.px(3)

            Caption {
                width: parent.width
                text: row.why
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
            Caption {
                width: parent.width
                text: row.instead
                color: Theme.ink
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
    }
}
