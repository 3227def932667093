pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic

// The set-up: one page at a time, with the way back and on below it.
ApplicationWindow {
    id: window

    required property var setup

    readonly property var pages: ({
        "welcome": [welcome, qsTr("Welcome to callmon")],
        "microphone": [microphone, qsTr("Your microphone")],
        "speaker": [speaker, qsTr("The caller’s sound")],
        "headset": [headset, qsTr("Headset check")],
        "notice": [notice, qsTr("Tell people")],
        "cues": [cues, qsTr("Cues, and what is kept")],
        "done": [done, qsTr("Ready")]
    })
    readonly property string heading: pages[setup.page][1]
    readonly property int edge: Theme.px(28)

    title: qsTr("%1 – set up callmon, step %2 of %3").arg(heading).arg(setup.step).arg(setup.steps)
    width: Math.min(Theme.px(560), Screen.desktopAvailableWidth)
    height: Math.min(Theme.px(600), Screen.desktopAvailableHeight)
    minimumWidth: Math.min(Theme.px(420), width)
    minimumHeight: Math.min(Theme.px(360), height)
    color: Theme.panel
    Component.onCompleted: next.forceActiveFocus(Qt.OtherFocusReason)

    Component { id: welcome; SetupWelcome { setup: window.setup } }
    Component { id: microphone; SetupMicrophone { setup: window.setup } }
    Component { id: speaker; SetupSpeaker { setup: window.setup } }
    Component { id: headset; SetupHeadset { setup: window.setup } }
    Component { id: notice; SetupNotice { setup: window.setup } }
    Component { id: cues; SetupCues { setup: window.setup } }
    Component { id: done; SetupDone { setup: window.setup } }

    Shortcut {
        sequences: [StandardKey.Cancel, StandardKey.Close]
        onActivated: window.close()
    }
    Shortcut {
        sequences: ["Alt+Left"]
        onActivated: window.setup.back()
    }
    Shortcut {
        sequences: ["Alt+Right"]
        onActivated: window.setup.next()
    }
    Connections {
        property string shown: window.setup.page

        target: window.setup
        function onClosed() {
            window.close();
        }
        function onPage_changed() {
            if (shown === window.setup.page)
                return;
            shown = window.setup.page;
            flick.contentY = 0;
            // Where one has to read first, the keys scroll.
            (next.enabled ? next : flick).forceActiveFocus(Qt.OtherFocusReason);
        }
    }

    SetupSteps {
        id: steps
        x: window.edge
        y: Theme.px(26)
        step: window.setup.step
        count: window.setup.steps
    }
    Prose {
        id: title
        x: window.edge
        anchors.top: steps.bottom
        anchors.topMargin: Theme.px(12)
        width: parent.width - 2 * x
        text: window.heading
        font.pixelSize: Theme.px(22)
        strong: true
        Accessible.role: Accessible.Heading
    }
    Flickable {
        id: flick
        anchors.top: title.bottom
        anchors.topMargin: Theme.px(14)
        anchors.bottom: foot.top
        width: parent.width
        contentHeight: page.height + Theme.px(12)
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height
        activeFocusOnTab: interactive
        Keys.onUpPressed: scroll(-Theme.px(40))
        Keys.onDownPressed: scroll(Theme.px(40))
        Keys.onPressed: event => {
            event.accepted = event.key === Qt.Key_PageDown || event.key === Qt.Key_PageUp;
            if (event.accepted)
                scroll((event.key === Qt.Key_PageDown ? 0.9 : -0.9) * height);
        }
        ScrollBar.vertical: ScrollBar {
            policy: flick.interactive ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
        }

        function scroll(by) {
            contentY = Math.max(0, Math.min(contentHeight - height, contentY + by));
        }
        // What has the focus is in view.
        function reveal() {
            const item = window.activeFocusItem;
            if (!item || !interactive)
                return;
            for (let up = item; up; up = up.parent) {
                if (up === page) {
                    const top = item.mapToItem(page, 0, 0).y;
                    if (top < contentY)
                        contentY = Math.max(0, top - Theme.px(8));
                    else if (top + item.height > contentY + height)
                        contentY = Math.min(contentHeight - height, top + item.height - height + Theme.px(8));
                    return;
                }
            }
        }

        Loader {
            id: page
            objectName: "page"
            x: window.edge
            width: flick.width - 2 * x
            sourceComponent: window.pages[window.setup.page][0]
        }
    }
    onActiveFocusItemChanged: flick.reveal()

    Rectangle {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.px(66)
        color: Theme.panel

        Rectangle {
            width: parent.width
            height: 1
            color: Theme.line
        }
        Link {
            anchors.left: parent.left
            anchors.leftMargin: window.edge - Theme.px(10)
            anchors.verticalCenter: parent.verticalCenter
            visible: window.setup.step < window.setup.steps
            focusPolicy: Qt.StrongFocus
            text: qsTr("Skip set-up")
            hint: qsTr("Goes on with what is chosen so far")
            onClicked: window.setup.skip()
        }
        SetupButton {
            anchors.right: next.left
            anchors.rightMargin: Theme.px(10)
            anchors.verticalCenter: parent.verticalCenter
            visible: window.setup.step > 1
            text: qsTr("Back")
            onClicked: window.setup.back()
        }
        SetupButton {
            id: next
            objectName: "next"
            anchors.right: parent.right
            anchors.rightMargin: window.edge
            anchors.verticalCenter: parent.verticalCenter
            main: enabled
            enabled: window.setup.mayGoOn
            text: window.setup.step === window.setup.steps ? qsTr("Done") : qsTr("Next")
            onClicked: window.setup.next()
        }
    }
}
