import QtQuick

// A button that looks like a line of text.
Press {
    quiet: true
    tone: Theme.soft
    implicitHeight: Theme.px(24)
}
