pragma ComponentBehavior: Bound
import QtQuick

// One utterance: who, when, each word a place to go to, and what was found in it.
Item {
    id: line

    objectName: "line"
    required property int index
    required property string key
    required property string speaker
    required property bool fixed
    required property bool over
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
    property int heard: -1
    property var hits: []
    readonly property string who: speaker === "agent" ? qsTr("Agent") : qsTr("Customer")
    readonly property bool chosen: replay.selectedKey === key
    // Words and findings go below the name where there is no room beside it.
    readonly property bool narrow: width < Theme.px(400)
    readonly property int rim: width - Theme.px(18)

    implicitHeight: narrow ? said.y + said.implicitHeight + (chips.length ? marks.implicitHeight + Theme.px(4) : 0) + Theme.px(8)
        : Math.max(Theme.px(26), Math.max(said.implicitHeight, marks.implicitHeight) + Theme.px(8))
    Accessible.role: Accessible.ListItem
    Accessible.name: `${who}, ${Phrases.clock(seconds)}: ${text}`
    Accessible.description: [fixed ? qsTr("corrected: recognised as the other side") : "", over ? qsTr("begins while the other speaks") : ""].filter(part => part).join(", ")
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
        width: Theme.px(line.replay.duration < 3600 ? 44 : 56)
        text: Phrases.clock(line.seconds)
        font.pixelSize: Theme.px(11)
        Accessible.ignored: true
    }
    Prose {
        id: by
        anchors.left: when.right
        y: Theme.px(4)
        width: Theme.px(82)
        text: line.who + (line.fixed ? " ✎" : "")
        color: line.speaker === "agent" ? Theme.agent : Theme.customer
        font.pixelSize: Theme.px(12)
        strong: true
        Accessible.ignored: true
    }
    ReplaySign {
        anchors.left: by.right
        y: Theme.px(9)
        visible: line.over
        lane: "overlaps"
        size: Theme.px(11)
    }
    Repeater {
        model: line.hits

        Rectangle {
            required property var modelData
            readonly property Item word: modelData < words.count ? words.itemAt(modelData) : null

            x: said.x + (word ? word.x - Theme.px(1) : 0)
            y: said.y + (word ? word.y : 0)
            width: word ? word.width + Theme.px(2) : 0
            height: word ? word.height : 0
            radius: Theme.px(2)
            color: Theme.pillarTint("open_mind")
            border.width: 1
            border.color: Theme.pillarInk("open_mind")
        }
    }
    Flow {
        id: said
        x: line.narrow ? line.edge : by.x + by.width + (line.over ? Theme.px(20) : 0)
        y: Theme.px(line.narrow ? 25 : 4)
        width: (line.narrow ? line.rim : marks.x - Theme.px(8)) - x
        spacing: Theme.px(3.5)

        Repeater {
            id: words
            model: line.words

            ReplayWord {
                required property int index
                required property var modelData

                said: modelData
                heard: index === line.heard || pointer.over === this
            }
        }
        Caption {
            visible: line.words.length === 0
            text: qsTr("(no words)")
            Accessible.ignored: true
        }
    }
    MouseArea {
        id: pointer

        // One for the line rather than one for each word: lines come and go while one scrolls.
        property ReplayWord over: null

        anchors.fill: said
        hoverEnabled: true
        cursorShape: over ? Qt.PointingHandCursor : Qt.ArrowCursor
        onPositionChanged: event => over = said.childAt(event.x, event.y) as ReplayWord
        onExited: over = null
        onClicked: event => {
            const word = said.childAt(event.x, event.y) as ReplayWord;
            if (word)
                line.replay.seek(word.said.start);
            else
                line.replay.select(line.key);
        }
    }
    Loader {
        active: pointer.over !== null && pointer.over.corrected
        x: pointer.over ? said.x + pointer.over.x : 0
        y: said.y

        sourceComponent: ReplayTip {
            visible: true
            was: pointer.over ? pointer.over.said.was : ""
        }
    }
    Flow {
        id: marks
        x: line.narrow ? line.edge : line.rim - width
        y: line.narrow ? said.y + said.height + Theme.px(4) : Theme.px(4)
        width: Math.min(implicitWidth, line.narrow ? line.rim - line.edge : line.width * 0.36)
        spacing: Theme.px(4)
        layoutDirection: line.narrow ? Qt.LeftToRight : Qt.RightToLeft

        Repeater {
            model: line.chips

            ReplayChip {
                required property var modelData

                finding: modelData
                replay: line.replay
            }
        }
    }
}
