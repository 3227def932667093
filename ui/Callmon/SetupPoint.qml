import QtQuick

// Something to know: a symbol, a title and a sentence or two.
Item {
    id: point

    required property string symbol
    required property string title
    required property string text

    implicitHeight: Math.max(tile.height, words.implicitHeight)
    Accessible.role: Accessible.StaticText
    Accessible.name: `${title}. ${text}`

    Rectangle {
        id: tile
        width: Theme.px(36)
        height: width
        radius: Theme.px(9)
        color: Theme.pillarTint("active_listening")
        border.width: Theme.contrast ? 2 : 0
        border.color: Theme.pillarInk("active_listening")

        Icon {
            anchors.centerIn: parent
            name: point.symbol
            color: Theme.pillarInk("active_listening")
            size: Theme.px(20)
        }
    }
    Column {
        id: words
        anchors.left: tile.right
        anchors.leftMargin: Theme.px(14)
        anchors.right: parent.right

        SetupText {
            width: parent.width
            text: point.title
            strong: true
            Accessible.ignored: true
        }
        SetupText {
            width: parent.width
            text: point.text
            color: Theme.soft
            Accessible.ignored: true
        }
    }
}
