pragma ComponentBehavior: Bound
import QtQuick

// What happened here that was not found, and who did it.
ReplayEditor {
    id: dialog

    property string label: ""
    property string speaker: "agent"
    readonly property bool whose: !/^(moment|cue)\//.test(label)

    wide: 600
    heading: qsTr("What happened here?")
    text: qsTr("It is marked on the chosen span, on what is selected, or at the cursor.")
    accept: qsTr("Mark it")
    ready: label !== ""
    onAboutToShow: label = ""
    onWanted: done(marks.missed(label, label.startsWith("moment/") ? "customer" : label.startsWith("cue/") ? "agent" : speaker))

    Row {
        spacing: Theme.px(5)
        opacity: dialog.whose ? 1 : 0.5
        enabled: dialog.whose

        Caption {
            height: parent.height
            rightPadding: Theme.px(6)
            text: qsTr("Who did it")
        }
        Repeater {
            model: [["agent", qsTr("Agent")], ["customer", qsTr("Customer")]]

            ReplayPick {
                required property var modelData

                text: modelData[1]
                on: dialog.speaker === modelData[0]
                onClicked: dialog.speaker = modelData[0]
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

                    ReplayPick {
                        required property var modelData

                        text: modelData.name
                        on: dialog.label === modelData.label
                        onClicked: dialog.label = modelData.label
                    }
                }
            }
        }
    }
}
