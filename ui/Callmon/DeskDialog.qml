import QtQuick
import QtQuick.Controls.Basic

// A question with two answers; Escape is no.
Dialog {
    id: dialog

    property string heading: ""
    property string text: ""
    property string accept: qsTr("OK")
    property bool harmless: false
    default property alias inside: more.data

    modal: true
    focus: true
    padding: Theme.px(20)
    width: Math.min(Theme.px(460), parent ? parent.width - Theme.px(40) : Theme.px(460))
    onOpened: (dialog.harmless ? yes : no).forceActiveFocus(Qt.OtherFocusReason)

    background: Rectangle {
        radius: Theme.px(12)
        color: Theme.panel
        border.width: 1
        border.color: Theme.edge
    }

    contentItem: Column {
        spacing: Theme.px(12)
        Accessible.role: Accessible.Dialog
        Accessible.name: dialog.heading

        SetupText {
            width: parent.width
            text: dialog.heading
            font.pixelSize: Theme.px(17)
            strong: true
        }
        SetupText {
            width: parent.width
            visible: text !== ""
            text: dialog.text
        }
        Column {
            id: more
            width: parent.width
            spacing: Theme.px(8)
        }
        Row {
            anchors.right: parent.right
            topPadding: Theme.px(6)
            spacing: Theme.px(10)

            SetupButton {
                id: no
                text: qsTr("Cancel")
                onClicked: dialog.reject()
            }
            SetupButton {
                id: yes
                objectName: "accept"
                main: true
                text: dialog.accept
                onClicked: dialog.accept_()
            }
        }
    }

    function accept_() {
        dialog.accepted();
        dialog.close();
    }
}
