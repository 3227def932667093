pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic

// Two calls side by side: measures by pillar, then what was found in each.
ApplicationWindow {
    id: window

    required property var figures
    readonly property int edge: Theme.px(22)
    readonly property int room: flick.width - 2 * edge
    readonly property bool narrow: room < Theme.px(620)
    readonly property real value: narrow ? room / 2 : room * 0.22
    readonly property real name: narrow ? room : room * 0.3

    title: figures.rehearsal ? qsTr("Before and after") : qsTr("Two calls side by side")
    width: Math.min(Theme.px(900), Screen.desktopAvailableWidth)
    height: Math.min(Theme.px(760), Screen.desktopAvailableHeight)
    minimumWidth: Math.min(Theme.px(400), width)
    minimumHeight: Math.min(Theme.px(380), height)
    color: Theme.panel
    palette: DeskPalette {}
    Component.onCompleted: flick.forceActiveFocus(Qt.OtherFocusReason)

    Shortcut { sequences: [StandardKey.Cancel, StandardKey.Close]; onActivated: window.close() }

    SetupText {
        id: heading
        x: window.edge
        y: window.edge
        width: window.room
        text: window.title
        font.pixelSize: Theme.px(20)
        strong: true
        Accessible.role: Accessible.Heading
    }
    SetupText {
        id: habit
        anchors.top: heading.bottom
        anchors.topMargin: Theme.px(4)
        x: window.edge
        width: window.room
        text: qsTr("Nearer to the habit is more of what shows listening, such as open questions and saying back, and less of what gets in its way, such as interruptions. Shares, pace and response times have no better side.")
        color: Theme.soft
        font.pixelSize: Theme.small
    }
    Item {
        id: heads
        anchors.top: habit.bottom
        anchors.topMargin: Theme.px(10)
        x: window.edge
        width: window.room
        height: Math.max(first.implicitHeight, second.implicitHeight)

        CompareHead {
            id: first
            x: window.narrow ? 0 : window.name
            width: window.value
            height: parent.height
            label: window.figures.rehearsal ? qsTr("Before") : qsTr("Earlier")
            told: window.figures.first
            onOpened: call => window.figures.open(call)
        }
        CompareHead {
            id: second
            anchors.left: first.right
            width: window.value
            height: parent.height
            later: true
            label: window.figures.rehearsal ? qsTr("After") : qsTr("Later")
            told: window.figures.second
            onOpened: call => window.figures.open(call)
        }
    }
    Rectangle {
        id: rule
        anchors.top: heads.bottom
        anchors.topMargin: Theme.px(8)
        width: parent.width
        height: 1
        color: Theme.line
    }
    Flickable {
        id: flick
        objectName: "flick"
        anchors.top: rule.bottom
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

            Repeater {
                model: [...window.figures.measures, ...window.figures.counts]

                Column {
                    id: group

                    required property var modelData

                    width: body.width

                    TrendsHeading {
                        width: parent.width
                        height: implicitHeight + Theme.px(10)
                        pillar: group.modelData.pillar ?? ""
                        kind: group.modelData.kind ?? ""
                    }
                    Repeater {
                        model: group.modelData.rows

                        CompareRow {
                            width: body.width
                            narrow: window.narrow
                            nameWidth: window.name
                            valueWidth: window.value
                        }
                    }
                }
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
