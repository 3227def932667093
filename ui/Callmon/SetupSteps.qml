pragma ComponentBehavior: Bound
import QtQuick

// How far one has come: a short line for each step.
Row {
    id: steps

    required property int step
    required property int count

    spacing: Theme.px(5)
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Step %1 of %2").arg(step).arg(count)

    Repeater {
        model: steps.count

        Rectangle {
            required property int index

            width: Theme.px(22)
            height: Theme.px(4)
            radius: height / 2
            color: index < steps.step ? Theme.agent : Theme.rail
        }
    }
}
