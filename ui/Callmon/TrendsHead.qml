import QtQuick

// Whose trends these are, what they rest on, and whether they are seen as charts or as a table.
Item {
    id: head

    required property var figures
    required property bool table

    signal chosen(bool table)

    implicitHeight: words.height

    Column {
        id: words
        width: parent.width
        spacing: Theme.px(4)

        Item {
            width: parent.width
            height: Math.max(title.height, ways.height)

            SetupText {
                id: title
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - ways.width - Theme.px(12)
                text: qsTr("Trends of %1").arg(head.figures.agent)
                font.pixelSize: Theme.px(20)
                strong: true
                Accessible.role: Accessible.Heading
            }
            Row {
                id: ways
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.px(2)

                Tab {
                    objectName: "charts"
                    text: qsTr("Charts")
                    chosen: !head.table
                    onClicked: head.chosen(false)
                    Keys.onReturnPressed: clicked()
                }
                Tab {
                    objectName: "tableTab"
                    text: qsTr("Table")
                    chosen: head.table
                    onClicked: head.chosen(true)
                    Keys.onReturnPressed: clicked()
                }
            }
        }
        SetupText {
            width: Math.min(parent.width, Theme.px(760))
            text: head.summary()
            color: Theme.soft
        }
        Row {
            // The text of the first one stands below the title.
            x: -Theme.px(10)
            visible: head.figures.calls > head.figures.recent && !head.table
            spacing: Theme.px(2)

            Tab {
                objectName: "recent"
                text: qsTr("Last %1 calls").arg(head.figures.recent)
                chosen: !head.figures.all
                onClicked: head.figures.showAll(false)
                Keys.onReturnPressed: clicked()
            }
            Tab {
                objectName: "all"
                text: qsTr("All %1").arg(head.figures.calls)
                chosen: head.figures.all
                onClicked: head.figures.showAll(true)
                Keys.onReturnPressed: clicked()
            }
        }
    }

    function summary() {
        const calls = figures.calls === 1 ? qsTr("1 call.") : qsTr("%1 calls.").arg(figures.calls);
        const few = qsTr("Ten calls are needed before the last five can be told from the ones before.");
        const changed = figures.changed === 1 ? qsTr("1 of %1 measures differs from before by more than its usual spread.").arg(figures.judged)
                                              : qsTr("%1 of %2 measures differ from before by more than their usual spread.").arg(figures.changed).arg(figures.judged);
        const own = qsTr("Each is held against this agent’s own past only.");
        return [calls, figures.judged ? changed : few, own].join(" ");
    }
}
