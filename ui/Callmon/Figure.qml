import QtQuick

// One number with what it counts and what it compares with.
Item {
    id: figure

    required property string caption
    required property string value
    property string beside: ""
    property color tone: Theme.ink

    Accessible.role: Accessible.StaticText
    Accessible.name: beside ? `${caption}: ${value}, ${beside}` : `${caption}: ${value}`

    Caption {
        width: parent.width
        text: figure.caption
        Accessible.ignored: true
    }
    Prose {
        y: Theme.px(14)
        text: figure.value
        color: figure.tone
        font.pixelSize: Theme.figure
        font.features: { "tnum": 1 }
        strong: true
        Accessible.ignored: true
    }
    Caption {
        y: Theme.px(39)
        width: parent.width
        text: figure.beside
        Accessible.ignored: true
    }
}
