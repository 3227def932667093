pragma ComponentBehavior: Bound
import QtQuick

// Asks for one word about the chosen calls: whose they are, or a tag.
DeskDialog {
    id: dialog

    required property var library
    property string about: "agent"
    property var known: []

    heading: about === "agent" ? qsTr("Whose calls are these?") : about === "tag" ? qsTr("Add which tag?") : qsTr("Take which tag away?")
    accept: about === "untag" ? qsTr("Take away") : qsTr("Set")
    harmless: true
    onOpened: field.forceActiveFocus(Qt.OtherFocusReason)
    onAccepted: about === "agent" ? library.setAgent(field.text) : about === "tag" ? library.tag(field.text) : library.untag(field.text)

    function ask(what) {
        about = what;
        known = what === "agent" ? library.asked.agents() : library.asked.tags();
        field.text = "";
        open();
    }

    DeskField {
        id: field
        objectName: "word"
        width: parent.width
        label: dialog.heading
        onAccepted: dialog.accept_()
    }
    Flow {
        width: parent.width
        spacing: Theme.px(6)

        Repeater {
            model: dialog.known.slice(0, 12)

            Press {
                required property string modelData

                text: modelData
                onClicked: field.text = modelData
            }
        }
    }
}
