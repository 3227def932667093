import QtQuick
import QtQuick.Controls.Basic

// A button with a symbol, a text or both. It takes no focus by a click, since the overlay never has it.
Button {
    id: press

    property string symbol: ""
    property bool quiet: false
    property bool on: false
    property color tone: Theme.ink
    property string hint: ""

    implicitHeight: Theme.px(28)
    implicitWidth: text ? content.implicitWidth + Theme.px(20) : Theme.px(28)
    padding: 0
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.name: text || hint
    Accessible.description: text ? hint : ""
    Accessible.onPressAction: press.clicked()

    background: Rectangle {
        radius: Theme.px(6)
        color: press.down ? Theme.pressed : press.hovered || !press.quiet ? Theme.raised : Theme.panel
        border.width: press.visualFocus ? 2 : press.on || (Theme.contrast && !press.quiet) ? 1 : 0
        border.color: press.visualFocus ? Theme.agent : press.on ? Theme.soft : Theme.line
    }

    contentItem: Item {
        Row {
            id: content
            anchors.centerIn: parent
            spacing: Theme.px(6)

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: press.symbol !== ""
                name: press.symbol
                color: press.tone
                size: Theme.px(15)
            }
            Prose {
                anchors.verticalCenter: parent.verticalCenter
                visible: press.text !== ""
                text: press.text
                color: press.tone
                font.pixelSize: Theme.px(12)
                Accessible.ignored: true
            }
        }
    }
}
