pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic

// An agent's measures over their own calls, as small charts or as a table.
ApplicationWindow {
    id: window

    required property var figures
    property bool table: false
    readonly property int edge: Theme.px(22)
    readonly property int room: flick.width - 2 * edge
    readonly property int columns: Math.max(1, Math.floor((room + Theme.gap) / (Theme.px(270) + Theme.gap)))

    title: qsTr("Trends of %1").arg(figures.agent)
    width: Math.min(Theme.px(1000), Screen.desktopAvailableWidth)
    height: Math.min(Theme.px(760), Screen.desktopAvailableHeight)
    minimumWidth: Math.min(Theme.px(420), width)
    minimumHeight: Math.min(Theme.px(380), height)
    color: Theme.panel
    palette: DeskPalette {}
    Component.onCompleted: flick.forceActiveFocus(Qt.OtherFocusReason)
    onTableChanged: (table ? rows : flick).forceActiveFocus(Qt.OtherFocusReason)

    // Brings what has the focus into sight.
    function reveal(item) {
        const top = item.mapToItem(body, 0, 0).y;
        const room = flick.height - 2 * Theme.gap;
        if (top + item.height > flick.contentY + room)
            flick.contentY = top + item.height - room;
        if (top < flick.contentY + Theme.gap)
            flick.contentY = Math.max(0, top - Theme.gap);
    }

    Shortcut { sequences: [StandardKey.Cancel, StandardKey.Close]; onActivated: window.close() }

    TrendsHead {
        id: head
        x: window.edge
        y: window.edge
        width: window.width - 2 * window.edge
        figures: window.figures
        table: window.table
        onChosen: table => window.table = table
    }
    Flickable {
        id: flick
        objectName: "flick"
        anchors.top: head.bottom
        anchors.topMargin: Theme.px(10)
        anchors.bottom: foot.top
        width: parent.width
        contentHeight: body.height + window.edge
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        Keys.onUpPressed: contentY = Math.max(0, contentY - Theme.px(60))
        Keys.onDownPressed: contentY = Math.max(0, Math.min(contentHeight - height, contentY + Theme.px(60)))
        ScrollBar.vertical: ScrollBar { policy: ScrollBar.AsNeeded }

        Item {
            id: body
            x: window.edge
            width: window.room
            height: window.table ? rows.height : charts.height

            Column {
                id: charts
                width: parent.width
                visible: !window.table
                spacing: Theme.px(8)

                Repeater {
                    model: window.figures.groups

                    Column {
                        id: group

                        required property var modelData
                        property real tallest: 0

                        function level() {
                            let most = 0;
                            for (let n = 0; n < cards.count; ++n)
                                most = Math.max(most, cards.itemAt(n)?.implicitHeight ?? 0);
                            tallest = most;
                        }

                        width: charts.width
                        spacing: Theme.px(8)

                        TrendsHeading { width: parent.width; pillar: group.modelData.pillar }
                        Grid {
                            columns: window.columns
                            spacing: Theme.gap

                            Repeater {
                                id: cards
                                model: group.modelData.trends

                                TrendsCard {
                                    width: (window.room - (window.columns - 1) * Theme.gap) / window.columns
                                    height: group.tallest
                                    onImplicitHeightChanged: group.level()
                                    onOpened: call => window.figures.open(call)
                                    onActiveFocusChanged: {
                                        if (activeFocus)
                                            window.reveal(this);
                                    }
                                }
                            }
                        }
                    }
                }
            }
            TrendsTable {
                id: rows
                objectName: "table"
                width: parent.width
                visible: window.table
                groups: window.figures.groups
                onReached: row => window.reveal(row)
            }
        }
    }
    TrendsFoot {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        edge: window.edge
        message: window.figures.message
    }
}
