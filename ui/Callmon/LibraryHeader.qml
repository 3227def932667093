pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic

// The heads of the columns; each sorts, and once more the other way round.
Item {
    id: header

    required property var library
    required property var widths
    readonly property var asked: library.asked
    readonly property var fixed: [
        {"key": "title", "label": qsTr("Call"), "width": widths.title},
        {"key": "agent", "label": qsTr("Agent"), "width": widths.agent},
        {"key": "held", "label": qsTr("Date"), "width": widths.held},
        {"key": "duration", "label": qsTr("Length"), "width": widths.duration, "right": true},
        {"key": "cues", "label": qsTr("Cues"), "width": widths.cues, "right": true}
    ]
    readonly property var measures: asked.columns.map(column => Object.assign({"width": widths.measure, "right": true}, column))

    implicitWidth: row.implicitWidth
    implicitHeight: Theme.px(40)

    Row {
        id: row
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 1

        Repeater {
            model: [...header.fixed, ...header.measures]

            AbstractButton {
                id: column

                required property var modelData
                readonly property bool sorted: header.asked.sortedBy === modelData.key

                width: modelData.width
                height: header.height - 1
                focusPolicy: Qt.TabFocus
                hoverEnabled: true
                Accessible.name: sorted ? (header.asked.descending ? qsTr("%1, sorted, highest first").arg(modelData.label) : qsTr("%1, sorted, lowest first").arg(modelData.label)) : qsTr("Sort by %1").arg(modelData.label)
                Accessible.role: Accessible.ColumnHeader
                onClicked: header.asked.sort(modelData.key)
                Keys.onReturnPressed: clicked()

                background: Rectangle {
                    color: column.hovered ? Theme.raised : Theme.panel
                    radius: Theme.px(5)
                    border.width: column.visualFocus ? 2 : 0
                    border.color: Theme.agent
                }
                contentItem: Item {
                    Prose {
                        id: label
                        anchors.left: parent.left
                        anchors.right: parent.right
                        anchors.leftMargin: Theme.px(4)
                        anchors.rightMargin: column.sorted ? Theme.px(16) : Theme.px(4)
                        anchors.verticalCenter: parent.verticalCenter
                        horizontalAlignment: column.modelData.right ? Text.AlignRight : Text.AlignLeft
                        text: column.modelData.label
                        color: column.sorted ? Theme.ink : Theme.soft
                        font.pixelSize: Theme.small
                        wrapMode: Text.WordWrap
                        maximumLineCount: 2
                        lineHeight: 0.95
                        strong: column.sorted
                        Accessible.ignored: true
                    }
                    Icon {
                        anchors.right: parent.right
                        anchors.rightMargin: Theme.px(3)
                        anchors.verticalCenter: parent.verticalCenter
                        visible: column.sorted
                        name: header.asked.descending ? "down" : "up"
                        size: Theme.px(11)
                    }
                }
                ToolTip.visible: hovered && label.truncated
                ToolTip.text: modelData.label
                ToolTip.delay: 500
            }
        }
        Press {
            id: more
            objectName: "columns"
            width: header.widths.marks
            height: header.height - 1
            quiet: true
            symbol: "words"
            tone: Theme.soft
            hint: qsTr("Choose columns")
            onClicked: choose.popup(more, 0, height)

            DeskMenu {
                id: choose
                height: Math.min(implicitHeight, Theme.px(420))

                Instantiator {
                    model: header.asked.measures
                    delegate: DeskMenuItem {
                        required property var modelData

                        text: modelData.label
                        checkable: true
                        checked: modelData.shown
                        onTriggered: header.asked.showColumn(modelData.key, checked)
                    }
                    onObjectAdded: (index, item) => choose.insertItem(index, item)
                    onObjectRemoved: (index, item) => choose.removeItem(item)
                }
            }
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.line
    }
}
