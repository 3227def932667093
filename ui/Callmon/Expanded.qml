import QtQuick

// What unfolds from the bar: last cues, the transcript or the details, and actions.
Item {
    id: expanded

    required property var call
    required property var desk
    property bool showsDetails: false

    objectName: "expanded"

    component Rule: Rectangle {
        height: 1
        color: Theme.line
    }

    Rule {
        id: first
        anchors.left: cues.left
        anchors.right: cues.right
    }
    Prose {
        id: title
        anchors.left: cues.left
        anchors.leftMargin: Theme.px(8)
        anchors.top: first.bottom
        anchors.topMargin: Theme.px(3)
        height: Theme.px(28)
        text: qsTr("Last cues")
        font.pixelSize: Theme.px(12)
        strong: true
        Accessible.role: Accessible.Heading
    }
    Caption {
        anchors.right: cues.right
        anchors.rightMargin: Theme.px(8)
        anchors.top: title.top
        height: title.height
        visible: cues.count > 0
        text: qsTr("for your eyes only")
    }
    CueList {
        id: cues
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.px(6)
        anchors.rightMargin: Theme.px(6)
        anchors.top: title.bottom
        height: Math.min(implicitHeight, (expanded.height - actions.height) * 0.55)
        call: expanded.call
    }

    Rule {
        id: second
        anchors.left: cues.left
        anchors.right: cues.right
        anchors.top: cues.bottom
        anchors.topMargin: Theme.px(8)
    }
    Tab {
        id: transcript
        anchors.left: cues.left
        anchors.leftMargin: -Theme.px(2)
        anchors.top: second.bottom
        anchors.topMargin: Theme.px(3)
        text: qsTr("Transcript")
        chosen: !expanded.showsDetails
        onClicked: expanded.showsDetails = false
    }
    Tab {
        anchors.left: transcript.right
        anchors.top: transcript.top
        text: qsTr("Details")
        chosen: expanded.showsDetails
        onClicked: expanded.showsDetails = true
    }
    Caption {
        anchors.right: cues.right
        anchors.rightMargin: Theme.px(8)
        anchors.top: transcript.top
        height: transcript.height
        visible: !expanded.showsDetails
        text: Phrases.kept(expanded.call.mode)
    }
    Transcript {
        anchors.left: cues.left
        anchors.right: cues.right
        anchors.top: transcript.bottom
        anchors.topMargin: Theme.px(6)
        anchors.bottom: third.top
        anchors.bottomMargin: Theme.px(8)
        visible: !expanded.showsDetails
        call: expanded.call
    }
    Flickable {
        anchors.left: cues.left
        anchors.right: cues.right
        anchors.top: transcript.bottom
        anchors.topMargin: Theme.px(6)
        anchors.bottom: third.top
        anchors.bottomMargin: Theme.px(8)
        visible: expanded.showsDetails
        clip: true
        contentHeight: details.implicitHeight
        boundsBehavior: Flickable.StopAtBounds

        Details {
            id: details
            width: parent.width
            call: expanded.call
            desk: expanded.desk
        }
    }

    Rule {
        id: third
        anchors.left: cues.left
        anchors.right: cues.right
        anchors.bottom: actions.top
        anchors.bottomMargin: Theme.px(8)
    }
    Actions {
        id: actions
        anchors.left: cues.left
        anchors.right: cues.right
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.px(4)
        call: expanded.call
        desk: expanded.desk
    }
}
