import QtQuick
import QtQuick.Controls.Basic

// How many calls there are, what went wrong, and how far an import is.
Rectangle {
    id: foot

    required property var library
    property int edge: 0
    readonly property var at: library.importing.at
    readonly property int problems: at.problems.length

    height: Theme.px(38)
    color: Theme.raised

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.line
    }
    Prose {
        id: count
        x: foot.edge
        anchors.verticalCenter: parent.verticalCenter
        text: foot.library.chosen.length > 1 ? qsTr("%1 of %2 calls chosen").arg(foot.library.chosen.length).arg(foot.library.count)
                                             : foot.library.count === 1 ? qsTr("1 call") : qsTr("%1 calls").arg(foot.library.count)
        color: Theme.soft
        font.pixelSize: Theme.px(12)
    }
    Prose {
        objectName: "message"
        anchors.left: count.right
        anchors.leftMargin: Theme.px(18)
        anchors.right: progress.left
        anchors.rightMargin: Theme.px(12)
        anchors.verticalCenter: parent.verticalCenter
        text: foot.library.message
        color: foot.library.failed ? Theme.problem : Theme.ink
        font.pixelSize: Theme.px(12)
        Accessible.role: Accessible.AlertMessage

        HoverHandler { id: over }
        ToolTip.visible: over.hovered && truncated
        ToolTip.text: text
    }
    Row {
        id: progress
        anchors.right: parent.right
        anchors.rightMargin: foot.edge
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.px(12)

        Prose {
            anchors.verticalCenter: parent.verticalCenter
            visible: foot.at.running && foot.width > Theme.px(820)
            width: Math.min(implicitWidth, Theme.px(260))
            text: foot.at.current ? qsTr("Listening to %1").arg(foot.at.current) : foot.at.asked ? qsTr("Looking for recordings…") : qsTr("Reading calls that are new…")
            font.pixelSize: Theme.px(12)
        }
        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            visible: foot.at.running
            width: Theme.px(120)
            height: Theme.px(6)
            radius: height / 2
            color: Theme.rail
            Accessible.role: Accessible.ProgressBar
            Accessible.name: qsTr("%1 of %2 recordings").arg(foot.at.done).arg(foot.at.total)

            Rectangle {
                width: parent.width * foot.at.share
                height: parent.height
                radius: parent.radius
                color: Theme.agent
            }
        }
        Prose {
            anchors.verticalCenter: parent.verticalCenter
            visible: foot.at.running || foot.at.added > 0 || foot.at.known > 0
            text: foot.at.running ? qsTr("%1 of %2").arg(foot.at.done).arg(foot.at.total)
                                  : foot.at.known ? qsTr("%1 added, %2 already there").arg(foot.at.added).arg(foot.at.known) : qsTr("%1 added").arg(foot.at.added)
            font.pixelSize: Theme.px(12)
        }
        Link {
            objectName: "problems"
            visible: foot.problems > 0
            tone: Theme.problem
            text: qsTr("%1 not taken").arg(foot.problems)
            onClicked: list.open()
        }
        Link {
            visible: foot.at.running
            text: qsTr("Cancel")
            hint: qsTr("End the import; what was added stays")
            onClicked: foot.library.importing.cancel()
        }
    }

    DeskDialog {
        id: list
        anchors.centerIn: Overlay.overlay
        width: Math.min(Theme.px(640), parent ? parent.width - Theme.px(40) : Theme.px(640))
        heading: qsTr("What could not be taken")
        accept: qsTr("Close")
        harmless: true

        Flickable {
            width: parent.width
            height: Math.min(said.implicitHeight, Theme.px(320))
            contentHeight: said.implicitHeight
            clip: true
            ScrollBar.vertical: ScrollBar {}

            SetupText {
                id: said
                width: parent.width - Theme.px(14)
                text: foot.at.problems.join("\n\n")
            }
        }
    }
}
