pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic

// One utterance: who, when, each word a place to go to, and what was found in it.
Item {
    id: line

    required property int index
    required property string key
    required property string speaker
    required property bool fixed
    required property int seconds
    required property var words
    required property var chips
    required property string text
    required property real start
    required property real end
    required property var replay
    property int edge: 0
    property bool now: false
    property bool hit: false
    readonly property bool chosen: replay.selectedKey === key

    implicitHeight: Math.max(Theme.px(26), Math.max(said.implicitHeight, marks.implicitHeight) + Theme.px(8))
    Accessible.role: Accessible.ListItem
    Accessible.name: `${speaker === "agent" ? qsTr("Agent") : qsTr("Customer")}, ${Phrases.clock(seconds)}: ${text}`
    Accessible.onPressAction: line.replay.select(line.key)

    Rectangle {
        anchors.fill: parent
        anchors.leftMargin: line.edge - Theme.px(8)
        anchors.rightMargin: Theme.px(8)
        radius: Theme.px(5)
        color: line.now ? Theme.raised : Theme.panel
        border.width: line.chosen || line.hit ? 1.5 : 0
        border.color: line.hit ? Theme.problem : Theme.agent
    }
    Rectangle {
        x: line.edge - Theme.px(8)
        width: Theme.px(3)
        height: parent.height
        radius: width / 2
        visible: line.now
        color: line.speaker === "agent" ? Theme.agent : Theme.customer
    }
    MouseArea {
        anchors.fill: parent
        onClicked: line.replay.select(line.key)
        onDoubleClicked: line.replay.playSpan(line.start, line.end)
    }
    Caption {
        id: when
        x: line.edge
        y: Theme.px(5)
        width: Theme.px(44)
        text: Phrases.clock(line.seconds)
        font.pixelSize: Theme.px(11)
        Accessible.ignored: true
    }
    Prose {
        id: who
        anchors.left: when.right
        y: Theme.px(4)
        width: Theme.px(76)
        text: (line.speaker === "agent" ? qsTr("Agent") : qsTr("Customer")) + (line.fixed ? " ✎" : "")
        color: line.speaker === "agent" ? Theme.agent : Theme.customer
        font.pixelSize: Theme.px(12)
        strong: true
        Accessible.ignored: true
    }
    Flow {
        id: said
        anchors.left: who.right
        anchors.right: marks.left
        anchors.rightMargin: Theme.px(8)
        y: Theme.px(4)
        spacing: Theme.px(3.5)

        Repeater {
            model: line.words

            Prose {
                id: word

                required property var modelData

                text: modelData.text || "–"
                elide: Text.ElideNone
                font.pixelSize: Theme.px(13)
                font.underline: over.hovered || modelData.was !== ""
                color: modelData.was !== "" ? Theme.good : Theme.ink
                Accessible.ignored: true

                HoverHandler { id: over; cursorShape: Qt.PointingHandCursor }
                TapHandler { onTapped: line.replay.seek(word.modelData.start) }
                ToolTip.visible: over.hovered && modelData.was !== ""
                ToolTip.text: qsTr("Recognised as “%1”").arg(modelData.was)
            }
        }
        Caption {
            visible: line.words.length === 0
            text: qsTr("(no words)")
            Accessible.ignored: true
        }
    }
    Flow {
        id: marks
        anchors.right: parent.right
        anchors.rightMargin: Theme.px(18)
        y: Theme.px(4)
        width: Math.min(implicitWidth, Theme.px(190))
        spacing: Theme.px(4)
        layoutDirection: Qt.RightToLeft

        Repeater {
            model: line.chips

            Rectangle {
                id: chip

                required property var modelData
                readonly property color tone: modelData.good ? Theme.good : modelData.lane === "moments" || modelData.lane === "overlaps" && modelData.kind === "interruption" ? Theme.problem : Theme.soft

                width: name.implicitWidth + Theme.px(12)
                height: Theme.px(18)
                radius: height / 2
                color: line.replay.selectedKey === modelData.key ? Theme.pressed : Theme.panel
                border.width: 1
                border.color: tone
                Accessible.role: Accessible.Button
                Accessible.name: modelData.name
                Accessible.onPressAction: line.replay.select(modelData.key)

                Prose {
                    id: name
                    anchors.centerIn: parent
                    text: chip.modelData.name
                    color: chip.tone
                    font.pixelSize: Theme.px(10.5)
                    Accessible.ignored: true
                }
                TapHandler { onTapped: line.replay.select(chip.modelData.key) }
                HoverHandler { cursorShape: Qt.PointingHandCursor }
            }
        }
    }
}
