pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes

// Calls from left to right as a line; the past's median and its usual spread behind it, the last calls as dots.
Item {
    id: chart

    required property var trend
    property int current: -1
    readonly property var places: trend.chart
    readonly property int count: trend.points.length
    readonly property real dot: Theme.px(6)
    readonly property real plotWidth: width - side - dot
    readonly property real plotHeight: height - 2 * inset
    readonly property real inset: Theme.px(8)
    // Room for the highest and the lowest value, which are written beside the line.
    readonly property real side: Math.max(highest.implicitWidth, lowest.implicitWidth) + Theme.px(8)

    signal picked(string call)
    signal touched

    function across(n: int): real {
        return dot / 2 + places.xs[n] * plotWidth;
    }
    function down(share: real): real {
        return inset + share * plotHeight;
    }
    function nearest(x: real): int {
        const share = (x - dot / 2) / Math.max(1, plotWidth);
        return Math.max(0, Math.min(count - 1, Math.round(share * (count - 1))));
    }

    Accessible.ignored: true

    Rectangle {
        y: chart.down(chart.places.band_top)
        width: chart.plotWidth + chart.dot
        height: Math.max(1, chart.down(chart.places.band_bottom) - y)
        color: Theme.contrast ? Theme.panel : Theme.pressed
        border.width: Theme.contrast ? 1 : 0
        border.color: Theme.rail
    }
    Rectangle {
        y: Math.round(chart.down(chart.places.middle))
        width: chart.plotWidth + chart.dot
        height: 1
        color: Theme.soft
    }
    Shape {
        anchors.fill: parent

        ShapePath {
            strokeColor: Theme.agent
            strokeWidth: Theme.px(1.4)
            fillColor: "transparent"
            joinStyle: ShapePath.RoundJoin

            PathPolyline {
                path: chart.places.xs.map((share, n) => Qt.point(chart.across(n), chart.down(chart.places.ys[n])))
            }
        }
    }
    Repeater {
        model: chart.trend.latest || Math.min(chart.count, 5)

        Rectangle {
            required property int index
            readonly property int place: chart.count - 1 - index

            x: chart.across(place) - width / 2
            y: chart.down(chart.places.ys[place]) - height / 2
            width: chart.dot
            height: chart.dot
            radius: width / 2
            color: chart.trend.latest ? Theme.agent : Theme.panel
            border.width: chart.trend.latest ? 0 : Theme.px(1.4)
            border.color: Theme.agent
        }
    }
    Rectangle {
        visible: chart.current >= 0
        x: chart.current < 0 ? 0 : chart.across(chart.current) - width / 2
        y: chart.current < 0 ? 0 : chart.down(chart.places.ys[chart.current]) - height / 2
        width: Theme.px(11)
        height: width
        radius: width / 2
        color: Theme.panel
        border.width: Theme.px(2.4)
        border.color: Theme.ink
    }
    Caption {
        id: highest
        anchors.right: parent.right
        y: Math.max(0, chart.down(chart.places.ys[chart.places.highest]) - height / 2)
        text: chart.trend.points[chart.places.highest].text
        Accessible.ignored: true
    }
    Caption {
        id: lowest
        anchors.right: parent.right
        visible: y > highest.y + highest.height * 0.8
        y: Math.min(chart.height - height, chart.down(chart.places.ys[chart.places.lowest]) - height / 2)
        text: chart.trend.points[chart.places.lowest].text
        Accessible.ignored: true
    }
    MouseArea {
        anchors.fill: parent
        hoverEnabled: true
        onPositionChanged: event => chart.current = chart.nearest(event.x)
        onExited: chart.current = -1
        onPressed: chart.touched()
        onDoubleClicked: event => chart.picked(chart.trend.points[chart.nearest(event.x)].call)
    }
}
