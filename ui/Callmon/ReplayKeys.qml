pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic

// Every key, in columns.
Popup {
    id: popup

    required property var sheet

    modal: true
    focus: true
    padding: Theme.px(22)
    width: Math.min(columns.implicitWidth + 2 * padding, parent ? parent.width - Theme.px(20) : 0)
    height: Math.min(columns.implicitHeight + 2 * padding, parent ? parent.height - Theme.px(20) : 0)

    background: Rectangle {
        radius: Theme.px(12)
        color: Theme.panel
        border.width: 1
        border.color: Theme.edge
    }
    contentItem: Flickable {
        contentWidth: columns.implicitWidth
        contentHeight: columns.implicitHeight
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Row {
            id: columns
            spacing: Theme.px(34)

            Repeater {
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
