import QtQuick

// The one cue, where the figures are otherwise. It comes at once, since it is late as it is, and fades away.
Item {
    id: card

    required property var call
    property string text: ""
    property string why: ""
    property string pillar: ""
    property bool praises: false

    // Its words stay while it fades.
    function show() {
        if (call.cueText === "") {
            leave.start();
            return;
        }
        text = call.cueText;
        why = call.cueWhy;
        pillar = call.cuePillar;
        praises = call.cuePraises;
        leave.stop();
        opacity = 1;
    }

    objectName: "cueCard"
    opacity: 0
    visible: opacity > 0
    enabled: call.cueText !== ""
    Component.onCompleted: show()
    Accessible.role: Accessible.AlertMessage
    Accessible.name: enabled ? Phrases.cue(text, why, praises) : ""
    Accessible.description: Phrases.pillar(pillar)

    Connections {
        target: card.call
        function onCue_changed() {
            card.show();
        }
    }

    NumberAnimation {
        id: leave
        target: card
        property: "opacity"
        to: 0
        duration: Theme.fadeOut
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.panel
    }
    Rectangle {
        id: tile
        y: Theme.px(1)
        width: Theme.px(54)
        height: width
        radius: Theme.px(12)
        color: Theme.pillarTint(card.pillar)
        border.width: Theme.contrast ? 2 : 0
        border.color: Theme.pillarInk(card.pillar)

        Icon {
            anchors.centerIn: parent
            name: card.pillar
            color: Theme.pillarInk(card.pillar)
            size: Theme.px(29)
            pen: 1.8
        }
        Rectangle {
            visible: card.praises
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.margins: -Theme.px(4)
            width: Theme.px(22)
            height: width
            radius: width / 2
            color: Theme.panel
            border.width: 2
            border.color: Theme.good

            Icon {
                anchors.centerIn: parent
                name: "check"
                color: Theme.good
                size: Theme.px(14)
                pen: 2.6
            }
        }
    }
    Prose {
        id: advice
        anchors.left: tile.right
        anchors.leftMargin: Theme.px(14)
        anchors.right: close.left
        anchors.rightMargin: Theme.px(4)
        y: -Theme.px(3)
        height: Theme.px(27)
        text: card.text
        font.pixelSize: Theme.advice
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.body
        strong: true
        Accessible.ignored: true
    }
    Prose {
        anchors.left: advice.left
        anchors.right: helpless.left
        anchors.rightMargin: Theme.px(8)
        anchors.top: advice.bottom
        text: card.why
        color: Theme.soft
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        maximumLineCount: 3
        verticalAlignment: Text.AlignTop
        Accessible.ignored: true
    }
    Press {
        id: close
        anchors.right: parent.right
        anchors.rightMargin: -Theme.px(7)
        y: -Theme.px(4)
        quiet: true
        symbol: "close"
        tone: Theme.soft
        hint: qsTr("Dismiss this cue")
        onClicked: card.call.dismiss()
    }
    Link {
        id: helpless
        anchors.right: parent.right
        anchors.rightMargin: -Theme.px(7)
        y: Theme.px(32)
        text: qsTr("Not helpful")
        hint: qsTr("This kind of cue rests for the rest of the call")
        onClicked: card.call.notHelpful()
    }
}
