pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic

// Every key, in columns.
Popup {
    id: popup

    required property var sheet

    readonly property real room: parent ? parent.width - Theme.px(20) - 2 * padding : 0

    modal: true
    focus: true
    padding: Theme.px(22)
    width: Math.min(columns.implicitWidth, room) + 2 * padding
    height: Math.min(columns.implicitHeight + 2 * padding, parent ? parent.height - Theme.px(20) : 0)

    background: Rectangle {
        radius: Theme.px(12)
        color: Theme.panel
        border.width: 1
        border.color: Theme.edge
    }
    contentItem: Flickable {
        id: page
        focus: true
        contentWidth: width
        contentHeight: columns.implicitHeight
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        Keys.onDownPressed: flick(0, -Theme.px(600))
        Keys.onUpPressed: flick(0, Theme.px(600))
        ScrollBar.vertical: ScrollBar {
            parent: page.parent
            x: page.x + page.width + Theme.px(6)
            y: page.y
            height: page.height
            policy: page.contentHeight > page.height ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
        }

        Grid {
            id: columns

            readonly property real widest: groups.count ? Math.max(...Array.from({length: groups.count}, (_, n) => groups.itemAt(n)?.implicitWidth ?? 0)) : 0

            columns: Math.max(1, Math.min(groups.count, Math.floor((popup.room + columnSpacing) / (widest + columnSpacing))))
            columnSpacing: Theme.px(34)
            rowSpacing: Theme.px(22)

            Repeater {
                id: groups
                model: popup.sheet

                Column {
                    id: group

                    required property var modelData

                    spacing: Theme.px(5)

                    Prose {
                        text: group.modelData.name
                        strong: true
                        bottomPadding: Theme.px(4)
                    }
                    Repeater {
                        model: group.modelData.keys

                        Row {
                            id: row

                            required property var modelData

                            spacing: Theme.px(10)

                            Rectangle {
                                width: Theme.px(96)
                                height: Theme.px(22)
                                radius: Theme.px(5)
                                color: Theme.raised
                                border.width: 1
                                border.color: Theme.line

                                Prose {
                                    anchors.centerIn: parent
                                    text: row.modelData.shown
                                    font.pixelSize: Theme.px(11.5)
                                }
                            }
                            Prose {
                                height: Theme.px(22)
                                text: row.modelData.told
                                font.pixelSize: Theme.px(12)
                                elide: Text.ElideNone
                            }
                        }
                    }
                }
            }
        }
    }
}
