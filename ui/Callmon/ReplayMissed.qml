pragma ComponentBehavior: Bound
import QtQuick

// What happened here that was not found.
DeskDialog {
    id: dialog

    required property var marks
    property string label: ""
    property string speaker: "agent"

    width: Math.min(Theme.px(560), parent ? parent.width - Theme.px(40) : Theme.px(560))
    heading: qsTr("What happened here?")
    accept: qsTr("Mark it")
    harmless: true
    onOpened: label = ""
    onAccepted: if (label) marks.missed(label, speaker)

    Row {
        spacing: Theme.px(6)

        Repeater {
            model: [["agent", qsTr("Agent")], ["customer", qsTr("Customer")]]

            Press {
                required property var modelData

                text: modelData[1]
                on: dialog.speaker === modelData[0]
                onClicked: dialog.speaker = modelData[0]
                Accessible.role: Accessible.RadioButton
                Accessible.checked: on
            }
        }
    }
    Repeater {
        model: dialog.marks.groups

        Column {
            id: group

            required property var modelData

            width: parent.width
            spacing: Theme.px(4)

            Caption { text: group.modelData.name }
            Flow {
                width: parent.width
                spacing: Theme.px(5)

                Repeater {
                    model: group.modelData.kinds

                    Press {
                        required property var modelData

                        text: modelData.name
                        on: dialog.label === modelData.label
                        onClicked: dialog.label = modelData.label
                        Accessible.role: Accessible.RadioButton
                        Accessible.checked: on
                    }
                }
            }
        }
    }
}
