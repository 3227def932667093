pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic

// What was said lately. It follows the call until one scrolls up.
ListView {
    id: list

    required property var call
    property bool follows: true

    model: call.lines
    clip: true
    spacing: Theme.px(5)
    boundsBehavior: Flickable.StopAtBounds
    keyNavigationEnabled: true
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Transcript")

    function follow() {
        if (follows)
            positionViewAtEnd();
    }
    onContentHeightChanged: Qt.callLater(follow)
    onHeightChanged: Qt.callLater(follow)
    onMovementEnded: follows = atYEnd

    ScrollBar.vertical: ScrollBar {
        policy: list.contentHeight > list.height ? ScrollBar.AsNeeded : ScrollBar.AlwaysOff
    }

    delegate: Item {
        id: line

        required property int index
        required property string speaker
        required property string text
        required property int seconds
        required property bool final

        width: ListView.view.width
        height: said.implicitHeight
        // A line that is cut at the top reads worse than none.
        opacity: list.follows && y < list.contentY ? 0 : 1
        Accessible.role: Accessible.ListItem
        Accessible.name: `${Phrases.speaker(speaker)}, ${Phrases.clock(seconds)}: ${text}`

        Rectangle {
            anchors.fill: parent
            radius: Theme.px(4)
            visible: line.activeFocus
            color: Theme.raised
            border.width: 2
            border.color: Theme.agent
        }
        Prose {
            id: who
            width: Theme.px(78)
            leftPadding: Theme.px(8)
            text: Phrases.speaker(line.speaker)
            color: line.speaker === "agent" ? Theme.agent : Theme.customer
            font.pixelSize: Theme.px(12)
            strong: true
            Accessible.ignored: true
        }
        Prose {
            id: said
            anchors.left: who.right
            anchors.right: parent.right
            anchors.rightMargin: Theme.px(10)
            text: line.final ? line.text : line.text + "…"
            color: line.final ? Theme.ink : Theme.soft
            font.pixelSize: Theme.px(12)
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            Accessible.ignored: true
        }
    }

    Prose {
        visible: list.count === 0
        x: Theme.px(8)
        text: list.call.words === "timing_only" ? qsTr("Words are off to keep up; timing goes on.")
                                                : qsTr("Words appear here as they are recognised.")
        color: Theme.soft
    }
}
