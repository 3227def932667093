import QtQuick

// What to know, and to do, while the call is not being listened to as it should.
Item {
    id: notice

    required property var call
    required property string troubled

    readonly property bool wanted: call.state !== "listening" || troubled !== "" || call.notice !== ""
                                   || call.asksNotice
    readonly property bool told: call.state === "listening" && troubled === "" && call.notice !== ""
    readonly property bool asks: call.asksNotice && troubled === "" && call.notice === ""
    readonly property string said: {
        switch (call.state) {
        case "paused": return qsTr("Nothing is heard, and nothing is kept, until you resume.");
        case "starting": return qsTr("Getting ready. What is said meanwhile is not lost.");
        case "stopped": return call.notice || qsTr("No call is being listened to.");
        case "failed": return call.message;
        }
        return Phrases.channelAdvice("agent", call.agentChannel)
            || Phrases.channelAdvice("customer", call.customerChannel) || call.notice
            || qsTr("Nothing is recorded yet. Were both sides told that this call is recorded?");
    }

    Prose {
        anchors.left: parent.left
        anchors.right: act.visible ? act.left : read.visible ? read.left
                       : record.visible ? record.left : parent.right
        anchors.rightMargin: Theme.px(14)
        height: Theme.px(54)
        text: notice.said
        color: Theme.soft
        wrapMode: Text.Wrap
        maximumLineCount: 3
    }
    Press {
        id: act
        anchors.right: parent.right
        y: Theme.px(12)
        visible: notice.call.state !== "starting" && notice.call.state !== "listening"
        text: notice.call.state === "paused" ? qsTr("Resume") : qsTr("Start")
        symbol: "play"
        onClicked: notice.call.state === "paused" ? notice.call.togglePause() : notice.call.start()
    }
    Press {
        id: record
        anchors.right: later.left
        y: Theme.px(12)
        visible: notice.asks
        text: qsTr("Yes, record")
        symbol: "record"
        onClicked: notice.call.confirmNotice()
    }
    Press {
        id: later
        anchors.right: parent.right
        anchors.rightMargin: -Theme.px(7)
        y: Theme.px(12)
        visible: notice.asks
        quiet: true
        symbol: "close"
        tone: Theme.soft
        hint: qsTr("Not now")
        onClicked: notice.call.postponeNotice()
    }
    Press {
        id: read
        anchors.right: parent.right
        anchors.rightMargin: -Theme.px(7)
        y: Theme.px(12)
        visible: notice.told
        quiet: true
        symbol: "close"
        tone: Theme.soft
        hint: qsTr("I have read this")
        onClicked: notice.call.acknowledge()
    }
}
