pragma ComponentBehavior: Bound
import QtQuick

// A submenu with what there is to choose.
DeskMenu {
    id: choices

    // Texts, or objects with `name` and `label`.
    property var known: []

    signal picked(string name)

    enabled: known.length > 0

    Instantiator {
        model: choices.known
        delegate: DeskMenuItem {
            required property var modelData

            text: modelData.label ?? modelData
            onTriggered: choices.picked(modelData.name ?? modelData)
        }
        onObjectAdded: (index, item) => choices.insertItem(index, item)
        onObjectRemoved: (index, item) => choices.removeItem(item)
    }
}
