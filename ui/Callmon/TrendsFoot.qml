import QtQuick

// What went wrong, or what came of what was done.
Rectangle {
    id: foot

    required property string message
    property bool trouble: true
    property int edge: 0

    height: visible ? said.implicitHeight + Theme.px(20) : 0
    visible: message !== ""
    color: Theme.raised

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.line
    }
    SetupText {
        id: said
        objectName: "message"
        x: foot.edge
        y: Theme.px(10)
        width: foot.width - 2 * foot.edge
        text: foot.message
        color: foot.trouble ? Theme.problem : Theme.ink
        Accessible.role: Accessible.AlertMessage
    }
}
