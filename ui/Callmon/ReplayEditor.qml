import QtQuick
import QtQuick.Controls.Basic

// Asks for something and stays open until it is kept: what could not be kept is told and nothing typed is lost.
Popup {
    id: editor

    required property var marks
    property string heading: ""
    property string text: ""
    property string accept: qsTr("Keep")
    property bool ready: true
    property bool hears: false
    property string trouble: ""
    property real wide: 460
    default property alias inside: more.data

    // Whether it could be kept.
    signal wanted

    function done(kept) {
        if (kept)
            close();
    }

    modal: true
    focus: true
    padding: Theme.px(20)
    width: Math.min(Theme.px(wide), parent ? parent.width - Theme.px(40) : Theme.px(wide))
    height: Math.min(implicitHeight, parent ? parent.height - Theme.px(24) : implicitHeight)
    onAboutToShow: trouble = ""

    background: Rectangle {
        radius: Theme.px(12)
        color: Theme.panel
        border.width: 1
        border.color: Theme.edge
    }

    contentItem: Item {
        implicitHeight: head.height + page.contentHeight + foot.height + Theme.px(24)
        Accessible.role: Accessible.Dialog
        Accessible.name: editor.heading

        Column {
            id: head
            width: parent.width
            spacing: Theme.px(8)

            SetupText {
                width: parent.width
                text: editor.heading
                font.pixelSize: Theme.px(17)
                strong: true
            }
            SetupText {
                width: parent.width
                visible: text !== ""
                text: editor.text
                color: Theme.soft
            }
        }
        Flickable {
            id: page

            readonly property Item focused: Window.activeFocusItem

            // What Tab goes to comes into sight.
            function reveal() {
                let within = focused;
                while (within && within !== more)
                    within = within.parent;
                if (!within)
                    return;
                const top = focused.mapToItem(more, 0, 0).y;
                contentY = Math.max(0, Math.min(contentHeight - height, Math.min(top, Math.max(contentY, top + focused.height - height))));
            }

            anchors.top: head.bottom
            anchors.topMargin: Theme.px(12)
            anchors.bottom: foot.top
            anchors.bottomMargin: Theme.px(12)
            width: parent.width
            contentHeight: more.height
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            onFocusedChanged: reveal()
            ScrollBar.vertical: ScrollBar { policy: ScrollBar.AsNeeded }

            Column {
                id: more
                width: page.width
                spacing: Theme.px(8)
            }
        }
        Column {
            id: foot
            anchors.bottom: parent.bottom
            width: parent.width
            spacing: Theme.px(8)

            SetupText {
                objectName: "editorTrouble"
                width: parent.width
                visible: text !== ""
                text: editor.trouble
                color: Theme.problem
                Accessible.role: Accessible.AlertMessage
            }
            Flow {
                width: parent.width
                layoutDirection: Qt.RightToLeft
                spacing: Theme.px(10)

                SetupButton {
                    objectName: "keep"
                    main: true
                    enabled: editor.ready
                    text: editor.accept
                    onClicked: editor.wanted()
                }
                SetupButton {
                    text: qsTr("Cancel")
                    onClicked: editor.close()
                }
                SetupButton {
                    objectName: "hearLine"
                    visible: editor.hears
                    symbol: "play"
                    text: qsTr("Hear it")
                    hint: qsTr("Ctrl Space")
                    onClicked: editor.marks.hear()
                }
            }
        }
    }

    Connections {
        target: editor.marks
        function onTold(text) { if (editor.opened) editor.trouble = text; }
    }
}
