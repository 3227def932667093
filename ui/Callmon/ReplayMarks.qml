pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic

// What the coach says about the call, and what others said once that may be seen.
ListView {
    id: page

    required property var replay
    required property var marks

    objectName: "marks"
    clip: true
    model: marks.markList
    spacing: Theme.px(5)
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: true
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Marks")
    ScrollBar.vertical: ScrollBar { policy: ScrollBar.AsNeeded }
    section.property: "coder"
    section.delegate: Caption {
        required property string section

        width: page.width
        topPadding: Theme.px(10)
        bottomPadding: Theme.px(3)
        text: section === page.marks.coder ? qsTr("Your marks, as %1").arg(section) : qsTr("Marks of %1").arg(section)
        Accessible.role: Accessible.Heading
    }

    header: Column {
        width: page.width - Theme.px(22)
        spacing: Theme.px(8)
        bottomPadding: Theme.px(2)

        Flow {
            width: parent.width
            spacing: Theme.px(6)

            Press { objectName: "note"; symbol: "plus"; text: qsTr("Note"); hint: qsTr("On the chosen span, the selected or at the cursor (N)"); onClicked: page.marks.addNote() }
            Press { objectName: "missedHere"; symbol: "plus"; text: qsTr("Missed here"); hint: qsTr("Something happened that was not found (M)"); onClicked: page.marks.addMissed() }
            Press { text: qsTr("Correct words"); hint: qsTr("Of the selected line (W)"); onClicked: page.marks.correctWord() }
            Press { text: qsTr("Other side"); hint: qsTr("The other side said the selected line (S)"); onClicked: page.marks.fixSpeaker() }
            Row {
                spacing: Theme.px(6)

                Press { text: qsTr("Undo"); hint: qsTr("Ctrl Z"); onClicked: page.marks.undo() }
                Press { text: qsTr("Redo"); hint: qsTr("Ctrl Shift Z"); onClicked: page.marks.redo() }
            }
        }
        SetupChoice {
            objectName: "finished"
            width: parent.width
            box: true
            chosen: page.marks.finished
            text: qsTr("I have judged the whole call")
            more: page.marks.finished ? qsTr("What you did not mark counts as agreed. Below you see what others marked.")
                                      : qsTr("Then what you did not mark counts as agreed, and you see what others marked.")
            onClicked: page.marks.toggleFinished()
        }
        SetupText {
            width: parent.width
            visible: page.marks.count === 0
            text: qsTr("You marked nothing yet. Marks never change what callmon found; they stand beside it.")
            color: Theme.soft
        }
    }
    delegate: ReplayMarkRow {
        width: page.width - Theme.px(22)
        replay: page.replay
        marks: page.marks
    }
}
