import QtQuick

// A finding at the edge of the line in which it lies; a click selects it.
Rectangle {
    id: chip

    objectName: "chip"
    required property var finding
    required property var replay

    implicitWidth: sign.width + name.implicitWidth + Theme.px(18)
    implicitHeight: Math.max(Theme.px(19), name.implicitHeight + Theme.px(3))
    radius: height / 2
    color: replay.selectedKey === finding.key ? Theme.pressed : over.hovered ? Theme.raised : Theme.panel
    border.width: replay.selectedKey === finding.key ? 2 : 1
    border.color: replay.selectedKey === finding.key ? Theme.ink : Theme.edge
    Accessible.role: Accessible.Button
    Accessible.name: finding.name
    Accessible.onPressAction: chip.replay.select(chip.finding.key)

    ReplaySign {
        id: sign
        x: Theme.px(7)
        anchors.verticalCenter: parent.verticalCenter
        lane: chip.finding.lane
        kind: chip.finding.kind
        good: chip.finding.good
    }
    Prose {
        id: name
        anchors.left: sign.right
        anchors.leftMargin: Theme.px(5)
        anchors.verticalCenter: parent.verticalCenter
        text: chip.finding.name
        color: sign.tone
        font.pixelSize: Theme.px(11)
        elide: Text.ElideNone
        Accessible.ignored: true
    }
    TapHandler { onTapped: chip.replay.select(chip.finding.key) }
    HoverHandler { id: over; cursorShape: Qt.PointingHandCursor }
}
