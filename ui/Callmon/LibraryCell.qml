import QtQuick

// One value of a call; what it is stands at the head of its column.
Prose {
    property bool number: false
    property bool quiet: false

    leftPadding: Theme.px(4)
    rightPadding: Theme.px(4)
    horizontalAlignment: number ? Text.AlignRight : Text.AlignLeft
    color: quiet ? Theme.soft : Theme.ink
    Accessible.ignored: true
}
