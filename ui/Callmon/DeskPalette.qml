import QtQuick

// The colours of fields, menus and boxes on the coach's desk.
Palette {
    window: Theme.panel
    windowText: Theme.ink
    base: Theme.panel
    alternateBase: Theme.raised
    text: Theme.ink
    button: Theme.raised
    buttonText: Theme.ink
    brightText: Theme.panel
    highlight: Theme.agent
    highlightedText: Theme.panel
    light: Theme.raised
    midlight: Theme.pressed
    mid: Theme.edge
    dark: Theme.soft
    placeholderText: Theme.soft
    toolTipBase: Theme.raised
    toolTipText: Theme.ink
    accent: Theme.agent
}
