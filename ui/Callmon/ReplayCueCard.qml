import QtQuick

// The cue as the agent saw it.
Rectangle {
    id: card

    required property var selected

    implicitHeight: Math.max(tile.height, words.implicitHeight) + 2 * Theme.margin
    radius: Theme.radius
    color: Theme.panel
    border.width: 1
    border.color: Theme.edge
    opacity: selected.heldBack ? 0.65 : 1
    Accessible.role: Accessible.Grouping
    Accessible.name: Phrases.cue(selected.name, selected.why, selected.positive)

    Rectangle {
        id: tile
        x: Theme.margin
        y: Theme.margin
        width: Theme.px(40)
        height: width
        radius: Theme.px(8)
        color: Theme.pillarTint(card.selected.kind)

        Icon {
            anchors.centerIn: parent
            name: card.selected.positive ? "check" : card.selected.kind
            color: Theme.pillarInk(card.selected.kind)
            size: Theme.px(22)
        }
    }
    Column {
        id: words
        anchors.left: tile.right
        anchors.leftMargin: Theme.px(12)
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        y: Theme.margin
        spacing: Theme.px(2)

        SetupText {
            width: parent.width
            text: card.selected.name
            font.pixelSize: Theme.px(17)
            strong: true
            Accessible.ignored: true
        }
        SetupText {
            width: parent.width
            text: card.selected.why
            color: Theme.soft
            font.pixelSize: Theme.px(12)
            Accessible.ignored: true
        }
    }
}
