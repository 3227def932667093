import QtQuick

// The overlay when it is small: the state above, and below it figures, a notice or the one cue, in one place.
Item {
    id: bar

    required property var call
    required property var desk

    implicitHeight: Theme.px(110)

    // The window is held by its bar.
    DragHandler {
        target: null
        onActiveChanged: if (active) bar.desk.drag()
    }

    Header {
        id: header
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        y: Theme.px(3)
        call: bar.call
        desk: bar.desk
    }
    Item {
        anchors.left: header.left
        anchors.right: header.right
        anchors.top: header.bottom
        anchors.topMargin: Theme.px(5)
        height: Theme.px(64)

        Figures {
            anchors.fill: parent
            visible: !notice.visible && card.opacity < 1
            call: bar.call
        }
        Notice {
            id: notice
            anchors.fill: parent
            visible: wanted && card.opacity < 1
            call: bar.call
            troubled: header.troubled
        }
        CueCard {
            id: card
            anchors.fill: parent
            call: bar.call
        }
    }
}
