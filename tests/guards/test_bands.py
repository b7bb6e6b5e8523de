"""Relations of tables follow the bands too: import-linter does not see a foreign key."""

import tomllib

from django.apps import apps

from tests.guards.source import PACKAGE, ROOT, none_of

# Face before face: neither may point at the other, so they share a place in the order.
FACES = ("ui",)


def bands() -> dict[str, int]:
    """Return the place of every package in the order of the bands; 0 is the highest."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(
        contract
        for contract in settings["tool"]["importlinter"]["contracts"]
        if contract["name"].startswith("Domains")
    )
    return {
        name.strip().removeprefix("sunshine."): place
        for place, layer in enumerate(contract["layers"])
        for name in layer.split("|")
    }


def test_every_package_has_its_band() -> None:
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert packages - set(bands()) - set(FACES) == set()


def test_relations_point_downward() -> None:
    place = bands()
    upward = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if (field.many_to_one or field.one_to_one or field.many_to_many) and field.concrete
        if model._meta.app_label in place and field.related_model._meta.app_label in place
        if not _may_point(place, model._meta.app_label, field.related_model._meta.app_label)
    ]
    none_of(upward)


def _may_point(place: dict[str, int], source: str, target: str) -> bool:
    return source == target or place[source] < place[target]
