import QtQuick

// How well callmon hears, and how late it is, in words.
Column {
    id: details

    required property var call
    required property var desk

    Fact {
        name: qsTr("Your microphone")
        value: Phrases.channelHealth(details.call.agentChannel)
        trouble: details.call.agentChannel !== "ok"
    }
    Fact {
        name: qsTr("Customer’s sound")
        value: Phrases.channelHealth(details.call.customerChannel)
        trouble: details.call.customerChannel !== "ok"
    }
    Fact {
        name: qsTr("Speaking now")
        value: Phrases.speaking(details.call.agentSpeaks, details.call.customerSpeaks)
    }
    Fact {
        name: qsTr("Your voice")
        value: Phrases.tone(details.call.agentTone)
    }
    Fact {
        name: qsTr("Customer’s voice")
        value: Phrases.tone(details.call.customerTone)
    }
    Fact {
        visible: details.call.tense >= 0
        name: qsTr("Calm to tense, an estimate")
        value: qsTr("%1 of 100").arg(details.call.tense)
    }
    Fact {
        name: qsTr("The two sides")
        value: Phrases.bleedHealth(details.call.bleed)
        trouble: details.call.bleed === "bleed"
    }
    Fact {
        name: qsTr("Words")
        value: Phrases.wordsHealth(details.call.words)
    }
    Fact {
        visible: details.call.unheard > 0
        name: qsTr("Not heard")
        value: qsTr("%1 s of this call").arg(details.call.unheard)
    }
    Fact {
        name: qsTr("Delay of cues")
        value: Phrases.delay(details.call.cueDelay, details.call.cueDelaySlow)
    }
    Fact {
        name: qsTr("Delay of words")
        value: Phrases.delay(details.call.wordsDelay, details.call.wordsDelaySlow)
    }
    Fact {
        name: qsTr("Shortcuts")
        value: details.desk.shortcuts
    }
    Fact {
        name: qsTr("Screen sharing")
        value: details.desk.sharing
    }
}
