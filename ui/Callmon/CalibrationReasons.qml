pragma ComponentBehavior: Bound
import QtQuick

// Things with what is said of each, below a heading that may unfold them.
Column {
    id: list

    required property string heading
    required property var reasons
    property bool folds: false
    property bool open: !folds

    spacing: Theme.px(4)
    visible: reasons.length > 0

    Prose {
        visible: !list.folds
        width: parent.width
        topPadding: Theme.px(8)
        text: list.heading
        strong: true
        Accessible.role: Accessible.Heading
    }
    Link {
        objectName: list.folds ? "fold" : ""
        visible: list.folds
        symbol: list.open ? "down" : "right"
        text: qsTr("%1 (%2)").arg(list.heading).arg(list.reasons.length)
        Accessible.checkable: true
        Accessible.checked: list.open
        onClicked: list.open = !list.open
        Keys.onReturnPressed: clicked()
    }
    Repeater {
        model: list.open ? list.reasons : []

        SetupText {
            required property var modelData

            width: list.width
            leftPadding: list.folds ? Theme.px(31) : 0
            text: modelData.name ? qsTr("%1: %2").arg(modelData.name).arg(modelData.because) : modelData.because
            color: Theme.soft
            font.pixelSize: Theme.px(12)
        }
    }
}
