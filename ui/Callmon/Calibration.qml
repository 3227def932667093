pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic

// What coaches marked against what callmon finds, or against another coach, and what a team may take over from it.
ApplicationWindow {
    id: window

    required property var figures
    readonly property int edge: Theme.px(22)
    readonly property int room: flick.width - 2 * edge
    readonly property bool ready: figures.found.groups !== undefined

    title: qsTr("Calibration")
    width: Math.min(Theme.px(1060), Screen.desktopAvailableWidth)
    height: Math.min(Theme.px(780), Screen.desktopAvailableHeight)
    minimumWidth: Math.min(Theme.px(440), width)
    minimumHeight: Math.min(Theme.px(400), height)
    color: Theme.panel
    palette: DeskPalette {}
    Component.onCompleted: flick.forceActiveFocus(Qt.OtherFocusReason)
    onActiveFocusItemChanged: reveal(activeFocusItem)

    // Brings what has the focus into sight.
    function reveal(item) {
        let inside = item;
        while (inside && inside !== body)
            inside = inside.parent;
        if (!inside || !flick.visible)
            return;
        const top = item.mapToItem(body, 0, 0).y;
        if (top + item.height > flick.contentY + flick.height - Theme.gap)
            flick.contentY = top + item.height - flick.height + Theme.gap;
        if (top < flick.contentY + Theme.gap)
            flick.contentY = Math.max(0, top - Theme.gap);
    }

    Shortcut { sequences: [StandardKey.Cancel, StandardKey.Close]; onActivated: window.close() }

    CalibrationHead {
        id: head
        x: window.edge
        y: window.edge
        width: window.width - 2 * window.edge
        figures: window.figures
    }
    Flickable {
        id: flick
        objectName: "flick"
        anchors.top: head.bottom
        anchors.topMargin: Theme.px(12)
        anchors.bottom: foot.top
        width: parent.width
        contentHeight: body.height + window.edge
        clip: true
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        Keys.onUpPressed: contentY = Math.max(0, contentY - Theme.px(60))
        Keys.onDownPressed: contentY = Math.max(0, Math.min(contentHeight - height, contentY + Theme.px(60)))
        ScrollBar.vertical: ScrollBar { policy: ScrollBar.AsNeeded }

        Column {
            id: body
            x: window.edge
            width: window.room
            spacing: Theme.px(18)
            opacity: window.figures.running ? 0.55 : 1

            CalibrationChanges {
                width: parent.width
                visible: window.ready && window.figures.against === ""
                figures: window.figures
            }
            CalibrationTable {
                width: parent.width
                visible: window.ready
                found: window.figures.found
            }
            CalibrationReasons {
                width: parent.width
                heading: qsTr("Left out")
                reasons: (window.figures.found.notes ?? []).map(note => ({"name": "", "because": note}))
            }
        }
    }
    TrendsFoot {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        edge: window.edge
        trouble: window.figures.problem !== "" || window.figures.failed
        message: window.figures.problem || window.figures.message
    }
}
