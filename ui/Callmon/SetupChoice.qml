import QtQuick
import QtQuick.Controls.Basic

// One of several choices: a title, and below it what it means. A radio button, or a box to tick.
AbstractButton {
    id: choice

    property string more: ""
    property bool chosen: false
    property bool box: false
    property string symbol: ""

    implicitHeight: Math.max(Theme.px(36), words.implicitHeight + Theme.px(18))
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: box ? Accessible.CheckBox : Accessible.RadioButton
    Accessible.name: text
    Accessible.description: more
    Accessible.checkable: true
    Accessible.checked: chosen
    Accessible.onPressAction: choice.clicked()
    Accessible.onToggleAction: choice.clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Rectangle {
        radius: Theme.px(7)
        color: choice.chosen || choice.hovered ? Theme.raised : Theme.panel
        border.width: choice.visualFocus ? 2 : 1
        border.color: choice.visualFocus ? Theme.ink : choice.chosen ? Theme.agent : Theme.line
    }

    contentItem: Item {
        Rectangle {
            id: mark
            x: Theme.px(11)
            y: Theme.px(9)
            width: Theme.px(17)
            height: width
            radius: choice.box ? Theme.px(4) : height / 2
            color: choice.box && choice.chosen ? Theme.agent : Theme.panel
            border.width: Theme.px(choice.chosen ? 2 : 1)
            border.color: choice.chosen ? Theme.agent : Theme.soft

            Rectangle {
                anchors.centerIn: parent
                visible: choice.chosen && !choice.box
                width: Theme.px(7)
                height: width
                radius: width / 2
                color: Theme.agent
            }
            Icon {
                anchors.centerIn: parent
                visible: choice.chosen && choice.box
                name: "check"
                color: Theme.panel
                size: Theme.px(13)
                pen: 2.6
            }
        }
        Column {
            id: words
            anchors.left: mark.right
            anchors.leftMargin: Theme.px(10)
            anchors.right: parent.right
            anchors.rightMargin: Theme.px(11)
            y: Theme.px(9)

            SetupText {
                width: parent.width
                text: choice.text
                Accessible.ignored: true
            }
            SetupText {
                width: parent.width
                visible: text !== ""
                text: choice.more
                color: Theme.soft
                font.pixelSize: Theme.small
                Accessible.ignored: true
            }
        }
    }
}
