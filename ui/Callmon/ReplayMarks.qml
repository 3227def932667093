pragma ComponentBehavior: Bound
import QtQuick

// What the coach says about the call, and what others said once that may be seen.
Column {
    id: page

    required property var replay
    required property var marks

    spacing: Theme.px(10)

    Flow {
        width: parent.width
        spacing: Theme.px(6)

        Press { objectName: "note"; text: qsTr("Note"); hint: qsTr("On the chosen span or at the cursor (N)"); onClicked: page.marks.addNote() }
        Press { text: qsTr("Missed here"); hint: qsTr("Something happened that was not found (M)"); onClicked: page.marks.addMissed() }
        Press { text: qsTr("Correct words"); hint: qsTr("Of the selected line (W)"); onClicked: page.marks.correctWord() }
        Press { text: qsTr("Other side"); hint: qsTr("The other side said the selected line (S)"); onClicked: page.marks.fixSpeaker() }
        Press { text: qsTr("Undo"); hint: qsTr("Ctrl Z"); onClicked: page.marks.undo() }
        Press { text: qsTr("Redo"); hint: qsTr("Ctrl Shift Z"); onClicked: page.marks.redo() }
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
    Caption {
        text: qsTr("Marks of %1").arg(page.marks.coder)
    }
    Repeater {
        model: page.marks.rows

        ReplayMarkRow {
            required property var modelData

            width: page.width
            mark: modelData
            replay: page.replay
            marks: page.marks
        }
    }
    SetupText {
        width: parent.width
        visible: page.marks.rows.length === 0
        text: qsTr("None yet. Your marks never change what callmon found; they stand beside it.")
        color: Theme.soft
    }
}
