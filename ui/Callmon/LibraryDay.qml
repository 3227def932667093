import QtQuick

// A day as 2026-11-25, or nothing.
Column {
    id: day

    property string label: ""
    property string value: ""
    readonly property string day: field.acceptableInput ? field.text : ""

    spacing: Theme.px(4)
    onValueChanged: field.text = value

    Caption { text: day.label }
    DeskField {
        id: field
        width: Theme.px(160)
        label: day.label
        placeholderText: "2026-11-25"
        validator: RegularExpressionValidator { regularExpression: /\d{4}-\d{2}-\d{2}/ }
    }
}
