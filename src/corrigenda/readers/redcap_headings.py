"""REDCap: names of columns, where the header of an export shows labels in their place."""

from collections.abc import Sequence

from corrigenda.readers.plain import one_line
from corrigenda.readers.redcap_dictionary import PIPED, Dictionary, Field

# What REDCap adds to every export of labels, and its name in an export of values.
OF_PRODUCT = {
    "Event Name": "redcap_event_name",
    "Repeat Instrument": "redcap_repeat_instrument",
    "Repeat Instance": "redcap_repeat_instance",
    "Data Access Group": "redcap_data_access_group",
    "Survey Identifier": "redcap_survey_identifier",
}


def headings(own: Sequence[str], header: Sequence[str], dictionary: Dictionary) -> list[str]:
    """Find the name of each column.

    Parameters
    ----------
    own
        The columns' names as the file has them, each once.
    header
        The header as it stands.
    dictionary
        Names the fields and their labels.

    Returns
    -------
    list of str
        The fields' names in the order of the columns; where the dictionary knows none, their own.
    """
    if set(own) & dictionary.fields.keys() or not dictionary.fields:
        return list(own)
    expected = _expected(dictionary)
    names, taken, after = [], set(own), -1
    for name, shown in zip(own, header, strict=True):
        label = PIPED.sub("…", one_line(shown))
        # Labels recur, as "Complete?" does: the next one in the order of the dictionary is meant.
        places = expected.get(label, [])
        found = next(((n, known) for n, known in places if n > after), None)
        if len(places) == 1:  # wherever it stands, nothing else can be meant
            found = (max(after, places[0][0]), places[0][1])
        after, known = found or (after, OF_PRODUCT.get(label, name))
        names.append(name if known in taken else known)
        taken.add(known)
    return names


def _expected(dictionary: Dictionary) -> dict[str, list[tuple[int, str]]]:
    """Return under each label of a column its places in the order of an export, and names."""
    listed: list[tuple[str, str]] = []
    # The record's id stands first, even before the timestamp of its own form.
    record, *fields = dictionary.fields.values()
    listed.extend(_of_field(record))
    form = record.form
    listed.append(("Survey Timestamp", f"{form}_timestamp"))
    for field in fields:
        if field.form != form:
            listed.append(("Complete?", f"{form}_complete"))
            listed.append(("Survey Timestamp", f"{field.form}_timestamp"))
            form = field.form
        listed.extend(_of_field(field))
    listed.append(("Complete?", f"{form}_complete"))
    places: dict[str, list[tuple[int, str]]] = {}
    for n, (label, name) in enumerate(listed):
        places.setdefault(label, []).append((n, name))
    return places


def _of_field(field: Field) -> list[tuple[str, str]]:
    if field.kind == "checkbox":
        return [
            (f"{field.label} (choice={label})", field.box(value))
            for value, label in field.choices.items()
        ]
    return [] if field.kind == "descriptive" else [(field.label, field.name)]
