import QtQuick
import QtQuick.Controls.Basic

// One mark; choosing it selects what it is about. Those of others stand back.
AbstractButton {
    id: row

    objectName: "markRow"
    required property string id
    required property string goes
    required property string kind
    required property string what
    required property string said
    required property real start
    required property string coder
    required property bool own
    required property var replay
    required property var marks
    readonly property bool chosen: replay.selectedKey === goes
    readonly property bool texted: own && kind !== "word" && kind !== "speaker"
    readonly property string symbol: ({ "agree": "check", "disagree": "close", "missed": "plus", "speaker": "headset", "word": "words" })[kind] ?? ""

    implicitHeight: Math.max(body.implicitHeight, buttons.height) + Theme.px(8)
    padding: 0
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.name: [what, said, Phrases.clock(Math.floor(start)), own ? "" : coder].filter(part => part).join(", ")
    Accessible.onPressAction: row.clicked()
    onClicked: replay.select(goes)
    Keys.onDeletePressed: if (own) marks.remove(id)
    Keys.onReturnPressed: clicked()

    background: Rectangle {
        radius: Theme.px(6)
        color: row.chosen ? Theme.pressed : row.hovered ? Theme.raised : Theme.panel
        border.width: row.visualFocus ? 2 : 1
        border.color: row.visualFocus ? Theme.agent : row.own ? Theme.edge : Theme.line
    }
    contentItem: Item {
        Item {
            id: sign
            x: Theme.px(8)
            y: Theme.px(7)
            width: Theme.px(14)
            height: width

            Icon {
                anchors.centerIn: parent
                visible: row.symbol !== ""
                name: row.symbol
                color: row.kind === "agree" ? Theme.good : row.kind === "disagree" || row.kind === "missed" ? Theme.problem : Theme.soft
                size: Theme.px(14)
                pen: 2.2
            }
            ReplaySign {
                anchors.centerIn: parent
                visible: row.symbol === ""
                lane: "marks"
                size: Theme.px(12)
            }
        }
        Column {
            id: body
            anchors.left: sign.right
            anchors.leftMargin: Theme.px(8)
            anchors.right: buttons.left
            anchors.rightMargin: Theme.px(6)
            y: Theme.px(4)

            Prose {
                width: parent.width
                height: Math.max(Theme.px(22), implicitHeight)
                text: qsTr("%1  %2").arg(Phrases.clock(Math.floor(row.start))).arg(row.what)
                font.pixelSize: Theme.px(12)
                font.features: { "tnum": 1 }
                wrapMode: Text.Wrap
                strong: row.own
                color: row.own ? Theme.ink : Theme.soft
                Accessible.ignored: true
            }
            SetupText {
                width: parent.width
                visible: text !== ""
                text: row.said
                color: row.own ? Theme.ink : Theme.soft
                font.pixelSize: Theme.px(12)
                Accessible.ignored: true
            }
        }
        Row {
            id: buttons
            anchors.right: parent.right
            anchors.rightMargin: Theme.px(4)
            y: Theme.px(4)
            height: visible ? Theme.px(22) : 0
            visible: row.own

            Link {
                objectName: "edit"
                implicitHeight: Theme.px(22)
                visible: row.texted
                text: row.kind === "note" ? qsTr("Edit") : qsTr("Remark")
                hint: qsTr("Write something else")
                onClicked: row.marks.edit(row.id)
            }
            Press {
                objectName: "takeBack"
                implicitHeight: Theme.px(22)
                implicitWidth: Theme.px(22)
                quiet: true
                symbol: "close"
                tone: Theme.soft
                hint: qsTr("Take this mark back")
                onClicked: row.marks.remove(row.id)
            }
        }
    }
}
