pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic

// What is asked for beside words: each a chip that can be taken away.
Item {
    id: filters

    required property var library
    readonly property var asked: library.asked

    implicitHeight: chips.implicitHeight

    Flow {
        id: chips
        width: parent.width
        spacing: Theme.px(8)

        SetupButton {
            id: add
            objectName: "addFilter"
            implicitHeight: Theme.px(28)
            text: qsTr("Filter")
            hint: qsTr("Show fewer calls")
            onClicked: menu.show()

            DeskMenu {
                id: menu

                function show() {
                    agents.known = filters.asked.agents();
                    tags.known = filters.asked.tags();
                    cues.known = filters.asked.rules();
                    popup(add, 0, add.height + Theme.px(4));
                }

                LibraryChoices {
                    id: agents
                    title: qsTr("Agent")
                    onPicked: name => filters.asked.ask("agent", name)
                }
                LibraryChoices {
                    id: tags
                    title: qsTr("Tag")
                    onPicked: name => filters.asked.askTag(name)
                }
                LibraryChoices {
                    id: cues
                    title: qsTr("Cue that was shown")
                    onPicked: name => filters.asked.ask("cue", name)
                }
                LibraryChoices {
                    title: qsTr("Pillar of a cue")
                    known: ["open_mind", "care", "active_listening"].map(name => ({"name": name, "label": Phrases.pillar(name)}))
                    onPicked: name => filters.asked.ask("pillar", name)
                }
                DeskMenuItem { text: qsTr("Date…"); onTriggered: dates.open() }
                DeskMenuItem { text: qsTr("Measure…"); onTriggered: range.open() }
            }
        }
        Repeater {
            model: filters.asked.chips

            Press {
                required property var modelData

                implicitHeight: Theme.px(28)
                text: modelData.label
                symbol: "close"
                hint: qsTr("Take this filter away")
                onClicked: filters.asked.drop(modelData.key)
            }
        }
        Link {
            visible: filters.asked.chips.length > 0
            implicitHeight: Theme.px(28)
            text: qsTr("Clear all")
            onClicked: filters.asked.clear()
        }
    }

    DeskDialog {
        id: dates
        anchors.centerIn: Overlay.overlay
        heading: qsTr("Calls of which days?")
        accept: qsTr("Show")
        harmless: true
        onAccepted: {
            filters.asked.ask("since", since.day);
            filters.asked.ask("until", until.day);
        }

        LibraryDay { id: since; width: parent.width; label: qsTr("From (year-month-day)"); value: filters.asked.filter.since }
        LibraryDay { id: until; width: parent.width; label: qsTr("Until (year-month-day)"); value: filters.asked.filter.until }
    }
    DeskDialog {
        id: range
        anchors.centerIn: Overlay.overlay
        heading: qsTr("Calls in which a measure lies between")
        accept: qsTr("Show")
        harmless: true
        onAccepted: {
            const chosen = filters.asked.measures[measure.currentIndex];
            if (chosen)
                filters.asked.askRange(chosen.speaker, chosen.name, least.text, most.text);
        }

        DeskChoice {
            id: measure
            width: parent.width
            label: qsTr("Measure")
            model: filters.asked.measures
            textRole: "label"
        }
        Row {
            spacing: Theme.px(8)
            DeskField { id: least; width: Theme.px(120); placeholderText: qsTr("least") }
            DeskField { id: most; width: Theme.px(120); placeholderText: qsTr("most") }
        }
    }
}
