pragma ComponentBehavior: Bound
import QtQuick

// What is selected: what it rests on, and whether the coach agrees.
Column {
    id: evidence

    required property var replay
    required property var selected
    required property var marks

    spacing: Theme.px(10)

    SetupText {
        visible: !evidence.selected.there
        width: parent.width
        text: qsTr("Select something on a lane or in the transcript: here you see why it was found. ↓ goes to the next event, Enter plays it, A and D say whether it is right; ? shows every key.")
        color: Theme.soft
    }
    Column {
        width: parent.width
        visible: evidence.selected.there
        spacing: Theme.px(4)

        SetupText {
            width: parent.width
            text: evidence.selected.name
            font.pixelSize: Theme.px(16)
            strong: true
        }
        Row {
            spacing: Theme.px(8)

            Link {
                text: qsTr("%1 – %2").arg(Phrases.clock(Math.floor(evidence.selected.start))).arg(Phrases.clock(Math.floor(evidence.selected.end)))
                symbol: "play"
                hint: qsTr("Hear it")
                onClicked: evidence.replay.playSelected()
            }
            Caption {
                height: Theme.px(24)
                visible: text !== ""
                text: evidence.selected.speaker === "agent" ? qsTr("Agent") : evidence.selected.speaker === "customer" ? qsTr("Customer") : ""
            }
        }
    }
    ReplayCueCard {
        visible: evidence.selected.isCue
        width: Math.min(parent.width, Theme.px(330))
        selected: evidence.selected
    }
    SetupText {
        width: parent.width
        visible: evidence.selected.isCue
        text: evidence.selected.heldBack ? qsTr("Held back: %1.").arg(evidence.selected.heldBack)
            : qsTr("Shown at %1.").arg(Phrases.clock(Math.floor(Math.max(0, evidence.selected.shownAt))))
        color: evidence.selected.heldBack ? Theme.soft : Theme.ink
    }
    SetupText {
        width: parent.width
        visible: evidence.selected.said !== ""
        text: qsTr("“%1”").arg(evidence.selected.said)
        font.italic: true
    }
    SetupText {
        width: parent.width
        visible: evidence.selected.why !== "" && !evidence.selected.isCue
        text: evidence.selected.why
    }
    SetupText {
        width: parent.width
        visible: evidence.selected.avoid !== ""
        text: evidence.selected.positive ? qsTr("To keep: %1").arg(evidence.selected.avoid) : qsTr("What would have avoided it: %1").arg(evidence.selected.avoid)
    }
    Column {
        width: parent.width
        visible: evidence.selected.facts.length > 0
        spacing: Theme.px(3)

        Repeater {
            model: evidence.selected.facts

            Item {
                id: fact

                required property var modelData

                width: parent.width
                height: Math.max(Theme.px(20), value.implicitHeight + Theme.px(2))

                Caption {
                    width: Theme.px(112)
                    height: Theme.px(20)
                    text: fact.modelData.name
                }
                SetupText {
                    id: value
                    x: Theme.px(118)
                    width: parent.width - x
                    text: fact.modelData.value
                    font.pixelSize: Theme.px(12)
                }
            }
        }
    }
    Row {
        visible: evidence.selected.judged
        spacing: Theme.px(8)

        Press {
            objectName: "agree"
            symbol: "check"
            text: qsTr("Agree")
            hint: qsTr("It is right (A)")
            on: evidence.marks.judgement === "agree"
            tone: on ? Theme.good : Theme.ink
            onClicked: evidence.marks.agree()
            Accessible.checkable: true
            Accessible.checked: on
        }
        Press {
            objectName: "disagree"
            symbol: "close"
            text: qsTr("Disagree")
            hint: qsTr("It is not (D)")
            on: evidence.marks.judgement === "disagree"
            tone: on ? Theme.problem : Theme.ink
            onClicked: evidence.marks.disagree()
            Accessible.checkable: true
            Accessible.checked: on
        }
    }
    DeskField {
        width: parent.width
        visible: evidence.marks.judgement !== ""
        placeholderText: qsTr("Remark")
        text: evidence.marks.remark
        onEditingFinished: evidence.marks.setRemark(text)
    }
}
