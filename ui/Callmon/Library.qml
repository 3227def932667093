pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs

// Every call on one shelf: searched, filtered, sorted; recordings are dropped anywhere on it.
ApplicationWindow {
    id: window

    required property var library
    readonly property int edge: Theme.px(20)

    title: qsTr("Library of calls")
    width: Math.min(Theme.px(1180), Screen.desktopAvailableWidth)
    height: Math.min(Theme.px(760), Screen.desktopAvailableHeight)
    minimumWidth: Math.min(Theme.px(640), width)
    minimumHeight: Math.min(Theme.px(400), height)
    color: Theme.panel
    palette: DeskPalette {}
    Component.onCompleted: list.forceActiveFocus(Qt.OtherFocusReason)

    Shortcut { sequences: [StandardKey.Find]; onActivated: head.search() }
    Shortcut { sequences: [StandardKey.Refresh]; onActivated: window.library.refresh() }
    Shortcut { sequences: [StandardKey.Close]; onActivated: window.close() }

    LibraryHead {
        id: head
        x: window.edge
        y: Theme.px(16)
        width: parent.width - 2 * x
        library: window.library
        onImportWanted: files.open()
        onFolderWanted: folder.open()
        onDone: list.forceActiveFocus(Qt.OtherFocusReason)
    }
    LibraryFilters {
        id: filters
        x: window.edge
        anchors.top: head.bottom
        anchors.topMargin: Theme.px(10)
        width: parent.width - 2 * x
        library: window.library
    }
    LibraryList {
        id: list
        anchors.top: filters.bottom
        anchors.topMargin: Theme.px(12)
        anchors.bottom: foot.top
        width: parent.width
        edge: window.edge
        library: window.library
        visible: !empty.visible
        onAgentWanted: words.ask("agent")
        onTagWanted: words.ask("tag")
        onUntagWanted: words.ask("untag")
        onRemoveWanted: sure.open()
        onReportWanted: report.ask(window.library.chosen[0])
    }
    LibraryEmpty {
        id: empty
        anchors.fill: list
        library: window.library
        visible: window.library.count === 0
        onImportWanted: files.open()
    }
    LibraryFoot {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        edge: window.edge
        library: window.library
    }

    DropArea {
        id: drop
        anchors.fill: parent
        onEntered: drag => drag.accepted = drag.hasUrls
        onDropped: event => window.library.importing.take(event.urls, "")
    }
    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.px(10)
        visible: drop.containsDrag
        radius: Theme.px(12)
        color: Theme.raised
        opacity: 0.94
        border.width: 2
        border.color: Theme.agent

        Prose {
            anchors.centerIn: parent
            text: qsTr("Drop recordings and folders here to add them to the library")
            font.pixelSize: Theme.px(18)
            strong: true
        }
    }

    FileDialog {
        id: files
        fileMode: FileDialog.OpenFiles
        nameFilters: [qsTr("Recordings (*.wav *.flac *.mp3 *.ogg *.opus *.m4a *.mp4 *.aac)"), qsTr("All files (*)")]
        onAccepted: window.library.importing.take(selectedFiles, "")
    }
    FolderDialog {
        id: folder
        onAccepted: window.library.importing.take([selectedFolder], "")
    }
    LibraryAsk {
        id: words
        anchors.centerIn: Overlay.overlay
        library: window.library
    }
    ReportAsk {
        id: report
        anchors.centerIn: Overlay.overlay
        reporting: window.library.reporting
    }
    DeskDialog {
        id: sure
        anchors.centerIn: Overlay.overlay
        objectName: "sure"
        heading: window.library.chosen.length === 1 ? qsTr("Remove this call from the library?") : qsTr("Remove these %1 calls from the library?").arg(window.library.chosen.length)
        text: window.library.chosenNames + "\n\n" + (window.library.chosen.length === 1 ? qsTr("Its report and transcript are deleted from this computer. Its recording stays where it is, and so do marks: import it again, and what was marked in it is there again.")
            : qsTr("Their reports and transcripts are deleted from this computer. Their recordings stay where they are, and so do marks: import a recording again, and what was marked in it is there again."))
        accept: qsTr("Remove")
        onAccepted: window.library.remove()
    }
}
