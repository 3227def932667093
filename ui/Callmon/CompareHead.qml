import QtQuick

// One of the two calls, above its column.
Item {
    id: head

    required property string label
    required property var told
    property bool later: false

    signal opened(string call)

    implicitHeight: words.implicitHeight

    Column {
        id: words
        width: parent.width - Theme.px(14)
        spacing: Theme.px(2)

        Row {
            spacing: Theme.px(6)

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.px(10)
                height: Theme.px(10)
                radius: Theme.px(3)
                color: head.later ? Theme.agent : Theme.soft
            }
            Caption { text: head.label }
        }
        SetupText {
            width: parent.width
            text: head.told.title
            strong: true
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        }
        SetupText {
            width: parent.width
            text: [head.told.agent, head.told.held, head.told.length].filter(part => part).join(" · ")
            color: Theme.soft
            font.pixelSize: Theme.small
        }
        Link {
            objectName: head.later ? "openSecond" : "openFirst"
            visible: head.told.call !== ""
            symbol: "play"
            text: qsTr("Replay")
            hint: qsTr("Open the replay of %1").arg(head.told.title)
            // Its symbol stands below the title.
            x: -Theme.px(10)
            onClicked: head.opened(head.told.call)
            Keys.onReturnPressed: clicked()
        }
    }
}
