import QtQuick

// What unfolds from the bar: last cues, transcript, details and actions.
Item {
    id: expanded

    required property var call
    required property var desk
    property bool showsDetails: false

    component Heading: Item {
        property alias text: title.text
        property alias note: aside.text
        width: parent.width
        height: Theme.px(28)

        Prose {
            id: title
            x: Theme.px(8)
            height: parent.height
            font.pixelSize: Theme.px(12)
            strong: true
            Accessible.role: Accessible.Heading
        }
        Caption {
            id: aside
            anchors.right: parent.right
            anchors.rightMargin: Theme.px(8)
            height: parent.height
        }
    }

    component Rule: Rectangle {
        width: parent.width
        height: 1
        color: Theme.line
    }

    Column {
        id: top
        anchors.top: parent.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.px(6)
        anchors.topMargin: 0

        Rule {}
        Heading {
            text: qsTr("Last cues")
            note: cues.count > 0 ? qsTr("for you alone") : ""
        }
        CueList {
            id: cues
            width: parent.width
            height: implicitHeight
            call: expanded.call
        }
        Item {
            width: 1
            height: Theme.px(8)
        }
        Rule {}
        Heading {
            text: qsTr("Transcript")
            note: Phrases.kept(expanded.call.mode)
        }
    }
    Transcript {
        anchors.top: top.bottom
        anchors.topMargin: Theme.px(2)
        anchors.left: top.left
        anchors.right: top.right
        anchors.bottom: bottom.top
        anchors.bottomMargin: Theme.px(8)
        call: expanded.call
    }
    Column {
        id: bottom
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.px(6)
        anchors.bottomMargin: Theme.px(4)

        Rule {}
        Link {
            text: expanded.showsDetails ? qsTr("Hide details") : qsTr("Details")
            symbol: expanded.showsDetails ? "down" : "right"
            height: Theme.px(28)
            onClicked: expanded.showsDetails = !expanded.showsDetails
        }
        Details {
            visible: expanded.showsDetails
            width: parent.width
            bottomPadding: Theme.px(8)
            call: expanded.call
            desk: expanded.desk
        }
        Rule {}
        Item {
            width: 1
            height: Theme.px(8)
        }
        Actions {
            width: parent.width
            call: expanded.call
            desk: expanded.desk
        }
    }
}
