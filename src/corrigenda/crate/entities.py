"""Entities of a crate: what its metadata tells of, beside the files in it."""


def entity(crate, identifier: str, /, **properties):
    """Add something to a crate that is no file; ``type`` stands for ``@type``."""
    from rocrate.model.contextentity import ContextEntity

    typed = {"@type": properties.pop("type")} | properties
    return crate.add(ContextEntity(crate, identifier, properties=typed))


def compact(crate) -> None:
    """Write a list of one as that one, as RO-Crate asks for."""
    for each in crate.get_entities():
        properties = each.properties()
        single = {k: v for k, v in properties.items() if isinstance(v, list) and len(v) == 1}
        properties.update({name: value[0] for name, value in single.items()})
