import QtQuick

// The heading of what belongs to one pillar.
Item {
    id: heading

    required property string pillar
    property string text: pillar ? Phrases.pillar(pillar) : qsTr("Others")

    implicitHeight: Math.max(tile.height, name.implicitHeight) + Theme.px(8)
    Accessible.role: Accessible.Heading
    Accessible.name: text

    Rectangle {
        id: tile
        anchors.bottom: parent.bottom
        visible: heading.pillar !== ""
        width: visible ? Theme.px(24) : 0
        height: Theme.px(24)
        radius: Theme.px(6)
        color: Theme.pillarTint(heading.pillar)

        Icon {
            anchors.centerIn: parent
            name: heading.pillar
            color: Theme.pillarInk(heading.pillar)
            size: Theme.px(15)
        }
    }
    Prose {
        id: name
        anchors.left: tile.right
        anchors.leftMargin: tile.visible ? Theme.px(8) : 0
        anchors.right: parent.right
        anchors.verticalCenter: tile.verticalCenter
        text: heading.text
        font.pixelSize: Theme.px(15)
        strong: true
        Accessible.ignored: true
    }
}
