import QtQuick

// Always there: whether callmon listens, for how long, and how well it can.
Item {
    id: header

    required property var call
    required property var desk

    readonly property string troubled: {
        if (call.state !== "listening")
            return "";
        return Phrases.channelProblem("agent", call.agentChannel)
            || Phrases.channelProblem("customer", call.customerChannel);
    }
    readonly property bool alive: call.state === "listening" || call.state === "paused"

    implicitHeight: Theme.px(34)

    Row {
        id: state
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.px(7)
        Accessible.role: Accessible.StaticText
        Accessible.name: title.text

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: header.troubled ? "warning" : Phrases.stateIcon(header.call.state)
            color: header.troubled || header.call.state === "failed" ? Theme.problem
                   : header.call.state === "listening" ? Theme.good : Theme.soft
            pen: 2.2
        }
        Prose {
            id: title
            anchors.verticalCenter: parent.verticalCenter
            text: header.troubled || Phrases.state(header.call.state)
            strong: true
            Accessible.ignored: true
        }
        Prose {
            anchors.verticalCenter: parent.verticalCenter
            visible: header.alive
            text: Phrases.clock(header.call.seconds)
            color: Theme.soft
            font.features: { "tnum": 1 }
            Accessible.name: qsTr("Call time %1").arg(text)
        }
    }

    // Where not all texts fit, the first of these keep theirs and the others keep their symbol.
    readonly property var shown: [recording, bleed, snooze, words, line, headset].filter(badge => badge.visible)
    readonly property var wordy: {
        const kept = [];
        let room = width - state.width - expand.width - Theme.px(10);
        for (const badge of shown)
            room -= badge.briefWidth + Theme.px(12);
        for (const badge of shown) {
            if (badge.fullWidth - badge.briefWidth > room)
                continue;
            room -= badge.fullWidth - badge.briefWidth;
            kept.push(badge);
        }
        return kept;
    }

    Row {
        anchors.right: expand.left
        anchors.rightMargin: Theme.px(6)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.px(12)
        visible: header.alive

        Badge {
            id: recording
            anchors.verticalCenter: parent.verticalCenter
            visible: header.call.recording
            brief: !header.wordy.includes(recording)
            symbol: "record"
            filled: true
            text: qsTr("Recording")
            tone: Theme.problem
        }
        Badge {
            id: snooze
            anchors.verticalCenter: parent.verticalCenter
            visible: header.call.snoozedMinutes > 0
            brief: !header.wordy.includes(snooze)
            symbol: "snooze"
            text: qsTr("No cues %1 min").arg(header.call.snoozedMinutes)
            Accessible.name: qsTr("Cues are snoozed for %1 minutes").arg(header.call.snoozedMinutes)
        }
        Badge {
            id: words
            anchors.verticalCenter: parent.verticalCenter
            visible: text !== ""
            brief: !header.wordy.includes(words)
            symbol: "words"
            text: Phrases.wordsBadge(header.call.words)
        }
        Badge {
            id: bleed
            anchors.verticalCenter: parent.verticalCenter
            visible: !header.troubled && header.call.bleed === "bleed"
            brief: !header.wordy.includes(bleed)
            symbol: "speaker"
            text: qsTr("Speaker in mic")
            tone: Theme.problem
        }
        Badge {
            id: headset
            anchors.verticalCenter: parent.verticalCenter
            visible: !header.troubled && header.call.bleed === "ok"
            brief: !header.wordy.includes(headset)
            symbol: "headset"
            text: qsTr("Headset")
        }
        Badge {
            id: line
            anchors.verticalCenter: parent.verticalCenter
            readonly property bool named: header.call.bleed === "one_line"
            visible: !header.troubled && header.call.bleed.startsWith("one_line")
            brief: !header.wordy.includes(line)
            symbol: "speaker"
            text: named ? qsTr("One line") : qsTr("One line, no cues")
            Accessible.name: named ? qsTr("Both sides are on one line; overlaps and interruptions are less sure")
                                   : qsTr("Both sides are on one line; nobody said who the agent is, so no cue is shown")
        }
    }

    Press {
        id: expand
        anchors.right: parent.right
        anchors.rightMargin: -Theme.px(7)
        anchors.verticalCenter: parent.verticalCenter
        quiet: true
        symbol: header.desk.expanded === header.desk.growsUp ? "down" : "up"
        tone: Theme.soft
        hint: header.desk.expanded ? qsTr("Show less") : qsTr("Show more")
        onClicked: header.desk.toggleExpanded()
    }
}
