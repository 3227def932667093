pragma ComponentBehavior: Bound
import QtQuick

// What is selected: what it rests on, and whether the coach agrees.
Column {
    id: evidence

    required property var replay
    required property var selected
    required property var marks
    readonly property string who: selected.speaker === "agent" ? qsTr("Agent") : selected.speaker === "customer" ? qsTr("Customer") : ""

    spacing: Theme.px(10)

    function clock(seconds) { return Phrases.clock(Math.floor(Math.max(0, seconds))); }

    ReplayFound {
        visible: !evidence.selected.there
        width: parent.width
        replay: evidence.replay
    }
    Column {
        width: parent.width
        visible: evidence.selected.there
        spacing: Theme.px(4)

        Item {
            width: parent.width
            height: Math.max(sign.height, name.implicitHeight)

            ReplaySign {
                id: sign
                y: Theme.px(5)
                lane: evidence.selected.lane
                kind: evidence.selected.kind
                good: evidence.selected.positive
                held: evidence.selected.heldBack !== ""
                size: Theme.px(13)
            }
            SetupText {
                id: name
                anchors.left: sign.right
                anchors.leftMargin: Theme.px(9)
                anchors.right: parent.right
                text: evidence.selected.isLine ? qsTr("%1 says").arg(evidence.who) : evidence.selected.name
                font.pixelSize: Theme.px(16)
                strong: true
            }
        }
        Flow {
            width: parent.width
            spacing: Theme.px(4)

            Press {
                objectName: "hear"
                text: evidence.selected.end > evidence.selected.start ? qsTr("%1 – %2").arg(evidence.clock(evidence.selected.start)).arg(evidence.clock(evidence.selected.end)) : evidence.clock(evidence.selected.start)
                symbol: "play"
                hint: qsTr("Hear it")
                onClicked: evidence.replay.playSpan(Math.max(0, evidence.selected.start - 0.5), Math.min(evidence.replay.duration, evidence.selected.end + 0.5))
            }
            Press {
                objectName: "loopIt"
                visible: evidence.selected.end > evidence.selected.start
                text: qsTr("Loop")
                symbol: "loop"
                hint: qsTr("Hear it over and over (L)")
                on: evidence.replay.looping
                onClicked: {
                    if (!evidence.replay.looping)
                        evidence.replay.setSpan(evidence.selected.start, evidence.selected.end);
                    evidence.replay.setLoop(!evidence.replay.looping);
                }
                Accessible.checkable: true
                Accessible.checked: on
            }
            Caption {
                height: Theme.px(28)
                leftPadding: Theme.px(6)
                visible: text !== "" && !evidence.selected.isLine
                text: evidence.who
            }
        }
    }
    ReplayCueCard {
        visible: evidence.selected.isCue
        width: Math.min(parent.width, Theme.px(380))
        selected: evidence.selected
    }
    SetupText {
        width: parent.width
        visible: evidence.selected.isCue
        text: evidence.selected.heldBack ? qsTr("Held back: %1.").arg(evidence.selected.heldBack)
            : evidence.selected.after >= 0.05 ? qsTr("Shown at %1, %2 s after it was true.").arg(evidence.clock(evidence.selected.shownAt)).arg(evidence.selected.after.toFixed(1))
            : qsTr("Shown at %1.").arg(evidence.clock(evidence.selected.shownAt))
        color: evidence.selected.heldBack ? Theme.soft : Theme.ink
    }
    Flow {
        width: parent.width
        visible: evidence.selected.judged
        spacing: Theme.px(8)

        ReplayJudge {
            objectName: "agree"
            symbol: "check"
            text: qsTr("Agree")
            hint: qsTr("It is right (A); once more takes it back")
            on: evidence.marks.judgement === "agree"
            onClicked: evidence.marks.agree()
        }
        ReplayJudge {
            objectName: "disagree"
            symbol: "close"
            text: qsTr("Disagree")
            hint: qsTr("It is not (D); once more takes it back")
            on: evidence.marks.judgement === "disagree"
            full: Theme.problem
            onClicked: evidence.marks.disagree()
        }
    }
    ReplayRemark {
        width: parent.width
        visible: evidence.marks.judgement !== ""
        selected: evidence.selected
        marks: evidence.marks
    }
    SetupText {
        width: parent.width
        visible: evidence.selected.said !== ""
        text: qsTr("“%1”").arg(evidence.selected.said)
        font.italic: true
    }
    SetupText {
        width: parent.width
        visible: evidence.selected.isLine
        text: qsTr("W corrects its words, S says that it was the other side, N notes something about it.")
        color: Theme.soft
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
        spacing: Theme.px(4)

        Rectangle {
            width: parent.width
            height: 1
            color: Theme.line
        }
        Repeater {
            model: evidence.selected.facts

            Item {
                id: fact

                required property var modelData

                width: parent.width
                height: Math.max(label.implicitHeight, value.implicitHeight) + Theme.px(2)

                SetupText {
                    id: label
                    width: Theme.px(112)
                    text: fact.modelData.name
                    color: Theme.soft
                    font.pixelSize: Theme.px(12)
                }
                SetupText {
                    id: value
                    x: Theme.px(120)
                    width: parent.width - x
                    text: fact.modelData.value
                    font.pixelSize: Theme.px(12)
                }
            }
        }
    }
}
