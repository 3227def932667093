import QtQuick
import QtQuick.Controls.Basic

// A menu in the desk's hand.
Menu {
    id: menu

    padding: Theme.px(5)
    overlap: 0

    background: Rectangle {
        implicitWidth: Theme.px(220)
        radius: Theme.px(8)
        color: Theme.panel
        border.width: 1
        border.color: Theme.edge
    }
    delegate: DeskMenuItem {}
}
