pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T

// A call that is over: both sides, what was found on lanes below them, what was said, and what a coach says.
ApplicationWindow {
    id: window

    required property var replay
    required property var transcript
    required property var marks
    required property var selected
    required property var doors
    required property var sheet
    required property var reporting
    readonly property int edge: Theme.px(16)
    readonly property bool typing: activeFocusItem instanceof TextInput || activeFocusItem instanceof TextEdit
    property string message: ""

    title: qsTr("Replay of %1").arg(replay.title)
    width: Math.min(Theme.px(1240), Screen.desktopAvailableWidth)
    height: Math.min(Theme.px(860), Screen.desktopAvailableHeight)
    minimumWidth: Math.min(Theme.px(760), width)
    minimumHeight: Math.min(Theme.px(560), height)
    color: Theme.panel
    palette: DeskPalette {}
    Component.onCompleted: timeline.forceActiveFocus(Qt.OtherFocusReason)
    onActiveFocusItemChanged: stage.reveal(activeFocusItem as T.AbstractButton)

    readonly property var deeds: ({
        "toggle": () => replay.toggle(),
        "playSelected": () => replay.playSelected(),
        "back1": () => replay.seekBy(-1), "forward1": () => replay.seekBy(1),
        "back5": () => replay.seekBy(-5), "forward5": () => replay.seekBy(5),
        "backTenth": () => replay.seekBy(-0.1), "forwardTenth": () => replay.seekBy(0.1),
        "home": () => replay.seek(0), "end": () => replay.seek(replay.duration),
        "loop": () => replay.setLoop(!replay.looping),
        "slower": () => replay.setSpeed(replay.speed - 0.25), "faster": () => replay.setSpeed(replay.speed + 0.25),
        "soloAgent": () => replay.setSolo("agent"), "soloNone": () => replay.setSolo(""), "soloCustomer": () => replay.setSolo("customer"),
        "nextEvent": () => replay.nextEvent(), "previousEvent": () => replay.previousEvent(),
        "search": () => said.search(),
        "nearer": () => replay.zoom(1.5, replay.position), "further": () => replay.zoom(1 / 1.5, replay.position), "fit": () => replay.fit(),
        "beginSpan": () => replay.beginSpan(), "endSpan": () => replay.endSpan(),
        "clear": () => { replay.clearSpan(); replay.select(""); },
        "agree": () => marks.agree(), "disagree": () => marks.disagree(), "addMissed": () => marks.addMissed(),
        "addNote": () => marks.addNote(), "correctWord": () => marks.correctWord(), "fixSpeaker": () => marks.fixSpeaker(),
        "toggleFinished": () => marks.toggleFinished(), "undo": () => marks.undo(), "redo": () => marks.redo(),
        "sheet": () => keys.open()
    })

    // Whether a key is the window's, or that of what has the focus.
    function free(yields) {
        const list = activeFocusItem as T.ComboBox;
        const opened = list !== null && list.popup.visible;
        if (typing || ask.opened || missed.opened || whole.opened || report.opened)
            return false;
        switch (yields) {
        case "press": return !opened && !list?.visualFocus && !(activeFocusItem as T.AbstractButton)?.visualFocus;
        case "move": return !opened && !list?.visualFocus && !(activeFocusItem as T.Slider)?.visualFocus;
        case "close": return !opened;
        }
        return true;
    }

    Instantiator {
        model: window.sheet.reduce((all, group) => all.concat(group.keys), [])
        delegate: Shortcut {
            required property var modelData

            sequences: modelData.sequences
            enabled: window.free(modelData.yields)
            autoRepeat: modelData.repeats
            onActivated: window.deeds[modelData.deed]()
        }
    }
    Shortcut { sequences: [StandardKey.Close]; onActivated: window.close() }
    Connections {
        target: window.marks
        function onTold(text) { window.message = text; quiet.restart(); }
        function onAsks(what, heading, text) {
            if (what === "missed")
                missed.open();
            else if (what === "finish")
                whole.open();
            else
                ask.ask(what, heading, text);
        }
    }
    Timer { id: quiet; interval: 8000; onTriggered: window.message = "" }

    ReplayHead {
        id: head
        x: window.edge
        y: Theme.px(12)
        width: parent.width - 2 * x
        replay: window.replay
        doors: window.doors
        onKeysWanted: keys.open()
        onReportWanted: report.ask(window.replay.callId)
    }
    Flickable {
        id: stage
        anchors.top: head.bottom
        anchors.topMargin: Theme.px(10)
        width: parent.width
        height: Math.min(timeline.implicitHeight, Math.max(Theme.px(140), window.height - head.height - transport.height - Theme.px(210)))
        contentHeight: timeline.implicitHeight

        function reveal(button) {
            const top = button?.mapToItem(timeline, 0, 0).y ?? -1;
            if (top >= 0 && top + button.height <= timeline.height)
                contentY = Math.max(top + button.height - height, Math.min(contentY, top));
        }

        // The wheel goes through the call.
        interactive: false
        clip: true
        ScrollBar.vertical: ScrollBar { policy: stage.contentHeight > stage.height ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff }

        ReplayTimeline {
            id: timeline
            width: stage.width
            edge: window.edge
            replay: window.replay
            focus: true
        }
    }
    ReplayTransport {
        id: transport
        anchors.top: stage.bottom
        anchors.topMargin: Theme.px(8)
        x: window.edge
        width: parent.width - 2 * x
        replay: window.replay
    }
    SplitView {
        id: panels

        readonly property real least: Math.min(Theme.px(300), (width - Theme.px(5)) / 2)

        anchors.top: transport.bottom
        anchors.topMargin: Theme.px(8)
        anchors.bottom: foot.top
        width: parent.width
        orientation: Qt.Horizontal

        handle: Rectangle {
            implicitWidth: Theme.px(5)
            color: SplitHandle.hovered ? Theme.edge : Theme.panel

            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                width: 1
                height: parent.height
                color: Theme.line
            }
        }

        ReplayTranscript {
            id: said
            SplitView.fillWidth: true
            SplitView.minimumWidth: panels.least
            edge: window.edge
            replay: window.replay
            transcript: window.transcript
        }
        ReplayAside {
            SplitView.preferredWidth: Math.min(Theme.px(430), panels.width / 2)
            SplitView.minimumWidth: panels.least
            edge: window.edge
            replay: window.replay
            marks: window.marks
            selected: window.selected
            message: window.message
        }
    }

    // At the very bottom, so that nothing moves when it comes.
    Rectangle {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        height: trouble.text ? trouble.implicitHeight + Theme.px(14) : 0
        visible: height > 0
        color: Theme.raised

        SetupText {
            id: trouble
            objectName: "trouble"
            x: window.edge
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - 2 * x
            text: window.replay.trouble
            color: Theme.problem
            font.pixelSize: Theme.px(12)
            Accessible.role: Accessible.AlertMessage
        }
    }

    ReplayKeys {
        id: keys
        anchors.centerIn: Overlay.overlay
        sheet: window.sheet
    }
    ReplayAsk {
        id: ask
        anchors.centerIn: Overlay.overlay
        marks: window.marks
    }
    ReportAsk {
        id: report
        anchors.centerIn: Overlay.overlay
        reporting: window.reporting
    }
    DeskDialog {
        id: whole
        anchors.centerIn: Overlay.overlay
        heading: qsTr("Have you judged the whole call?")
        text: qsTr("What you did not mark then counts as agreed, and you see what others marked. Marks that you make from then on no longer count as made without knowing theirs, even if you take this back.")
        accept: qsTr("Judged")
        harmless: true
        onAccepted: window.marks.finish(true)
    }
    ReplayMissed {
        id: missed
        anchors.centerIn: Overlay.overlay
        marks: window.marks
    }
}
