import QtQuick

// A name and what is so: one row of the details.
Item {
    id: fact

    required property string name
    required property string value
    property bool trouble: false

    width: parent ? parent.width : 0
    implicitHeight: Theme.px(20)
    Accessible.role: Accessible.StaticText
    Accessible.name: `${name}: ${value}`

    Caption {
        id: label
        x: Theme.px(8)
        width: Theme.px(124)
        height: parent.height
        text: fact.name
        Accessible.ignored: true
    }
    Icon {
        id: symbol
        anchors.left: label.right
        anchors.verticalCenter: parent.verticalCenter
        visible: fact.trouble
        name: "warning"
        color: Theme.problem
        size: Theme.px(13)
    }
    Caption {
        anchors.left: symbol.visible ? symbol.right : label.right
        anchors.leftMargin: symbol.visible ? Theme.px(5) : 0
        anchors.right: parent.right
        anchors.rightMargin: Theme.px(8)
        height: parent.height
        text: fact.value
        color: Theme.ink
        Accessible.ignored: true
    }
}
