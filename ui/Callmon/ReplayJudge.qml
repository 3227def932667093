import QtQuick

// Agree or disagree: filled where it is what the coach says.
Press {
    id: judge

    property color full: Theme.good

    implicitHeight: Theme.px(32)
    tone: on ? Theme.panel : Theme.ink
    Accessible.checkable: true
    Accessible.checked: on

    background: Rectangle {
        radius: Theme.px(7)
        color: judge.on ? judge.full : judge.down ? Theme.pressed : judge.hovered ? Theme.raised : Theme.panel
        border.width: judge.visualFocus ? 2 : judge.on ? 0 : 1
        border.color: judge.visualFocus ? Theme.ink : Theme.edge
    }
}
