pragma Singleton
import QtQuick

// Colours, sizes and times of the overlay. Hues are those of Okabe and Ito, darkened or lightened until text
// in them has a contrast of at least 4.5:1; nothing is said by a hue alone.
QtObject {
    id: theme

    // What the user wishes; "system" follows the desktop.
    property string scheme: "system"
    property real textScale: 1
    property bool stillness: false

    // Qt tells it from 6.10 on.
    readonly property var hints: Application.styleHints.accessibility
    readonly property bool wantsContrast: hints ? hints.contrastPreference === Qt.HighContrast : false
    readonly property bool contrast: scheme === "contrast" || scheme === "contrast-light"
                                     || (scheme === "system" && wantsContrast)
    readonly property bool dark: scheme === "dark" || scheme === "contrast"
                                 || (scheme === "system" && Application.styleHints.colorScheme === Qt.Dark)

    function pick(light, night, strong, strongNight) {
        return contrast ? (dark ? strongNight : strong) : (dark ? night : light);
    }

    readonly property color panel: pick("#ffffff", "#1b1f23", "#ffffff", "#000000")
    readonly property color raised: pick("#f4f6f7", "#252a30", "#ffffff", "#000000")
    readonly property color pressed: pick("#e6eaed", "#323940", "#d0d0d0", "#404040")
    readonly property color line: pick("#e1e5e8", "#333a41", "#000000", "#ffffff")
    readonly property color edge: pick("#c3c9ce", "#454d55", "#000000", "#ffffff")
    readonly property color ink: pick("#1b2228", "#e9ecee", "#000000", "#ffffff")
    readonly property color soft: pick("#586370", "#a5afb8", "#000000", "#ffffff")
    readonly property color rail: pick("#d9dee2", "#3b434b", "#757575", "#8c8c8c")

    readonly property color agent: pick("#0072b2", "#56b4e9", "#00487a", "#8fd0f5")
    readonly property color customer: pick("#a34f80", "#d98db7", "#7a2458", "#f3b5d6")
    readonly property color good: pick("#00714f", "#45c99e", "#004d36", "#7fe8c6")
    readonly property color problem: pick("#b04600", "#f5904a", "#8c2d00", "#f0e442")

    // A cue's tile and its symbol, by pillar.
    function pillarTint(pillar: string): color {
        if (pillar === "care")
            return pick("#def2ea", "#15372d", "#ffffff", "#000000");
        if (pillar === "open_mind")
            return pick("#fbf0d4", "#3a2f16", "#ffffff", "#000000");
        return pick("#dfeef8", "#15313f", "#ffffff", "#000000");
    }
    function pillarInk(pillar: string): color {
        if (pillar === "care")
            return pick("#006349", "#5fd4ac", "#004d36", "#7fe8c6");
        if (pillar === "open_mind")
            return pick("#775000", "#f0be55", "#5c3d00", "#ffd166");
        return pick("#005a8e", "#83c8f2", "#00487a", "#8fd0f5");
    }

    // Sizes follow the font of the desktop: 13 pixels of it are the measure.
    readonly property Text probe: Text {}
    readonly property real base: probe.fontInfo.pixelSize * textScale
    readonly property string family: probe.fontInfo.family
    function px(size: real): real {
        return Math.round(size * base / 13);
    }
    readonly property int small: px(11.5)
    readonly property int body: px(13)
    readonly property int figure: px(20)
    readonly property int advice: px(20)
    readonly property int margin: px(14)
    readonly property int gap: px(8)
    readonly property int radius: px(8)

    // Milliseconds that a cue takes to go; it takes none to come.
    readonly property int fadeOut: stillness ? 0 : 160
}
