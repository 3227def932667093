import QtQuick

// Kappa with its interval between -0.2 and 1, and the least that is relied on as a line across.
Item {
    id: interval

    required property var estimate
    required property string text
    required property real least
    required property bool low
    readonly property bool known: estimate.value !== undefined
    readonly property string told: known ? (low ? qsTr("%1, too low to rely on").arg(text) : text) : qsTr("–  %1").arg(estimate.why)
    readonly property color tone: low ? Theme.problem : Theme.agent

    function across(kappa: real): real {
        return Math.max(0, Math.min(1, (kappa + 0.2) / 1.2)) * width;
    }

    implicitHeight: axis.height + words.implicitHeight
    Accessible.ignored: true

    Item {
        id: axis
        width: parent.width
        height: interval.known ? Theme.px(16) : 0
        visible: interval.known

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width
            height: 1
            color: Theme.rail
        }
        Rectangle {
            x: interval.across(interval.least)
            width: 1
            height: parent.height
            color: Theme.soft
        }
        Rectangle {
            readonly property real low: interval.estimate.low ?? interval.estimate.value ?? 0
            readonly property real high: interval.estimate.high ?? interval.estimate.value ?? 0

            anchors.verticalCenter: parent.verticalCenter
            x: interval.across(low)
            width: Math.max(1, interval.across(high) - x)
            height: Theme.px(3)
            radius: height / 2
            color: interval.tone
        }
        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            x: interval.across(interval.estimate.value ?? 0) - width / 2
            width: Theme.px(9)
            height: width
            radius: width / 2
            color: interval.tone
        }
    }
    SetupText {
        id: words
        anchors.top: axis.bottom
        width: parent.width
        text: interval.told
        color: interval.low ? Theme.problem : interval.known ? Theme.ink : Theme.soft
        strong: interval.low
        font.pixelSize: Theme.px(12)
        Accessible.ignored: true
    }
}
