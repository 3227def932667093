import QtQuick

// The quiet state: how the call is going, in three figures.
Item {
    id: figures

    required property var call
    readonly property bool reliable: call.bleed !== "bleed"

    TalkBalance {
        id: balance
        width: Math.round(parent.width * 0.5)
        height: parent.height
        share: figures.call.share
        reliable: figures.reliable
    }
    Rectangle {
        id: first
        anchors.left: balance.right
        anchors.leftMargin: Theme.px(14)
        width: 1
        height: Theme.px(54)
        color: Theme.line
    }
    Figure {
        id: pace
        anchors.left: first.right
        anchors.leftMargin: Theme.px(12)
        width: Math.round(figures.width * 0.19)
        height: parent.height
        caption: qsTr("Your pace")
        value: figures.call.pace < 0 ? "–" : figures.call.pace
        beside: figures.call.usualPace < 0 ? qsTr("words/min") : qsTr("usual %1").arg(figures.call.usualPace)
    }
    Rectangle {
        id: second
        anchors.left: pace.right
        anchors.leftMargin: Theme.px(4)
        width: 1
        height: Theme.px(54)
        color: Theme.line
    }
    Figure {
        anchors.left: second.right
        anchors.leftMargin: Theme.px(12)
        anchors.right: parent.right
        height: parent.height
        caption: qsTr("Interruptions")
        value: figures.call.interruptions
        beside: !figures.reliable ? qsTr("not reliable")
                : figures.call.bleed.startsWith("one_line") ? qsTr("less sure")
                : qsTr("they tried %1×").arg(figures.call.tries)
        tone: figures.reliable ? Theme.ink : Theme.soft
    }
}
