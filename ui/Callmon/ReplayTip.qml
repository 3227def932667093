import QtQuick
import QtQuick.Controls.Basic

// What a corrected word was recognised as.
ToolTip {
    id: tip

    property string was: ""

    delay: 300
    padding: Theme.px(7)

    background: Rectangle {
        radius: Theme.px(6)
        color: Theme.raised
        border.width: 1
        border.color: Theme.edge
    }
    contentItem: Row {
        spacing: Theme.px(6)

        Caption {
            height: parent.height
            text: qsTr("Recognised")
        }
        Prose {
            text: tip.was
            font.strikeout: true
        }
    }
}
