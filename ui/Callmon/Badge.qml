import QtQuick

// A symbol and a few words about what can be heard.
Row {
    id: badge

    required property string symbol
    required property string text
    property color tone: Theme.soft
    property bool filled: false

    spacing: Theme.px(4)
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        name: badge.symbol
        color: badge.tone
        filled: badge.filled
        size: Theme.px(14)
    }
    Caption {
        anchors.verticalCenter: parent.verticalCenter
        text: badge.text
        color: badge.tone
        Accessible.ignored: true
    }
}
