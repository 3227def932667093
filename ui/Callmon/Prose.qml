import QtQuick

// Text in the overlay's hand; one line that is cut with an ellipsis unless told otherwise.
Text {
    property bool strong: false

    color: Theme.ink
    font.pixelSize: Theme.body
    font.weight: strong ? Font.DemiBold : Font.Normal
    elide: Text.ElideRight
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
