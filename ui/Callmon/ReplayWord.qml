import QtQuick

// One word of a line: underlined while it is heard or pointed at, in another colour where it was corrected.
Prose {
    id: word

    objectName: "heardWord"
    required property var said
    property bool heard: false
    readonly property bool corrected: said.was !== ""

    text: said.text || "–"
    elide: Text.ElideNone
    font.pixelSize: Theme.px(13)
    font.underline: heard
    font.italic: corrected
    color: corrected ? Theme.good : Theme.ink
    Accessible.ignored: true
}
