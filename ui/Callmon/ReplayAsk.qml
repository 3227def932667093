import QtQuick
import QtQuick.Controls.Basic

// Asks for a text: a note, or the words that were really said.
ReplayEditor {
    id: dialog

    property string what: "note"

    hears: what === "words"
    wide: what === "words" ? 620 : 460
    text: what === "words" ? qsTr("Tab goes to the next word. Empty a field where nothing was said; what belongs to one word goes into one field.") : ""
    onOpened: what === "words" ? words.begin() : field.forceActiveFocus(Qt.OtherFocusReason)
    onWanted: done(what === "words" ? marks.setWords(words.said()) : marks.note(field.text))

    function ask(kind, title, known) {
        what = kind;
        heading = title;
        words.words = "";
        if (kind === "words")
            words.words = known;
        else
            field.text = known;
        open();
    }

    ReplayWords {
        id: words
        width: parent.width
        visible: dialog.what === "words"
        onWanted: dialog.wanted()
        onHearing: dialog.marks.hear()
    }
    TextArea {
        id: field
        objectName: "askText"
        visible: dialog.what !== "words"
        width: parent.width
        height: Math.max(Theme.px(80), implicitHeight)
        wrapMode: TextEdit.Wrap
        color: Theme.ink
        font.pixelSize: Theme.body
        Accessible.name: dialog.heading
        Keys.onReturnPressed: event => {
            if (event.modifiers & Qt.ShiftModifier)
                event.accepted = false;
            else
                dialog.wanted();
        }
        Keys.onEnterPressed: dialog.wanted()
        KeyNavigation.priority: KeyNavigation.BeforeItem
        Keys.onTabPressed: nextItemInFocusChain().forceActiveFocus(Qt.TabFocusReason)

        background: Rectangle {
            radius: Theme.px(7)
            color: Theme.panel
            border.width: field.activeFocus ? 2 : 1
            border.color: field.activeFocus ? Theme.agent : Theme.edge
        }
    }
}
