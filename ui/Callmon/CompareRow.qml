import QtQuick

// One measure in both calls, and how far the second is from the first in words.
Item {
    id: row

    required property var modelData
    required property bool narrow
    required property real nameWidth
    required property real valueWidth
    readonly property string habit: modelData.towards === true ? qsTr("nearer to the habit") : modelData.towards === false ? qsTr("further from the habit") : ""
    readonly property string apart: !modelData.known ? qsTr("not known of both")
                                  : !modelData.difference ? (modelData.firstText === modelData.secondText ? qsTr("the same") : qsTr("about the same"))
                                  : modelData.less ? qsTr("down by %1").arg(modelData.difference) : qsTr("up by %1").arg(modelData.difference)
    readonly property string told: habit ? `${apart}, ${habit}` : apart

    implicitHeight: (narrow ? words.y + words.implicitHeight : Math.max(name.implicitHeight, first.implicitHeight, words.implicitHeight) + name.y) + Theme.px(8)
    Accessible.role: Accessible.Row
    Accessible.name: qsTr("%1: %2, then %3; %4").arg(modelData.name).arg(modelData.firstText).arg(modelData.secondText).arg(told)

    SetupText {
        id: name
        y: Theme.px(8)
        width: row.nameWidth - Theme.px(12)
        text: row.modelData.name
        font.pixelSize: Theme.px(12.5)
        Accessible.ignored: true
    }
    CompareValue {
        id: first
        x: row.narrow ? 0 : row.nameWidth
        y: row.narrow ? name.y + name.implicitHeight + Theme.px(3) : Theme.px(8)
        width: row.valueWidth - Theme.px(14)
        text: row.modelData.firstText
        share: row.modelData.firstShare
        tone: Theme.soft
    }
    CompareValue {
        x: first.x + row.valueWidth
        y: first.y
        width: row.valueWidth - Theme.px(14)
        text: row.modelData.secondText
        share: row.modelData.secondShare
        tone: Theme.agent
    }
    SetupText {
        id: words
        x: row.narrow ? 0 : row.nameWidth + 2 * row.valueWidth
        y: row.narrow ? first.y + first.implicitHeight + Theme.px(3) : Theme.px(8)
        width: row.width - x
        text: row.told
        color: row.modelData.difference ? Theme.ink : Theme.soft
        font.pixelSize: Theme.px(12)
        strong: row.habit !== ""
        Accessible.ignored: true
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.line
    }
}
