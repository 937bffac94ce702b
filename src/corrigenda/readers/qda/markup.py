"""XML of others: parsed as a stream of small events, without entities and within limits."""

from collections.abc import Mapping
from typing import BinaryIO, Protocol

from corrigenda.errors import Problem, UserError
from corrigenda.readers.archives import MEBIBYTE

DEPTH = 200  # elements in elements
ELEMENTS = 10_000_000
CHARACTERS = 512 * MEBIBYTE
AGAIN = "Export it again."


class Handler(Protocol):
    """What gets the events; names come without their namespaces, those of attributes small."""

    wanted: frozenset[str]  # elements whose text is kept

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""

    def end(self, name: str, text: str) -> None:
        """End an element; the text is empty unless it is wanted."""


class _LimitError(Exception):
    """The file holds more than can be read."""


class _Target:
    def __init__(self, handler: Handler):
        self.handler, self.path, self.kept = handler, [], []
        self.elements, self.characters, self.namespace = 0, 0, None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        space, _, name = tag.rpartition("}")
        if self.namespace is None:
            self.namespace = space.lstrip("{")
        self.elements += 1
        self.path.append(name)
        if len(self.path) > DEPTH or self.elements > ELEMENTS:
            raise _LimitError
        self.kept.clear()
        own = {key.rpartition("}")[2].casefold(): value for key, value in attributes.items()}
        self.handler.start(name, own)

    def data(self, text: str) -> None:
        if self.path and self.path[-1] in self.handler.wanted:
            self.characters += len(text)
            if self.characters > CHARACTERS:
                raise _LimitError
            self.kept.append(text)

    def end(self, tag: str) -> None:
        name = self.path.pop()
        self.handler.end(name, "".join(self.kept))
        self.kept.clear()

    def close(self) -> None:
        pass


def parse(stream: BinaryIO, handler: Handler, place: str, error: type[UserError]) -> str:
    """Parse an XML file.

    Parameters
    ----------
    stream
        Of its bytes.
    handler
        What gets the events.
    place
        How messages name it.
    error
        The kind of `UserError` to raise.

    Returns
    -------
    str
        The namespace of the outermost element.

    Raises
    ------
    UserError
        Of that kind, when it is cut, no XML, declares entities or is too large.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import XMLParser

    target = _Target(handler)
    parser = XMLParser(target=target, forbid_dtd=True)
    try:
        while data := stream.read(MEBIBYTE):
            parser.feed(data)
        parser.close()
    except ParseError as bad:
        line = bad.position[0]
        message = f"not XML as expected (line {line}): {str(bad).partition(':')[0]}."
        raise error(Problem(place, message, f"The file was cut or edited: {AGAIN}")) from None
    except DefusedXmlException:
        message = "the XML declares a document type or entities, which are not read."
        raise error(Problem(place, message, AGAIN)) from None
    except _LimitError:
        message = "the XML is larger or more deeply nested than can be read."
        raise error(Problem(place, message, AGAIN)) from None
    except (ValueError, LookupError):
        message = "the XML is in an encoding that is not known."
        raise error(Problem(place, message, f"{AGAIN[:-1]} as UTF-8.")) from None
    return target.namespace or ""
