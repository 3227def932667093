pragma ComponentBehavior: Bound
import QtQuick

// The words of a line, a field each: another text corrects a word, an empty field says that it was none.
Flow {
    id: line

    // As `MarksModel` asks for them: one blank between words, “_” within one, “–” where nothing was said.
    property string words: ""

    signal wanted
    signal hearing

    function said() {
        const texts = [];
        for (let place = 0; place < fields.count; place++)
            texts.push((fields.itemAt(place) as DeskField).text.trim().replace(/\s+/g, "_") || "–");
        return texts.join(" ");
    }
    function begin() {
        if (fields.count)
            fields.itemAt(0).forceActiveFocus(Qt.TabFocusReason);
    }

    spacing: Theme.px(4)

    Repeater {
        id: fields
        model: line.words === "" ? [] : line.words.split(" ")

        DeskField {
            id: word

            required property string modelData
            readonly property string before: modelData === "–" ? "" : modelData.replace(/_/g, " ")
            readonly property bool other: text.trim() !== before

            objectName: "word"
            width: Math.min(line.width, Math.max(Theme.px(34), contentWidth + leftPadding + rightPadding + Theme.px(4)))
            implicitHeight: Theme.px(30)
            leftPadding: Theme.px(7)
            rightPadding: Theme.px(7)
            label: before ? qsTr("Recognised as “%1”").arg(before) : qsTr("Nothing was said here")
            placeholderText: "–"
            color: other ? Theme.good : Theme.ink
            font.italic: other
            text: before
            onActiveFocusChanged: if (activeFocus) selectAll()
            Keys.onReturnPressed: line.wanted()
            Keys.onEnterPressed: line.wanted()
            Keys.onPressed: event => {
                if (event.key === Qt.Key_Space && event.modifiers & Qt.ControlModifier) {
                    event.accepted = true;
                    line.hearing();
                }
            }
        }
    }
}
