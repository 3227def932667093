pragma ComponentBehavior: Bound
import QtQuick

// What a team may take over: each with a box to tick; and what is in effect, which can be taken back.
Column {
    id: page

    required property var figures
    readonly property var changes: figures.found.changes ?? []
    readonly property var effect: figures.found.in_effect ?? []

    spacing: Theme.px(8)

    Prose {
        width: parent.width
        text: qsTr("Proposed")
        font.pixelSize: Theme.px(15)
        strong: true
        Accessible.role: Accessible.Heading
    }
    SetupText {
        width: parent.width
        text: page.changes.length ? qsTr("Nothing changes before you take it over, and each step can be taken back. It then holds for calls that are analysed from that time on; settings of your own win.")
                                  : qsTr("The marks speak for no change.")
        color: Theme.soft
    }
    Repeater {
        model: page.changes

        SetupChoice {
            required property var modelData

            objectName: modelData.key
            width: page.width
            box: true
            text: modelData.hides ? qsTr("Hide the cue: %1").arg(modelData.name) : qsTr("%1: %2 today → %3 then").arg(modelData.name).arg(modelData.today).arg(modelData.then)
            more: qsTr("Reason: %1").arg(modelData.because)
            chosen: page.figures.ticked.includes(modelData.key)
            enabled: !page.figures.running
            onClicked: page.figures.tick(modelData.key, !chosen)
        }
    }
    SetupButton {
        objectName: "takeOver"
        visible: page.changes.length > 0
        main: true
        enabled: page.figures.ticked.length > 0 && !page.figures.running
        text: page.figures.ticked.length > 1 ? qsTr("Take %1 over").arg(page.figures.ticked.length) : qsTr("Take over")
        hint: qsTr("Write what is ticked into the team’s settings")
        onClicked: page.figures.takeOver()
    }
    CalibrationReasons {
        width: parent.width
        heading: qsTr("Rely less on")
        reasons: page.figures.found.warned ?? []
    }
    CalibrationReasons {
        width: parent.width
        heading: qsTr("Settings that stay as they are")
        reasons: page.figures.found.kept ?? []
        folds: true
    }
    CalibrationReasons {
        width: parent.width
        heading: qsTr("In effect for this team")
        reasons: page.effect
    }
    SetupButton {
        objectName: "takeBack"
        visible: page.effect.length > 0
        enabled: !page.figures.running
        text: qsTr("Take back the last step")
        onClicked: page.figures.takeBack()
    }
}
