from __future__ import annotations

from pathlib import Path

import pytest

from cyberready.errors import WrongCall
from cyberready.library.json_schema import MODELS, schema_text
from cyberready.workspace.schemas import write_schemas


def test_all_are_written_and_the_same_again_touches_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "schema"
    written = write_schemas(folder)
    assert {file.name for file in written} == {f"{name}.schema.json" for name in MODELS}
    assert (folder / "sheet.schema.json").read_text(encoding="utf-8") == schema_text("sheet")
    before = [file.stat().st_mtime_ns for file in written]
    assert write_schemas(folder) == written
    assert [file.stat().st_mtime_ns for file in written] == before


def test_another_file_of_that_name_is_replaced_only_by_force(tmp_path: Path) -> None:
    (tmp_path / "sheet.schema.json").write_text("{}")
    with pytest.raises(WrongCall, match=r"sheet\.schema\.json.*--force"):
        write_schemas(tmp_path)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("sheet.schema.json", "{}")]
    write_schemas(tmp_path, ["crosswalk"])
    write_schemas(tmp_path, replace=True)
    assert (tmp_path / "sheet.schema.json").read_text(encoding="utf-8") == schema_text("sheet")
    assert len(list(tmp_path.iterdir())) == len(MODELS)


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "sheet.schema.json").mkdir()
    with pytest.raises(WrongCall):
        write_schemas(tmp_path)
