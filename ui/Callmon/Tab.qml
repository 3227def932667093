import QtQuick

// One of two texts that choose what is shown below.
Press {
    id: tab

    property bool chosen: false

    quiet: true
    tone: chosen ? Theme.ink : Theme.soft
    Accessible.role: Accessible.PageTab
    Accessible.selected: chosen

    Rectangle {
        anchors.bottom: parent.bottom
        x: Theme.px(10)
        width: parent.width - 2 * x
        height: 2
        radius: 1
        color: Theme.ink
        visible: tab.chosen
    }
}
