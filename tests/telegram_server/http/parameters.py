"""The parameters of a Bot API call, in any of the four ways that Telegram takes them.

Query string, `application/x-www-form-urlencoded`, `multipart/form-data` and `application/json`;
the types are as lenient as Telegram's.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl

from tests.telegram_server.http.wire import Request
from tests.telegram_server.refusals import bad_request

_TRUE = ("true", "yes", "1")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a multipart body."""

    name: str
    content: bytes
    tells_size: bool = True


@dataclass(frozen=True, slots=True)
class Parameters:
    """Every value is text, as on the wire; JSON stays unparsed until it is asked for."""

    values: Mapping[str, str]
    files: Mapping[str, "Upload"] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The value, empty when absent: Telegram makes no difference."""
        return self.values.get(name, "")

    def integer(
        self, name: str, default: int = 0, *, low: int | None = None, high: int | None = None
    ) -> int:
        """The number, moved between the bounds; the default for anything else."""
        try:
            number = int(self.text(name))
        except ValueError:
            number = default
        if low is not None:
            number = max(low, number)
        if high is not None:
            number = min(high, number)
        return number

    def boolean(self, name: str) -> bool:
        return self.text(name).lower() in _TRUE

    def json(self, name: str, what: str) -> object:
        """The parsed value; None when absent. `what` names it in Telegram's complaint."""
        if not self.text(name):
            return None
        try:
            return json.loads(self.text(name))
        except ValueError:
            raise bad_request(f"can't parse {what}") from None


def read_parameters(request: Request) -> Parameters:
    """Collect the parameters of a call; those in the body win over the query string."""
    values = dict(parse_qsl(request.query, keep_blank_values=True))
    files: dict[str, Upload] = {}
    kind = request.content_type.partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        values |= parse_qsl(request.body.decode(), keep_blank_values=True)
    elif kind == "multipart/form-data":
        values |= _multipart(request, files)
    elif kind == "application/json" and request.body:
        values |= _json(request.body)
    return Parameters(values, files)


def _multipart(request: Request, files: dict[str, Upload]) -> dict[str, str]:
    """Read the values of a multipart body, and put its files aside."""
    head = f"Content-Type: {request.content_type}\r\n\r\n".encode("latin-1")
    message = BytesParser(policy=HTTP).parsebytes(head + request.body)
    values = {}
    for part in message.iter_parts():
        content = part.get_payload(decode=True)
        name = part.get_param("name", header="content-disposition")
        if not isinstance(content, bytes):
            continue
        if filename := part.get_filename():
            files[str(name)] = Upload(filename, content)
        else:
            values[str(name)] = content.decode()
    return values


def _json(body: bytes) -> dict[str, str]:
    try:
        fields = json.loads(body)
    except ValueError:
        raise bad_request("can't parse request: invalid JSON") from None
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in dict(fields).items()
        if value is not None
    }
