import QtQuick

// Whether the last calls differ from the past, in words with a sign.
Item {
    id: told

    required property int latest
    required property int change
    required property var towards
    readonly property string text: !latest ? qsTr("too few calls to compare")
                                 : !change ? qsTr("as before")
                                 : [change > 0 ? qsTr("higher than before") : qsTr("lower than before"), habit].filter(part => part).join(", ")
    readonly property string habit: towards === true ? qsTr("nearer to the habit") : towards === false ? qsTr("further from the habit") : ""

    implicitHeight: words.implicitHeight
    Accessible.ignored: true

    Icon {
        id: sign
        y: Theme.px(2)
        visible: told.change !== 0
        name: told.change > 0 ? "up" : "down"
        size: Theme.px(12)
        color: Theme.ink
    }
    SetupText {
        id: words
        x: sign.visible ? sign.width + Theme.px(5) : 0
        width: told.width - x
        text: told.text
        color: told.change ? Theme.ink : Theme.soft
        strong: told.change !== 0
        font.pixelSize: Theme.px(12)
        Accessible.ignored: true
    }
}
