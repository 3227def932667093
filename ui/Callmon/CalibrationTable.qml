pragma ComponentBehavior: Bound
import QtQuick

// How far both sides agree, thing by thing.
Column {
    id: table

    required property var found
    readonly property bool narrow: width < Theme.px(880)
    readonly property var groups: found.groups ?? []
    readonly property var heads: [
        "", qsTr("Agreed / disagreed"), qsTr("Both"), qsTr("Only %1").arg(found.first), qsTr("Only %1").arg(found.second),
        qsTr("Precision"), qsTr("Recall"), qsTr("ICC"), qsTr("Kappa")
    ]
    readonly property var widths: {
        const figures = [72, 44, 66, 66, 96, 96, 110, 180].map(each => Theme.px(each));
        return [width - figures.reduce((sum, each) => sum + each), ...figures];
    }

    Prose {
        width: parent.width
        text: qsTr("Agreement of %1 and %2").arg(table.found.first ?? "").arg(table.found.second ?? "")
        font.pixelSize: Theme.px(15)
        strong: true
        Accessible.role: Accessible.Heading
    }
    SetupText {
        width: parent.width
        topPadding: Theme.px(4)
        bottomPadding: Theme.px(6)
        text: table.groups.length ? qsTr("Kappa is agreement beyond chance; below %1 (the line across) it is not relied on. Bars and brackets are 95 % intervals.").arg(table.found.least_kappa)
                                  : qsTr("No call was judged whole yet: open calls, mark what you see, and end each with “judged whole”.")
        color: Theme.soft
    }
    Row {
        visible: !table.narrow && table.groups.length > 0
        bottomPadding: Theme.px(4)
        Accessible.ignored: true

        Repeater {
            model: table.heads

            SetupText {
                required property string modelData
                required property int index

                width: table.widths[index]
                leftPadding: Theme.px(index > 7 ? 12 : 4)
                horizontalAlignment: index > 0 && index < 8 ? Text.AlignRight : Text.AlignLeft
                text: modelData
                color: Theme.soft
                font.pixelSize: Theme.small
                Accessible.ignored: true
            }
        }
    }
    Repeater {
        model: table.groups

        Column {
            id: group

            required property var modelData

            width: table.width

            TrendsHeading {
                width: parent.width
                kind: group.modelData.kind
            }
            Repeater {
                model: group.modelData.rows

                CalibrationRow {
                    width: table.width
                    narrow: table.narrow
                    widths: table.widths
                    heads: table.heads
                }
            }
        }
    }
}
