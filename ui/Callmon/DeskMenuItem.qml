import QtQuick
import QtQuick.Controls.Basic

// One line of a menu, with the key that does the same.
MenuItem {
    id: item

    property string key: ""

    implicitHeight: visible ? Theme.px(30) : 0
    implicitWidth: Math.max(Theme.px(210), said.implicitWidth + keys.implicitWidth + Theme.px(56))
    Accessible.name: text

    contentItem: Item {
        Prose {
            id: said
            anchors.left: parent.left
            anchors.leftMargin: item.checkable ? Theme.px(22) : Theme.px(4)
            anchors.verticalCenter: parent.verticalCenter
            text: item.text
            color: item.enabled ? Theme.ink : Theme.soft
            opacity: item.enabled ? 1 : 0.6
            Accessible.ignored: true
        }
        Prose {
            id: keys
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: item.key
            color: Theme.soft
            font.pixelSize: Theme.small
            Accessible.ignored: true
        }
    }
    indicator: Icon {
        x: Theme.px(8)
        anchors.verticalCenter: parent.verticalCenter
        visible: item.checkable && item.checked
        name: "check"
        size: Theme.px(14)
    }
    arrow: Icon {
        x: item.width - width - Theme.px(6)
        anchors.verticalCenter: parent.verticalCenter
        visible: item.subMenu !== null
        name: "right"
        size: Theme.px(12)
        color: Theme.soft
    }
    background: Rectangle {
        radius: Theme.px(5)
        color: item.highlighted ? Theme.raised : Theme.panel
    }
}
