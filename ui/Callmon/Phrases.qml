pragma Singleton
import QtQuick

// What the overlay says about states; the words of cues come with the cues.
QtObject {
    function clock(seconds) {
        const two = (n) => (n < 10 ? "0" : "") + n;
        const minutes = Math.floor(seconds / 60);
        const tail = ":" + two(seconds % 60);
        return minutes < 60 ? minutes + tail : Math.floor(minutes / 60) + ":" + two(minutes % 60) + tail;
    }

    function state(state) {
        switch (state) {
        case "starting": return qsTr("Starting…");
        case "listening": return qsTr("Listening");
        case "paused": return qsTr("Paused");
        case "failed": return qsTr("Stopped by a problem");
        default: return qsTr("Not listening");
        }
    }

    function stateIcon(state) {
        return state === "failed" ? "warning" : state;
    }

    // A channel that cannot be trusted, in a few words and in a sentence.
    function channelProblem(side, state) {
        const agent = side === "agent";
        switch (state) {
        case "no_frames": return agent ? qsTr("No sound from your microphone") : qsTr("No sound from the customer");
        case "flat": return agent ? qsTr("Your microphone is silent") : qsTr("The customer’s sound is missing");
        case "muted": return agent ? qsTr("Your microphone is muted") : qsTr("The customer’s sound is muted");
        case "moved": return agent ? qsTr("Your microphone has changed") : qsTr("The sound device has changed");
        case "lost": return agent ? qsTr("Your microphone is unplugged") : qsTr("The sound device is gone");
        default: return "";
        }
    }

    function channelAdvice(side, state) {
        const agent = side === "agent";
        switch (state) {
        case "no_frames": return qsTr("Its device delivers nothing. Cues wait until sound is back.");
        case "flat": return qsTr("Its meter moves, but callmon hears silence. Cues wait until sound is back.");
        case "muted": return agent ? qsTr("Cues about you wait until you unmute it.") : qsTr("Cues wait until it is unmuted.");
        case "moved": return qsTr("The system switched to another device. Cues wait until the chosen one is back.");
        case "lost": return qsTr("Plug it in again and callmon goes on by itself.");
        default: return "";
        }
    }

    function channelHealth(state) {
        switch (state) {
        case "ok": return qsTr("Fine");
        case "no_frames": return qsTr("Delivers nothing");
        case "flat": return qsTr("Silent while its meter moves");
        case "muted": return qsTr("Muted");
        case "moved": return qsTr("Moved to another device");
        case "lost": return qsTr("Unplugged");
        default: return qsTr("Not known yet");
        }
    }

    function bleedHealth(state) {
        switch (state) {
        case "ok": return qsTr("Kept apart, as with a headset");
        case "bleed": return qsTr("The microphone hears your speaker; a headset helps");
        case "one_line": return qsTr("On one line, told apart by voice; overlaps are less sure");
        case "one_line_unnamed": return qsTr("On one line; nobody said who the agent is, so no cue is shown");
        default: return qsTr("Not known yet");
        }
    }

    function wordsBadge(state) {
        switch (state) {
        case "loading": return qsTr("Words loading");
        case "no_partials": return qsTr("Words later");
        case "smaller_model": return qsTr("Words rougher");
        case "timing_only": return qsTr("No words");
        default: return "";
        }
    }

    function wordsHealth(state) {
        switch (state) {
        case "ok": return qsTr("Fine");
        case "loading": return qsTr("Loading; timing works already");
        case "no_partials": return qsTr("Shown once a sentence is complete");
        case "smaller_model": return qsTr("A smaller model keeps up, with more mistakes");
        case "timing_only": return qsTr("Off to keep up; timing goes on");
        default: return qsTr("Not known yet");
        }
    }

    function pillar(pillar) {
        switch (pillar) {
        case "open_mind": return qsTr("Open mind");
        case "care": return qsTr("Care");
        default: return qsTr("Active listening");
        }
    }

    // The only words that callmon has for how someone sounds; each is against their own usual.
    function tone(words) {
        const said = {
            "quiet": qsTr("quiet"), "loud": qsTr("loud"), "flat": qsTr("flat"), "lively": qsTr("lively"),
            "low": qsTr("low"), "high": qsTr("high"), "slow": qsTr("slow"), "fast": qsTr("fast")
        };
        return words.length === 0 ? qsTr("As usual so far") : qsTr("%1, against the usual").arg(words.map(word => said[word]).join(", "));
    }

    // A cue as a screen reader says it: praise is told from advice by its first word.
    function cue(text, why, praises) {
        return praises ? qsTr("Well done: %1. %2").arg(text).arg(why) : `${text}. ${why}`;
    }

    function speaker(speaker) {
        return speaker === "agent" ? qsTr("You") : qsTr("Customer");
    }

    function speaking(agent, customer) {
        if (agent && customer)
            return qsTr("Both");
        return agent ? qsTr("You") : customer ? qsTr("The customer") : qsTr("Nobody");
    }

    function kept(mode) {
        switch (mode) {
        case "transcript": return qsTr("kept after the call");
        case "recording": return qsTr("kept with the recording");
        default: return qsTr("shown, not kept");
        }
    }

    function delay(typical, slow) {
        return typical < 0 ? qsTr("Not measured yet")
                           : qsTr("%1 s, at most %2 s in 95 of 100").arg((typical / 1000).toFixed(2)).arg((slow / 1000).toFixed(2));
    }

    // What became of a past cue.
    function mark(cleared, verdict) {
        if (cleared)
            return qsTr("it was fine");
        if (verdict === "not_helpful")
            return qsTr("not helpful");
        return verdict === "dismissed" ? qsTr("dismissed") : "";
    }
}
