import QtQuick

// A button of the set-up: taller than those of the overlay, and filled where it is what one most likely wants.
Press {
    id: button

    property bool main: false

    implicitHeight: Theme.px(34)
    implicitWidth: Math.max(Theme.px(88), words.implicitWidth + Theme.px(36))
    focusPolicy: Qt.StrongFocus
    opacity: enabled ? 1 : 0.5
    tone: main ? Theme.panel : Theme.ink
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Rectangle {
        radius: Theme.px(7)
        color: button.main ? Theme.agent : button.down ? Theme.pressed : button.hovered || !button.quiet ? Theme.raised : Theme.panel
        border.width: button.visualFocus ? 2 : button.quiet || button.main ? 0 : 1
        border.color: button.visualFocus ? Theme.ink : Theme.edge
    }

    Prose {
        id: words
        visible: false
        text: button.text
    }
}
