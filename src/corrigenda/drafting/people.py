"""People: the column that identifies a respondent, and columns that could identify a person."""

import re
from collections.abc import Collection, Mapping, Sequence

from corrigenda.drafting.naming import snake
from corrigenda.drafting.scales import known_scale
from corrigenda.drafting.seen import Seen
from corrigenda.readers.exports import Export

_IDS = (
    *("rid", "respondent_id", "respondent", "participant_id", "participant", "participantid"),
    *("subject_id", "subject", "study_id", "record_id", "case_id", "caseid", "case", "pid", "sid"),
    *("subid", "subjid", "id_number", "idno", "person_id", "interview_id", "interview", "code"),
    *("id", "externalreference", "externaldatareference", "externaldatareference_id"),
    *("responseid", "response_id", "recordid", "v1", "uuid", "token"),
)
_ID_LIKE = re.compile(r"[^\W_](?:[\w.-]{0,39})")
# In the words of `snake`, which joins them by underscores.
_NAMES = re.compile(
    r"(?:^|_)(e_?mail|phone|telephone|mobile|telefon|handy|ip_?address|first_?name|last_?name|"
    r"sur_?name|full_?name|family_?name|given_?name|your_name|nachname|vorname|recipient[a-z]*|"
    r"street|postal_?code|post_?code|zip_?code|zip|plz|strasse|address|latitude|longitude|gps|"
    r"coordinates|date_of_birth|birth_?date|dob|birthday|geburtsdatum|ssn|social_security|"
    r"passport|signature|contact_details|user_?name|twitter|instagram|medical_record|mrn)(?:_|$)"
)
_IS_NAME = re.compile(r"^(what_is_your_)?(name|names|interviewee|interviewer_name)$")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_ADDRESS = re.compile(r"(\d{1,3}\.){3}\d{1,3}|[+(]?\d[\d\s()./-]{8,}\d")
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(\D.*)?")


def respondent_column(
    export: Export, seen: Mapping[str, Seen], links: Collection[str] = ()
) -> str | None:
    """Find the column that identifies a respondent.

    Parameters
    ----------
    export
        The export.
    seen
        All its columns in the responses that count.
    links
        Names of coded texts and their cases, one of which may be a respondent.

    Returns
    -------
    str or None
        A column with a short text of its own in every response, and named like an id or linked
        with the coded texts; None where there is none.
    """
    together = {name for family in export.families for name in family.columns}
    fit = [name for name, column in seen.items() if name not in together and _one_each(column)]
    if links:
        linked = {name: _linked(seen[name], links) for name in fit}
        best = max(linked, key=linked.__getitem__, default=None)
        if best and linked[best]:
            return best
    by_rank = {_rank(name): name for name in reversed(fit) if _rank(name) is not None}
    if by_rank:
        return by_rank[min(by_rank)]
    first = next(iter(seen), None)
    like_id = first in fit and not seen[first].column.text and not seen[first].date_formats
    return first if like_id and _like_an_id(seen[first]) else None


def _one_each(seen: Seen) -> bool:
    """Say whether every response holds a short text of its own."""
    texts = list(seen.counts)[:200]
    if not texts or seen.column.labels or seen.filled != len(seen.counts):
        return False
    if not all(_ID_LIKE.fullmatch(text) for text in texts) or _EMAIL.search(texts[0]):
        return False
    cells = seen.cells.str.strip()
    return bool(cells.ne("").all()) and not cells.duplicated().any()


def _rank(name: str) -> int | None:
    words = snake(re.sub(r" \([^()]*\)$", "", name))
    if words in _IDS:
        return _IDS.index(words)
    if re.search(r"(^|_)(id|nr|no|code)$", words) or words.endswith("id"):
        return len(_IDS)
    return None


def _like_an_id(seen: Seen) -> bool:
    """Say whether texts all have the form of an id: letters and digits, or counted from 1 on."""
    texts = list(seen.counts)
    if seen.numbers:
        return len(texts) >= 3 and sorted(map(float, texts)) == list(
            range(int(float(texts[0])), int(float(texts[0])) + len(texts))
        )
    return len(texts) >= 3 and all(re.search(r"\d", text) for text in texts)


def _linked(seen: Seen, links: Collection[str]) -> int:
    """Count the names that an id is, or stands in as a word."""
    ids = {text.strip() for text in seen.cells}
    return sum(any(word in ids for word in (n, *re.split(r"[^\w-]+|_", n))) for n in links)


def could_identify(seen: Seen) -> bool:
    """Say whether a column holds what could identify a person.

    Parameters
    ----------
    seen
        The column.

    Returns
    -------
    bool
        True by the column's name where most answers differ, or by what most answers look like.
    """
    if seen.empty:
        return False
    texts = list(seen.counts)[:500]
    if _share(texts, lambda text: bool(_EMAIL.fullmatch(text))) >= 0.5:
        return True
    looks = _share(texts, lambda t: bool(_ADDRESS.fullmatch(t)) and not _DATE.fullmatch(t))
    if looks >= 0.8 and not seen.numbers:
        return True
    words = snake(seen.name)
    named = _named(words) or _named(snake(seen.column.text[:60]))
    differ = len(seen.folded) > 0.5 * seen.filled and not known_scale(list(seen.counts))
    return named and differ and not seen.column.labels


def _named(words: str) -> bool:
    return bool(_IS_NAME.match(words) or _NAMES.search(words))


def _share(texts: Sequence[str], test) -> float:
    return sum(map(test, texts)) / len(texts)


def holds_addresses(seen: Seen) -> bool:
    """Say whether an answer in words holds an e-mail address."""
    return any("@" in text and _EMAIL.search(text) for text in seen.counts)
