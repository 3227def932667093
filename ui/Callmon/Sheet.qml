pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic

// Tables of figures, and what can be done with them.
ApplicationWindow {
    id: window

    required property var sheet
    readonly property int edge: Theme.px(22)

    title: sheet.title
    width: Math.min(Theme.px(980), Screen.desktopAvailableWidth)
    height: Math.min(Theme.px(720), Screen.desktopAvailableHeight)
    minimumWidth: Math.min(Theme.px(480), width)
    minimumHeight: Math.min(Theme.px(320), height)
    color: Theme.panel
    palette: DeskPalette {}
    Component.onCompleted: flick.forceActiveFocus(Qt.OtherFocusReason)

    Shortcut { sequences: [StandardKey.Cancel, StandardKey.Close]; onActivated: window.close() }

    Flickable {
        id: flick
        anchors.top: parent.top
        anchors.bottom: foot.top
        width: parent.width
        contentWidth: Math.max(width, body.width + 2 * window.edge)
        contentHeight: body.height + 2 * window.edge
        clip: true
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        Keys.onUpPressed: contentY = Math.max(0, contentY - Theme.px(40))
        Keys.onDownPressed: contentY = Math.max(0, Math.min(contentHeight - height, contentY + Theme.px(40)))
        ScrollBar.vertical: ScrollBar { policy: ScrollBar.AsNeeded }
        ScrollBar.horizontal: ScrollBar { policy: ScrollBar.AsNeeded }

        Column {
            id: body
            x: window.edge
            y: window.edge
            spacing: Theme.px(10)

            SetupText {
                width: window.width - 2 * window.edge
                text: window.sheet.title
                font.pixelSize: Theme.px(20)
                strong: true
            }
            SetupText {
                width: Math.min(window.width - 2 * window.edge, Theme.px(720))
                visible: text !== ""
                text: window.sheet.lead
                color: Theme.soft
            }
            Repeater {
                model: window.sheet.parts

                SheetTable {
                    required property var modelData

                    part: modelData
                    room: window.width - 2 * window.edge
                }
            }
        }
    }
    Rectangle {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        height: visible ? Theme.px(56) : 0
        visible: window.sheet.deeds.length > 0
        color: Theme.raised

        Prose {
            objectName: "message"
            x: window.edge
            anchors.verticalCenter: parent.verticalCenter
            width: deeds.x - x - Theme.px(12)
            text: window.sheet.message
            Accessible.role: Accessible.AlertMessage
        }
        Row {
            id: deeds
            anchors.right: parent.right
            anchors.rightMargin: window.edge
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.px(10)

            Repeater {
                model: window.sheet.deeds

                SetupButton {
                    required property string modelData
                    required property int index

                    text: modelData
                    onClicked: window.sheet.do(index)
                }
            }
        }
    }
}
