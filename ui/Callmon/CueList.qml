pragma ComponentBehavior: Bound
import QtQuick

// The last cues, the latest open.
ListView {
    id: list

    required property var call
    property int opened: 0

    model: call.cues
    implicitHeight: count ? contentHeight : Theme.px(28)
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    interactive: contentHeight > height
    keyNavigationEnabled: true
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Last cues")
    onCountChanged: opened = 0

    delegate: CueRow {
        open: index === list.opened
        onClicked: list.opened = open ? -1 : index
        onActiveFocusChanged: if (activeFocus) list.opened = index
    }

    Prose {
        visible: list.count === 0
        x: Theme.px(8)
        height: Theme.px(28)
        text: qsTr("None so far. Cues are few on purpose, and the first half minute has none.")
        color: Theme.soft
    }
}
