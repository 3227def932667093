pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs

// What goes into the report to hand over, and where it is saved.
DeskDialog {
    id: dialog

    required property var reporting
    property string call: ""
    property bool sound: false
    property bool printed: false
    property var about: ({})

    objectName: "reportAsk"
    heading: about.agent ? qsTr("The report for %1").arg(about.agent) : qsTr("The report to hand over")
    accept: qsTr("Save")
    width: Math.min(Theme.px(560), parent ? parent.width - Theme.px(40) : Theme.px(560))
    harmless: true
    onOpened: field.forceActiveFocus(Qt.OtherFocusReason)
    onAccepted: reporting.write(call, path.text, field.text, sound, printed)
    onPrintedChanged: path.text = reporting.named(path.text, printed)

    function ask(which) {
        const known = reporting.about(which);
        if (!known.path)
            return;
        call = which;
        about = known;
        field.text = "";
        sound = printed = false;
        path.text = reporting.named(known.path, false);
        open();
    }

    Caption {
        text: dialog.about.agent ? qsTr("Your own words to %1 (may be empty)").arg(dialog.about.agent) : qsTr("Your own words to the agent (may be empty)")
    }
    ScrollView {
        width: parent.width
        // The rest of the dialog stays in sight in a low window.
        height: Math.max(Theme.px(52), Math.min(Theme.px(132), (dialog.parent?.height ?? 0) - Theme.px(370)))

        TextArea {
            id: field
            objectName: "reportWords"
            wrapMode: TextEdit.Wrap
            color: Theme.ink
            font.pixelSize: Theme.body
            Accessible.name: qsTr("Your own words")
            KeyNavigation.priority: KeyNavigation.BeforeItem
            Keys.onTabPressed: nextItemInFocusChain().forceActiveFocus(Qt.TabFocusReason)
            Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)

            background: Rectangle {
                radius: Theme.px(7)
                color: Theme.panel
                border.width: field.activeFocus ? 2 : 1
                border.color: field.activeFocus ? Theme.agent : Theme.edge
            }
        }
    }
    Row {
        width: parent.width
        spacing: Theme.px(8)

        SetupChoice {
            objectName: "asPage"
            width: (parent.width - parent.spacing) / 2
            chosen: !dialog.printed
            text: qsTr("A page for the browser")
            onClicked: dialog.printed = false
        }
        SetupChoice {
            objectName: "asPrint"
            width: (parent.width - parent.spacing) / 2
            chosen: dialog.printed
            text: qsTr("A PDF for printing")
            onClicked: dialog.printed = true
        }
    }
    SetupChoice {
        objectName: "withSound"
        width: parent.width
        box: true
        enabled: !dialog.printed
        opacity: enabled ? 1 : 0.5
        chosen: dialog.sound && !dialog.printed
        text: qsTr("With the sound of your marks and of the moments that are quoted")
        more: dialog.printed ? qsTr("There is no sound in what is printed.") : qsTr("Both voices can then be heard by whoever has the page.")
        onClicked: dialog.sound = !dialog.sound
    }

    Caption { text: qsTr("Save as") }
    Row {
        width: parent.width
        spacing: Theme.px(8)

        DeskField {
            id: path
            objectName: "reportPath"
            width: parent.width - browse.width - parent.spacing
            label: qsTr("Save as")
            onAccepted: dialog.accept_()
        }
        SetupButton {
            id: browse
            implicitHeight: path.height
            text: qsTr("Browse…")
            onClicked: place.open()
        }
    }
    Caption {
        visible: dialog.opened && dialog.reporting.replaces(path.text, dialog.printed)
        text: qsTr("It takes the place of the file that is there.")
        color: Theme.problem
    }

    FileDialog {
        id: place
        fileMode: FileDialog.SaveFile
        title: qsTr("Save the report as")
        options: FileDialog.DontConfirmOverwrite
        nameFilters: dialog.printed ? [qsTr("For printing (*.pdf)")] : [qsTr("Page (*.html)")]
        onAccepted: path.text = dialog.reporting.named(dialog.reporting.path(selectedFile), dialog.printed)
    }
}
