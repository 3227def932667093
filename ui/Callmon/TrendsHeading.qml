import QtQuick

// The heading of what belongs to one pillar, or of what was found of one kind.
Item {
    id: heading

    property string pillar: ""
    property string kind: ""
    readonly property string text: kind ? found(kind) : pillar ? Phrases.pillar(pillar) : qsTr("Others")

    function found(kind) {
        switch (kind) {
        case "cue": return qsTr("Cues");
        case "act": return qsTr("What was said");
        case "moment": return qsTr("Moments that needed listening");
        case "overlap": return qsTr("Times both spoke");
        case "silent": return qsTr("Interruptions in a pause");
        default: return qsTr("Shifts of tone");
        }
    }

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
