from callmon.export.pdf import write_pdf
from callmon.ui.pdf import print_plain


def test_qt_prints_a_plain_page_where_no_browser_can(qapp, tmp_path):
    html = "<h1>For Kim</h1>" + "<p>A line of the transcript.</p>" * 200
    write_pdf(tmp_path / "report.pdf", "", lambda path: print_plain(html, path, "Report"))
    data = (tmp_path / "report.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") >= 3
    assert [file.name for file in tmp_path.iterdir()] == ["report.pdf"]
