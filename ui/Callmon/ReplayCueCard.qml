import QtQuick

// The cue as the agent saw it on the overlay; hollow where it was held back.
Rectangle {
    id: card

    objectName: "cueCard"
    required property var selected
    readonly property bool held: selected.heldBack !== ""

    implicitHeight: Math.max(tile.height, words.implicitHeight) + 2 * Theme.margin
    radius: Theme.radius
    color: held ? Theme.raised : Theme.panel
    border.width: 1
    border.color: Theme.edge
    Accessible.role: Accessible.Grouping
    Accessible.name: Phrases.cue(selected.text, selected.why, selected.positive)
    Accessible.description: Phrases.pillar(selected.kind)

    Rectangle {
        id: tile
        x: Theme.margin
        y: Theme.margin
        width: Theme.px(54)
        height: width
        radius: Theme.px(12)
        color: card.held ? Theme.raised : Theme.pillarTint(card.selected.kind)
        border.width: Theme.contrast ? 2 : card.held ? 1 : 0
        border.color: Theme.pillarInk(card.selected.kind)

        Icon {
            anchors.centerIn: parent
            name: card.selected.kind
            color: Theme.pillarInk(card.selected.kind)
            size: Theme.px(29)
            pen: 1.8
        }
        Rectangle {
            visible: card.selected.positive
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.margins: -Theme.px(4)
            width: Theme.px(22)
            height: width
            radius: width / 2
            color: Theme.panel
            border.width: 2
            border.color: Theme.good

            Icon {
                anchors.centerIn: parent
                name: "check"
                color: Theme.good
                size: Theme.px(14)
                pen: 2.6
            }
        }
    }
    Column {
        id: words
        anchors.left: tile.right
        anchors.leftMargin: Theme.px(14)
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        y: Theme.margin - Theme.px(3)
        spacing: Theme.px(1)

        SetupText {
            width: parent.width
            text: card.selected.text
            font.pixelSize: Theme.advice
            lineHeight: 1.1
            strong: true
            Accessible.ignored: true
        }
        SetupText {
            width: parent.width
            text: card.selected.why
            color: Theme.soft
            font.pixelSize: Theme.small
            Accessible.ignored: true
        }
    }
}
