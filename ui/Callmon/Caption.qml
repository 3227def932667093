import QtQuick

// A small, quiet label.
Prose {
    color: Theme.soft
    font.pixelSize: Theme.small
}
