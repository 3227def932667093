import QtQuick
import QtQuick.Controls.Basic

// A menu in the desk's hand.
Menu {
    id: menu

    padding: Theme.px(5)
    overlap: 0

    // Qt takes the width of the background, not that of the longest line with its key.
    readonly property real widest: Array.from({ "length": count }, (_, n) => itemAt(n)?.implicitWidth ?? 0).reduce((one, two) => Math.max(one, two), 0)

    background: Rectangle {
        implicitWidth: Math.max(Theme.px(220), menu.widest + 2 * menu.padding)
        radius: Theme.px(8)
        color: Theme.panel
        border.width: 1
        border.color: Theme.edge
    }
    delegate: DeskMenuItem {}
}
