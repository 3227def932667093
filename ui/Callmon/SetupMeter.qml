import QtQuick

// How loud it is now, and the loudest of the last second.
Item {
    id: meter

    required property string title
    required property real level
    required property real peak
    property color tone: Theme.good

    implicitHeight: Theme.px(14)
    Accessible.role: Accessible.ProgressBar
    Accessible.name: qsTr("Loudness of %1").arg(title)
    Accessible.description: level > 0.02 ? qsTr("Something is heard") : qsTr("Nothing is heard")

    Rectangle {
        id: rail
        anchors.fill: parent
        radius: height / 2
        color: Theme.raised
        border.width: 1
        border.color: Theme.line
    }
    Rectangle {
        x: Theme.px(2)
        anchors.verticalCenter: rail.verticalCenter
        visible: meter.level > 0.02
        width: Math.max(height, (rail.width - 2 * x) * meter.level)
        height: rail.height - 2 * x
        radius: height / 2
        color: meter.tone
    }
    Rectangle {
        anchors.verticalCenter: rail.verticalCenter
        visible: meter.peak > 0.04
        x: Theme.px(2) + (rail.width - Theme.px(8)) * meter.peak
        width: Theme.px(3)
        height: rail.height - Theme.px(4)
        radius: width / 2
        color: Theme.ink
    }
}
