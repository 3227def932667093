import QtQuick
import QtQuick.Shapes

// One of the shapes of Icons, in one colour.
Item {
    id: icon

    required property string name
    property color color: Theme.ink
    property real size: Theme.px(16)
    property real pen: 1.9
    property bool filled: false

    implicitWidth: size
    implicitHeight: size
    Accessible.ignored: true

    Shape {
        width: 24
        height: 24
        scale: icon.size / 24
        transformOrigin: Item.TopLeft

        ShapePath {
            strokeColor: icon.color
            fillColor: icon.filled ? icon.color : "transparent"
            strokeWidth: icon.pen
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin

            PathSvg {
                path: Icons.paths[icon.name] ?? ""
            }
        }
    }
}
