pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic

// One of several, in a list that opens.
ComboBox {
    id: choice

    property string label: ""

    implicitHeight: Theme.px(32)
    font.pixelSize: Theme.body
    Accessible.name: label

    background: Rectangle {
        radius: Theme.px(7)
        color: Theme.panel
        border.width: choice.visualFocus ? 2 : 1
        border.color: choice.visualFocus ? Theme.agent : Theme.edge
    }
    contentItem: Prose {
        leftPadding: Theme.px(10)
        text: choice.displayText
        Accessible.ignored: true
    }
    indicator: Icon {
        x: choice.width - width - Theme.px(9)
        anchors.verticalCenter: parent.verticalCenter
        name: "down"
        size: Theme.px(14)
        color: Theme.soft
    }
    delegate: ItemDelegate {
        id: each

        required property int index

        width: ListView.view.width
        implicitHeight: Theme.px(30)
        highlighted: choice.highlightedIndex === index
        Accessible.name: said.text

        contentItem: Prose {
            id: said
            text: choice.textAt(each.index)
            strong: choice.currentIndex === each.index
            Accessible.ignored: true
        }
        background: Rectangle {
            radius: Theme.px(5)
            color: each.highlighted ? Theme.raised : Theme.panel
        }
    }
    popup: Popup {
        y: choice.height + Theme.px(2)
        width: choice.width
        height: Math.min(contentItem.implicitHeight + Theme.px(10), Theme.px(320))
        padding: Theme.px(5)

        contentItem: ListView {
            clip: true
            implicitHeight: contentHeight
            model: choice.popup.visible ? choice.delegateModel : null
            currentIndex: choice.highlightedIndex
            ScrollBar.vertical: ScrollBar {}
        }
        background: Rectangle {
            radius: Theme.px(8)
            color: Theme.panel
            border.width: 1
            border.color: Theme.edge
        }
    }
}
