pragma ComponentBehavior: Bound
import QtQuick

// One thing that was compared: what was said of it and how far both sides agree; without room as lines of text.
Item {
    id: row

    required property var modelData
    required property bool narrow
    required property var widths
    required property var heads
    readonly property string calls: modelData.calls === 1 ? qsTr("1 call") : qsTr("%1 calls").arg(modelData.calls)
    readonly property var cells: [
        `${modelData.agreed} / ${modelData.disagreed}`, `${modelData.both}`, `${modelData.first}`, `${modelData.second}`,
        figure(modelData.precision), figure(modelData.recall), figure(modelData.icc)
    ]
    readonly property string facts: cells.map((text, n) => `${heads?.[n + 1]} ${text}`).join(" · ")

    function rounded(value) {
        const text = value.toFixed(2);
        return text === "-0.00" ? "0.00" : text.replace("-", "−");
    }
    function figure(estimate) {
        // Python's None is undefined here.
        if (estimate.value === undefined)
            return "–";
        const value = rounded(estimate.value);
        return estimate.low === undefined ? value : qsTr("%1 (%2 to %3)").arg(value).arg(rounded(estimate.low)).arg(rounded(estimate.high));
    }

    implicitHeight: (narrow ? more.y + more.implicitHeight : Math.max(name.implicitHeight + below.implicitHeight, ...[line, kappa].map(each => each.implicitHeight))) + Theme.px(16)
    Accessible.role: Accessible.Row
    Accessible.name: qsTr("%1, %2: kappa %3. %4").arg(modelData.name).arg(calls).arg(kappa.told).arg(facts)

    SetupText {
        id: name
        y: Theme.px(7)
        width: row.narrow ? row.width : row.widths[0] - Theme.px(8)
        text: row.modelData.name
        Accessible.ignored: true
    }
    Caption {
        id: below
        anchors.top: name.bottom
        text: row.calls
        Accessible.ignored: true
    }
    Row {
        id: line
        x: row.widths[0]
        y: Theme.px(7)
        visible: !row.narrow

        Repeater {
            model: row.cells

            SetupText {
                required property string modelData
                required property int index
                readonly property int bracket: modelData.indexOf(" (")

                width: row.widths[index + 1]
                leftPadding: Theme.px(4)
                horizontalAlignment: Text.AlignRight
                // The interval stands below its figure.
                text: bracket < 0 ? modelData : `${modelData.slice(0, bracket)}\n${modelData.slice(bracket + 1)}`
                font.pixelSize: Theme.px(12)
                font.features: { "tnum": 1 }
                Accessible.ignored: true
            }
        }
    }
    CalibrationInterval {
        id: kappa
        x: row.narrow ? 0 : row.width - width
        y: row.narrow ? below.y + below.height + Theme.px(4) : Theme.px(7)
        width: row.narrow ? Math.min(row.width, Theme.px(300)) : row.widths[8] - Theme.px(12)
        estimate: row.modelData.kappa
        text: row.figure(row.modelData.kappa)
        least: row.modelData.leastKappa
        low: row.modelData.unreliable
    }
    SetupText {
        id: more
        y: kappa.y + kappa.height + Theme.px(4)
        width: row.width
        visible: row.narrow
        text: row.facts
        color: Theme.soft
        font.pixelSize: Theme.px(12)
        Accessible.ignored: true
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.line
    }
}
