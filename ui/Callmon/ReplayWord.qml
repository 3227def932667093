pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic

// One word: a place to go to; underlined while it is heard, and in another colour where it was corrected.
Prose {
    id: word

    required property var said
    property bool heard: false
    property bool hit: false
    readonly property bool corrected: said.was !== ""

    signal chosen

    text: said.text || "–"
    elide: Text.ElideNone
    font.pixelSize: Theme.px(13)
    font.underline: heard || over.hovered
    font.italic: corrected
    color: corrected ? Theme.good : Theme.ink
    Accessible.ignored: true

    Rectangle {
        z: -1
        anchors.fill: parent
        anchors.margins: -Theme.px(1)
        visible: word.hit
        radius: Theme.px(2)
        color: Theme.pillarTint("open_mind")
        border.width: 1
        border.color: Theme.pillarInk("open_mind")
    }
    HoverHandler { id: over; cursorShape: Qt.PointingHandCursor }
    TapHandler { onTapped: word.chosen() }
    Loader {
        active: word.corrected && over.hovered

        sourceComponent: ToolTip {
            visible: true
            delay: 300
            padding: Theme.px(7)
            background: Rectangle {
                radius: Theme.px(6)
                color: Theme.raised
                border.width: 1
                border.color: Theme.edge
            }
            contentItem: Row {
                spacing: Theme.px(6)

                Caption { text: qsTr("Recognised") }
                Prose {
                    text: word.said.was
                    font.strikeout: true
                }
            }
        }
    }
}
