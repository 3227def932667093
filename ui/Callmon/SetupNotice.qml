import QtQuick

// The notice to the agent and to the caller; docs/notice.md holds the same words.
Column {
    id: page

    required property var setup

    spacing: Theme.px(14)

    component Heading: Prose {
        width: parent.width
        strong: true
        Accessible.role: Accessible.Heading
    }
    component Quote: Rectangle {
        property alias text: words.text

        width: parent.width
        height: words.implicitHeight + Theme.px(20)
        radius: Theme.px(7)
        color: Theme.raised
        border.width: 1
        border.color: Theme.line

        SetupText {
            id: words
            x: Theme.px(12)
            y: Theme.px(10)
            width: parent.width - 2 * x
        }
    }

    Column {
        width: parent.width
        spacing: Theme.px(4)

        Heading {
            text: qsTr("For you")
        }
        SetupText {
            width: parent.width
            text: qsTr("callmon hears your microphone and the caller while it listens. It counts who speaks when, how fast and how long. It guesses no feelings and makes no voice profile.")
        }
        SetupText {
            width: parent.width
            text: qsTr("It keeps numbers only, unless you choose otherwise. You see everything that it says about you, and can pause it or quit at any time.")
        }
    }
    Column {
        width: parent.width
        spacing: Theme.px(6)

        Heading {
            text: qsTr("For the caller")
        }
        SetupText {
            width: parent.width
            text: qsTr("Tell callers in good time, for instance:")
        }
        Quote {
            text: qsTr("“%1”").arg(page.setup.noticeToCaller)
        }
        SetupText {
            width: parent.width
            text: qsTr("Before a recording, ask:")
        }
        Quote {
            text: qsTr("“%1”").arg(page.setup.noticeOfRecording)
        }
        SetupText {
            width: parent.width
            text: qsTr("Laws differ from place to place; your employer knows what applies to you.")
            color: Theme.soft
        }
    }
    SetupChoice {
        width: parent.width
        box: true
        text: qsTr("I have read this")
        chosen: page.setup.noticeRead
        onClicked: page.setup.setNoticeRead(!chosen)
    }
}
