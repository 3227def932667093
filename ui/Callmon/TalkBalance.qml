import QtQuick

// Who has spoken how much lately: numbers first, then the same as a bar.
Item {
    id: balance

    required property int share
    required property bool reliable
    readonly property bool known: share >= 0

    Accessible.role: Accessible.StaticText
    Accessible.name: known ? qsTr("Talk lately: you %1 percent, customer %2 percent").arg(share).arg(100 - share)
                           : qsTr("Talk lately: not known yet")

    Prose {
        id: you
        y: Theme.px(17)
        text: balance.known ? qsTr("You %1 %").arg(balance.share) : qsTr("You –")
        color: Theme.agent
        strong: true
        Accessible.ignored: true
    }
    Prose {
        anchors.right: parent.right
        y: you.y
        text: balance.known ? qsTr("Customer %1 %").arg(100 - balance.share) : qsTr("Customer –")
        color: Theme.customer
        strong: true
        Accessible.ignored: true
    }
    Caption {
        text: balance.reliable ? qsTr("Talk lately") : qsTr("Talk lately · not reliable")
        Accessible.ignored: true
    }

    Rectangle {
        id: rail
        anchors.left: parent.left
        anchors.right: parent.right
        y: Theme.px(39)
        height: Theme.px(8)
        radius: height / 2
        color: balance.known ? Theme.panel : Theme.rail

        Rectangle {
            visible: balance.known && balance.share > 0
            width: Math.max(height, Math.round((rail.width - split.width) * balance.share / 100))
            height: parent.height
            radius: height / 2
            color: Theme.agent
            opacity: balance.reliable ? 1 : 0.45
        }
        Item {
            id: split
            width: Theme.px(3)
        }
        Rectangle {
            anchors.right: parent.right
            visible: balance.known && balance.share < 100
            width: Math.max(height, Math.round((rail.width - split.width) * (100 - balance.share) / 100))
            height: parent.height
            radius: height / 2
            color: Theme.customer
            opacity: balance.reliable ? 1 : 0.45
        }
    }
}
