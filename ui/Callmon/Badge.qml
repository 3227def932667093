import QtQuick

// A symbol and a few words about what can be heard.
Row {
    id: badge

    readonly property real briefWidth: sign.width
    readonly property real fullWidth: sign.width + spacing + label.implicitWidth

    required property string symbol
    required property string text
    property color tone: Theme.soft
    property bool filled: false
    property bool brief: false

    spacing: Theme.px(4)
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Icon {
        id: sign
        anchors.verticalCenter: parent.verticalCenter
        name: badge.symbol
        color: badge.tone
        filled: badge.filled
        size: Theme.px(14)
    }
    Caption {
        id: label
        anchors.verticalCenter: parent.verticalCenter
        visible: !badge.brief
        text: badge.text
        color: badge.tone
        Accessible.ignored: true
    }
}
