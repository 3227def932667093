import QtQuick

// Who is compared with whom, what that means, and how far it is.
Column {
    id: head

    required property var figures
    readonly property var others: figures.coders.filter(name => name !== figures.coder)
    readonly property string lead: figures.against
        ? qsTr("Two coaches on the calls that both have judged whole. Marks that were made where the other’s could be seen are left out.")
        : qsTr("Acts are compared utterance by utterance, cues minute by minute, in the calls that were judged whole; there, what was not marked counts as agreed.")

    spacing: Theme.px(8)

    SetupText {
        width: parent.width
        text: qsTr("Calibration")
        font.pixelSize: Theme.px(20)
        strong: true
        Accessible.role: Accessible.Heading
    }
    Flow {
        width: parent.width
        spacing: Theme.px(8)

        Prose {
            height: Theme.px(32)
            text: qsTr("Marks of")
            color: Theme.soft
        }
        DeskChoice {
            objectName: "coder"
            width: Math.min(Theme.px(220), head.width)
            label: qsTr("Whose marks")
            model: head.figures.coders
            currentIndex: Math.max(0, head.figures.coders.indexOf(head.figures.coder))
            onActivated: index => head.figures.compare(head.figures.coders[index], head.figures.against)
        }
        Prose {
            height: Theme.px(32)
            text: qsTr("compared with")
            color: Theme.soft
        }
        DeskChoice {
            objectName: "against"
            width: Math.min(Theme.px(220), head.width)
            label: qsTr("Compared with")
            model: [qsTr("callmon"), ...head.others]
            currentIndex: head.figures.against ? 1 + head.others.indexOf(head.figures.against) : 0
            onActivated: index => head.figures.compare(head.figures.coder, index ? head.others[index - 1] : "")
        }
    }
    SetupText {
        width: Math.min(parent.width, Theme.px(760))
        text: head.lead
        color: Theme.soft
    }
    Row {
        width: parent.width
        visible: head.figures.running
        spacing: Theme.px(12)

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.px(160)
            height: Theme.px(6)
            radius: height / 2
            color: Theme.rail
            Accessible.role: Accessible.ProgressBar
            Accessible.name: far.text

            Rectangle {
                width: parent.width * (head.figures.total ? head.figures.done / head.figures.total : 0)
                height: parent.height
                radius: parent.radius
                color: Theme.agent
            }
        }
        Prose {
            id: far
            objectName: "far"
            text: head.figures.total ? qsTr("Comparing: %1 of %2 calls").arg(head.figures.done).arg(head.figures.total) : qsTr("Comparing…")
            font.pixelSize: Theme.px(12)
            Accessible.ignored: true
        }
    }
}
