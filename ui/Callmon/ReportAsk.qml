pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs

// What goes into the report to hand over, then where it is saved; going back there loses no words.
DeskDialog {
    id: dialog

    required property var reporting
    property string call: ""
    property bool sound: false
    property bool printed: false
    property var about: ({})

    objectName: "reportAsk"
    heading: about.agent ? qsTr("The report for %1").arg(about.agent) : qsTr("The report to hand over")
    accept: qsTr("Save…")
    harmless: true
    onOpened: field.forceActiveFocus(Qt.OtherFocusReason)
    onAccepted: {
        place.selectedFile = printed ? about.printed : about.page;
        place.open();
    }

    function ask(which) {
        const known = reporting.about(which);
        if (!known.page)
            return;
        call = which;
        about = known;
        field.text = "";
        sound = printed = false;
        open();
    }
    function save(file) { reporting.write(call, file, field.text, sound, printed); }

    Caption {
        text: dialog.about.agent ? qsTr("Your own words to %1 (may be empty)").arg(dialog.about.agent) : qsTr("Your own words to the agent (may be empty)")
    }
    ScrollView {
        width: parent.width
        height: Theme.px(132)

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
    SetupChoice {
        objectName: "asPage"
        width: parent.width
        chosen: !dialog.printed
        text: qsTr("A page for the browser")
        onClicked: dialog.printed = false
    }
    SetupChoice {
        objectName: "asPrint"
        width: parent.width
        chosen: dialog.printed
        text: qsTr("A PDF for printing")
        onClicked: dialog.printed = true
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

    FileDialog {
        id: place
        fileMode: FileDialog.SaveFile
        title: dialog.heading
        defaultSuffix: dialog.printed ? "pdf" : "html"
        nameFilters: dialog.printed ? [qsTr("For printing (*.pdf)")] : [qsTr("Page (*.html)")]
        onAccepted: dialog.save(selectedFile)
        onRejected: dialog.open()
    }
}
