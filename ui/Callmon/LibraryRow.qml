pragma ComponentBehavior: Bound
import QtQuick

// One call: its name and tags, below them the line in which what was searched for was found.
Item {
    id: row

    objectName: "libraryRow"
    required property int index
    required property string title
    required property string agent
    required property string held
    required property int length
    required property int cues
    required property int marks
    required property bool judged
    required property var tags
    required property string excerpt
    required property real excerptAt
    required property string status
    required property var values
    required property bool chosen
    required property var widths
    property int edge: 0
    property bool current: false
    readonly property bool ready: status === "ready"
    readonly property string trouble: status === "newer" ? qsTr("made by a newer callmon; update callmon")
                                    : status === "damaged" ? qsTr("its journal is damaged; analyse the recording again") : ""

    signal pressed(int modifiers)
    signal opened
    signal menuWanted(real x, real y)

    implicitHeight: Theme.px(excerpt || trouble ? 62 : 42)
    Accessible.role: Accessible.Row
    Accessible.name: [title, agent || qsTr("no agent"), held, qsTr("%1 long").arg(Phrases.clock(length)), cues === 1 ? qsTr("1 cue") : qsTr("%1 cues").arg(cues), judged ? qsTr("judged whole") : "", excerpt.replace(/<.b>|<b>/g, "") || trouble].filter(part => part).join(", ")
    Accessible.selectable: true
    Accessible.selected: chosen
    Accessible.onPressAction: row.opened()

    Rectangle {
        anchors.fill: parent
        anchors.leftMargin: row.edge - Theme.px(8)
        anchors.rightMargin: row.edge - Theme.px(8)
        anchors.topMargin: 1
        radius: Theme.px(6)
        color: row.chosen ? Theme.pressed : mouse.containsMouse ? Theme.raised : Theme.panel
        border.width: row.current ? 2 : row.chosen && Theme.contrast ? 1 : 0
        border.color: Theme.agent
    }
    Row {
        id: cells
        x: row.edge
        height: Theme.px(42)
        opacity: row.ready ? 1 : 0.6

        Item {
            width: row.widths.title
            height: parent.height

            Prose {
                id: name
                x: Theme.px(4)
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, parent.width - labels.width - Theme.px(14))
                text: row.title
                strong: true
                Accessible.ignored: true
            }
            Row {
                id: labels
                anchors.left: name.right
                anchors.leftMargin: Theme.px(8)
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, parent.width * 0.45)
                clip: true
                spacing: Theme.px(4)

                Repeater {
                    model: row.tags ?? []

                    Rectangle {
                        id: tag

                        required property string modelData

                        width: said.implicitWidth + Theme.px(14)
                        height: Theme.px(20)
                        radius: height / 2
                        color: Theme.raised
                        border.width: 1
                        border.color: Theme.line

                        Caption {
                            id: said
                            anchors.centerIn: parent
                            text: tag.modelData
                            Accessible.ignored: true
                        }
                    }
                }
            }
        }
        LibraryCell { width: row.widths.agent; height: parent.height; text: row.agent }
        LibraryCell { width: row.widths.held; height: parent.height; text: row.held; quiet: true }
        LibraryCell { width: row.widths.duration; height: parent.height; text: row.length ? Phrases.clock(row.length) : ""; number: true }
        LibraryCell { width: row.widths.cues; height: parent.height; text: row.cues; number: true }
        Repeater {
            model: row.values ?? []

            LibraryCell {
                required property string modelData

                width: row.widths.measure
                height: cells.height
                text: modelData
                number: true
            }
        }
        LibraryCell {
            width: row.widths.marks
            height: parent.height
            text: [row.judged ? "✓" : "", row.marks ? qsTr("✎ %1").arg(row.marks) : ""].filter(part => part).join(" ")
            number: true
            quiet: true
        }
    }
    Prose {
        x: row.edge + Theme.px(4)
        y: Theme.px(36)
        width: parent.width - x - row.edge
        height: Theme.px(20)
        visible: text !== ""
        textFormat: Text.StyledText
        text: row.trouble || (row.excerpt ? qsTr("%1  “%2”").arg(Phrases.clock(Math.floor(Math.max(0, row.excerptAt)))).arg(row.excerpt) : "")
        color: row.trouble ? Theme.problem : Theme.soft
        font.pixelSize: Theme.px(12)
        Accessible.ignored: true
    }

    MouseArea {
        id: mouse
        anchors.fill: parent
        hoverEnabled: true
        acceptedButtons: Qt.LeftButton | Qt.RightButton
        onPressed: event => {
            if (event.button === Qt.LeftButton)
                row.pressed(event.modifiers);
        }
        onClicked: event => {
            if (event.button === Qt.RightButton)
                row.menuWanted(event.x, event.y);
        }
        onDoubleClicked: row.opened()
    }
}
