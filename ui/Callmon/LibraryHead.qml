import QtQuick

// The name of the window, the search and the ways in.
Item {
    id: head

    required property var library

    signal importWanted
    signal folderWanted
    signal done

    implicitHeight: Theme.px(36)

    function search() {
        field.forceActiveFocus(Qt.ShortcutFocusReason);
        field.selectAll();
    }

    Prose {
        id: name
        anchors.verticalCenter: parent.verticalCenter
        text: qsTr("Library")
        font.pixelSize: Theme.px(22)
        strong: true
        Accessible.role: Accessible.Heading
    }
    DeskField {
        id: field
        objectName: "search"
        anchors.left: name.right
        anchors.leftMargin: Theme.px(24)
        anchors.right: ways.left
        anchors.rightMargin: Theme.px(16)
        anchors.verticalCenter: parent.verticalCenter
        label: qsTr("Search in what was said")
        placeholderText: qsTr("Search what was said")
        onTextEdited: head.library.asked.search(text)
        Keys.onDownPressed: head.done()
        Keys.onReturnPressed: head.done()
        Keys.onEscapePressed: {
            text = "";
            head.library.asked.search("");
            head.done();
        }

        Connections {
            target: head.library.asked
            function onChanged() {
                if (!field.activeFocus && field.text !== head.library.asked.text)
                    field.text = head.library.asked.text;
            }
        }
    }
    Row {
        id: ways
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.px(8)

        SetupButton {
            text: qsTr("Calibration")
            hint: qsTr("Compare what coaches mark with what callmon finds")
            onClicked: head.library.go("calibrate")
        }
        SetupButton {
            objectName: "import"
            main: true
            text: qsTr("Import…")
            hint: qsTr("Add recordings to the library")
            onClicked: choice.popup(this, 0, height + Theme.px(4))

            DeskMenu {
                id: choice
                DeskMenuItem { text: qsTr("Recordings…"); onTriggered: head.importWanted() }
                DeskMenuItem { text: qsTr("A folder…"); onTriggered: head.folderWanted() }
            }
        }
    }
}
