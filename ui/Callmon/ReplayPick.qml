import QtQuick

// One of several to pick from, filled where it is the one.
Press {
    id: pick

    objectName: "pick"
    implicitHeight: Theme.px(27)
    tone: on ? Theme.panel : Theme.ink
    Accessible.role: Accessible.RadioButton
    Accessible.checkable: true
    Accessible.checked: on
    Keys.onReturnPressed: clicked()

    background: Rectangle {
        radius: Theme.px(6)
        color: pick.on ? Theme.agent : pick.down ? Theme.pressed : pick.hovered ? Theme.raised : Theme.panel
        border.width: pick.visualFocus ? 2 : pick.on ? 0 : 1
        border.color: pick.visualFocus ? Theme.ink : Theme.edge
    }
}
