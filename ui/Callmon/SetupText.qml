import QtQuick

// A paragraph of the set-up.
Prose {
    wrapMode: Text.Wrap
    elide: Text.ElideNone
    lineHeight: 1.2
    verticalAlignment: Text.AlignTop
}
