"""Ruled tables."""

from pipeline.load.pdf.grids import Grid, find_grids
from pipeline.load.pdf.lines import Line
from pipeline.load.pdf.model import Fill, Rule
from tests.load.pdf.printed import across, down, line


def cells(grid: Grid) -> list[list[list[str]]]:
    return [[[found.text for found in lines] for lines, _, _ in row] for row in grid.rows]


def table(rows: int, columns: int = 2) -> list[Rule]:
    """Rows of 20 points from 100 down, columns of 100 points from 50 on, all ruled."""
    right, bottom = 50 + 100 * columns, 100 + 20 * rows
    return [
        *(across(50, right, 100 + 20 * row) for row in range(rows + 1)),
        *(down(50 + 100 * column, 100, bottom) for column in range(columns + 1)),
    ]


def at(text: str, row: int, column: int) -> Line:
    return line(text, 55 + 100 * column, 114 + 20 * row)


def test_each_cell_has_its_lines_and_what_is_outside_stays() -> None:
    lines = [at("Porteur", 0, 0), at("La ressourcerie", 0, 1), at("Depuis", 1, 0), at("2018", 1, 1), line("Hors du tableau", 55, 200)]
    (grid,), rest = find_grids(lines, table(2))
    assert cells(grid) == [[["Porteur"], ["La ressourcerie"]], [["Depuis"], ["2018"]]]
    assert [found.text for found in rest] == ["Hors du tableau"]
    assert [(left, right) for _, left, right in grid.rows[0]] == [(50, 150.25), (150.25, 250.25)]


def test_a_cell_without_a_rule_in_it_spans_two_columns() -> None:
    rules = [across(50, 250, 100), across(50, 250, 120), across(50, 250, 140), down(50, 100, 140), down(250, 100, 140), down(150, 120, 140)]
    (grid,), _ = find_grids([line("La ressourcerie du canal", 90, 114), at("Depuis", 1, 0), at("2018", 1, 1)], rules)
    assert cells(grid) == [[["La ressourcerie du canal"]], [["Depuis"], ["2018"]]]


def test_shaded_labels_beside_rules_are_a_column() -> None:
    """No rule stands between labels and values: what tells them apart is the shade behind the labels."""
    shades = [Fill(50, 100 + 20 * row, 150, 120 + 20 * row, (0.9, 0.95, 0.95)) for row in range(2)]
    lines = [at("Porteur", 0, 0), at("La ressourcerie", 0, 1), at("Depuis", 1, 0), at("2018", 1, 1)]
    (grid,), rest = find_grids(lines, [across(50, 250, 120), across(50, 250, 140)], shades)
    assert cells(grid) == [[["Porteur"], ["La ressourcerie"]], [["Depuis"], ["2018"]]]
    assert find_grids(lines, [across(50, 250, 120)], shades)[0] == []
    assert rest == []


def test_an_empty_cell_keeps_its_place() -> None:
    (grid,), _ = find_grids([at("Porteur", 0, 0), at("La ressourcerie", 0, 1), at("2018", 1, 1)], table(2))
    assert cells(grid)[1] == [[], ["2018"]]


def test_one_row_is_a_table_only_in_a_frame() -> None:
    lines = [at("Porteur", 0, 0), at("La ressourcerie", 0, 1)]
    (grid,), _ = find_grids(lines, table(1))
    assert cells(grid) == [[["Porteur"], ["La ressourcerie"]]]
    open_below = [across(50, 250, 100), across(50, 60, 120), down(50, 100, 120), down(150, 100, 120)]
    assert find_grids(lines, open_below) == ([], lines)


def test_a_frame_around_one_column_is_no_table() -> None:
    lines = [at("Porteur", 0, 0), at("Depuis", 1, 0)]
    assert find_grids(lines, table(2, columns=1)) == ([], lines)


def test_rules_that_do_not_meet_make_no_table() -> None:
    lines = [at("Porteur", 0, 0), at("La ressourcerie", 0, 1)]
    underlines = [across(50, 250, 100), across(50, 250, 120), down(400, 100, 120)]
    assert find_grids(lines, underlines) == ([], lines)


def test_two_tables_on_a_page() -> None:
    second = [Rule(rule.x0, rule.top + 200, rule.x1, rule.bottom + 200) for rule in table(1)]
    lines = [at("Porteur", 0, 0), at("La ressourcerie", 0, 1), line("Depuis", 55, 314), line("2018", 155, 314)]
    grids, rest = find_grids(lines, [*table(1), *second])
    assert sorted(cells(grid) for grid in grids) == [[[["Depuis"], ["2018"]]], [[["Porteur"], ["La ressourcerie"]]]]
    assert rest == []
