import QtQuick

// A remark on the judgement of what is selected. What is typed is kept when one leaves it, whatever one goes to;
// where it cannot be kept it is there again when one comes back.
DeskField {
    id: field

    required property var selected
    required property var marks
    property string about: ""
    property string known: ""
    property var unkept: ({})

    function keep() {
        if (!about || text.trim() === known)
            return;
        if (marks.setRemark(text, about))
            known = text.trim();
        else
            unkept[about] = text;
    }
    function turn() {
        if (about === selected.key && text.trim() !== known)
            return;
        keep();
        about = selected.key;
        known = marks.remark;
        text = unkept[about] ?? known;
        delete unkept[about];
    }

    objectName: "remark"
    placeholderText: qsTr("Remark")
    onEditingFinished: keep()
    Component.onCompleted: turn()
    Component.onDestruction: keep()

    Connections {
        target: field.marks
        function onChanged() { field.turn(); }
    }
}
