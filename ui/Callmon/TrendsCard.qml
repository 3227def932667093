import QtQuick

// One measure: its last calls, its past, and a chart whose calls can be stepped through and opened.
FocusScope {
    id: card

    required property var modelData
    readonly property var points: modelData.points
    readonly property var at: chart.current < 0 ? null : points[chart.current]
    readonly property string past: modelData.latest ? qsTr("before: %1 ± %2, in %3 calls").arg(modelData.past_text).arg(modelData.spread_text).arg(modelData.calls)
                                                    : qsTr("usual spread ± %1").arg(modelData.spread_text)
    readonly property string lead: modelData.latest ? qsTr("last %1 calls").arg(modelData.latest)
                                 : modelData.calls === 1 ? qsTr("1 call") : qsTr("median of %1 calls").arg(modelData.calls)
    readonly property string span: points.length === 1 ? points[0].held : qsTr("%1 to %2").arg(points[0].held).arg(points[points.length - 1].held)
    readonly property string place: at ? qsTr("%1: %2 in %3").arg(at.held).arg(at.text).arg(at.title) : span

    signal opened(string call)

    implicitHeight: body.height + Theme.px(92) + below.implicitHeight + Theme.px(30)
    activeFocusOnTab: true
    Accessible.role: Accessible.Chart
    Accessible.name: [modelData.name, `${value.text} (${lead})`, past, change.text].join(", ")
    Accessible.description: at ? place : qsTr("%1. Arrow keys step through the calls, Enter opens one.").arg(span)
    Accessible.focusable: true
    Accessible.focused: activeFocus

    Keys.onLeftPressed: chart.current = chart.current < 0 ? points.length - 1 : Math.max(0, chart.current - 1)
    Keys.onRightPressed: chart.current = chart.current < 0 ? 0 : Math.min(points.length - 1, chart.current + 1)
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Home || event.key === Qt.Key_End) {
            chart.current = event.key === Qt.Key_Home ? 0 : points.length - 1;
            event.accepted = true;
        } else if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && at) {
            card.opened(at.call);
            event.accepted = true;
        }
    }
    onActiveFocusChanged: {
        if (!activeFocus)
            chart.current = -1;
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.panel
        border.width: card.activeFocus ? 2 : 1
        border.color: card.activeFocus ? Theme.agent : card.modelData.change ? Theme.soft : Theme.line
    }
    Column {
        id: body
        x: Theme.px(12)
        y: Theme.px(12)
        width: card.width - 2 * x
        spacing: Theme.px(3)

        SetupText {
            width: parent.width
            text: card.modelData.name
            font.pixelSize: Theme.px(12.5)
            strong: true
            Accessible.ignored: true
        }
        Flow {
            width: parent.width
            spacing: Theme.px(7)

            Prose {
                id: value
                text: card.modelData.latest_text || card.modelData.past_text
                font.pixelSize: Theme.figure
                font.features: { "tnum": 1 }
                strong: true
                Accessible.ignored: true
            }
            Caption {
                height: value.height
                topPadding: Theme.px(5)
                text: card.lead
                Accessible.ignored: true
            }
        }
        SetupText {
            width: parent.width
            text: card.past
            color: Theme.soft
            font.pixelSize: Theme.px(12)
            Accessible.ignored: true
        }
        TrendsChange {
            id: change
            width: parent.width
            latest: card.modelData.latest
            change: card.modelData.change
            towards: card.modelData.towards
        }
    }
    TrendsChart {
        id: chart
        anchors.top: body.bottom
        anchors.topMargin: Theme.px(3)
        anchors.bottom: below.top
        anchors.bottomMargin: Theme.px(3)
        x: body.x
        width: body.width
        trend: card.modelData
        onPicked: call => card.opened(call)
        onTouched: card.forceActiveFocus(Qt.MouseFocusReason)
    }
    Caption {
        id: below
        objectName: "below"
        x: body.x
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.px(12)
        width: body.width
        height: implicitHeight
        text: card.place
        color: card.at ? Theme.ink : Theme.soft
        // The title of a call can be long; a screen reader is told all of it.
        elide: card.at ? Text.ElideMiddle : Text.ElideRight
        Accessible.ignored: true
    }
}
