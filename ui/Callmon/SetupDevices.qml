pragma ComponentBehavior: Bound
import QtQuick

// The devices that can be chosen, the system's own choice first.
Column {
    id: list

    required property var rows
    required property string trouble
    required property bool listed
    required property bool none
    required property string nothing
    signal picked(string device)

    spacing: Theme.px(5)
    Accessible.role: Accessible.List

    Repeater {
        model: list.rows

        SetupChoice {
            required property string device
            required property string name
            required property bool there
            required property bool chosenNow

            width: list.width
            visible: device !== "" || there
            text: device === "" ? qsTr("As the system chooses") : name
            more: device === "" ? qsTr("Now: %1").arg(name) : there ? "" : qsTr("Not connected")
            chosen: chosenNow
            onClicked: list.picked(device)
        }
    }
    SetupResult {
        width: parent.width
        visible: list.listed && (list.trouble !== "" || list.none)
        text: list.trouble || list.nothing
        symbol: "warning"
        tone: Theme.problem
    }
}
