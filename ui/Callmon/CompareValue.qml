import QtQuick

// A value, and below it a bar as long as its part of the larger of both.
Item {
    id: value

    required property string text
    required property real share
    required property color tone

    implicitHeight: said.implicitHeight + Theme.px(8)
    Accessible.ignored: true

    Prose {
        id: said
        width: parent.width
        text: value.text
        font.features: { "tnum": 1 }
        Accessible.ignored: true
    }
    Rectangle {
        anchors.top: said.bottom
        anchors.topMargin: Theme.px(2)
        visible: value.share > 0
        width: value.share * value.width
        height: Theme.px(4)
        radius: height / 2
        color: value.tone
    }
}
