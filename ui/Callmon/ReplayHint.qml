import QtQuick
import QtQuick.Controls.Basic

// What lies below the pointer, beside it.
ToolTip {
    id: hint

    property real at: 0

    delay: 350
    padding: Theme.px(8)
    margins: Theme.px(4)
    x: at + Theme.px(12)
    y: parent ? parent.height + Theme.px(2) : 0
    width: Math.min(words.implicitWidth + 2 * padding, Theme.px(380))

    background: Rectangle {
        radius: Theme.px(6)
        color: Theme.raised
        border.width: 1
        border.color: Theme.edge
    }
    contentItem: SetupText {
        id: words
        text: hint.text
        font.pixelSize: Theme.px(12)
    }
}
