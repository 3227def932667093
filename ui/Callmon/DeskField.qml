import QtQuick
import QtQuick.Controls.Basic

// A field for one line of text.
TextField {
    id: field

    property string label: ""

    implicitHeight: Theme.px(32)
    leftPadding: Theme.px(10)
    rightPadding: Theme.px(10)
    color: Theme.ink
    placeholderTextColor: Theme.soft
    font.pixelSize: Theme.body
    selectByMouse: true
    Accessible.name: label || placeholderText

    background: Rectangle {
        radius: Theme.px(7)
        color: Theme.panel
        border.width: field.activeFocus ? 2 : 1
        border.color: field.activeFocus ? Theme.agent : Theme.edge
    }
}
