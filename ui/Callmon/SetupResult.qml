import QtQuick

// What a check found, in words, with a symbol.
Item {
    id: result

    required property string text
    property string more: ""
    property string symbol: "check"
    property color tone: Theme.good

    implicitHeight: words.implicitHeight
    Accessible.role: Accessible.StaticText
    Accessible.name: more ? `${text}. ${more}` : text

    Icon {
        id: sign
        y: Theme.px(1)
        name: result.symbol
        color: result.tone
        size: Theme.px(17)
        pen: 2.2
    }
    Column {
        id: words
        anchors.left: sign.right
        anchors.leftMargin: Theme.px(9)
        anchors.right: parent.right

        SetupText {
            width: parent.width
            text: result.text
            strong: result.more !== ""
            Accessible.ignored: true
        }
        SetupText {
            width: parent.width
            visible: text !== ""
            text: result.more
            color: Theme.soft
            Accessible.ignored: true
        }
    }
}
