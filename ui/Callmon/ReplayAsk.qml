import QtQuick
import QtQuick.Controls.Basic

// Asks for a text: a note, or the words that were really said.
DeskDialog {
    id: dialog

    required property var marks
    property string what: "note"

    harmless: true
    accept: qsTr("Keep")
    text: what === "words" ? qsTr("One word for each that was recognised: “–” where nothing was said, “_” between what belongs to one word.") : ""
    onOpened: field.forceActiveFocus(Qt.OtherFocusReason)
    onAccepted: what === "words" ? marks.setWords(field.text) : marks.note(field.text)

    function ask(kind, title, known) {
        what = kind;
        heading = title;
        field.text = known;
        open();
    }

    TextArea {
        id: field
        objectName: "askText"
        width: parent.width
        height: Math.max(Theme.px(70), implicitHeight)
        wrapMode: TextEdit.Wrap
        color: Theme.ink
        font.pixelSize: Theme.body
        Accessible.name: dialog.heading
        Keys.onReturnPressed: event => {
            if (event.modifiers & Qt.ShiftModifier)
                event.accepted = false;
            else
                dialog.accept_();
        }

        background: Rectangle {
            radius: Theme.px(7)
            color: Theme.panel
            border.width: field.activeFocus ? 2 : 1
            border.color: field.activeFocus ? Theme.agent : Theme.edge
        }
    }
}
