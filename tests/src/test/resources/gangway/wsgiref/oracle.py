"""Python's wsgiref, asked from Java: a question is a line, an answer is a line.

A question is the name of a function below and its arguments, an answer is what the function returns, each as "=" and the
hexadecimal digits of its UTF-8; None is "-". An answer "!" tells the name of an exception instead.
"""
import io
import sys
from urllib.parse import quote, unquote
from wsgiref import handlers, headers, simple_server, types, util, validate

import applications


def dictionary(pairs):
    return dict(zip(pairs[::2], pairs[1::2]))


def shift_path_info(*environ):
    environ = dictionary(environ)
    return util.shift_path_info(environ), environ.get('SCRIPT_NAME'), environ.get('PATH_INFO')


def request_uri(*environ):
    return util.request_uri(dictionary(environ)), util.request_uri(dictionary(environ), include_query=False)


def application_uri(*environ):
    return util.application_uri(dictionary(environ)),


def guess_scheme(*environ):
    return util.guess_scheme(dictionary(environ)),


def is_hop_by_hop(*names):
    return [str(util.is_hop_by_hop(name)) for name in names]


def setup_testing_defaults(*environ):
    environ = dictionary(environ)
    util.setup_testing_defaults(environ)
    return [text for name in sorted(environ) if name not in ('wsgi.input', 'wsgi.errors', 'wsgi.version')
            for text in (name, environ[name] if isinstance(environ[name], str) else str(bool(environ[name])))]


def file_wrapper(content, size):
    """The blocks; then, whether the file is closed behind the last one, and behind close()."""
    file = io.BytesIO(content.encode('latin-1'))
    wrapper = util.FileWrapper(file, int(size)) if size else util.FileWrapper(file)
    blocks = [block.decode('latin-1') for block in wrapper]
    at_end = file.closed
    wrapper.close()
    return blocks + [str(at_end), str(file.closed)]


def percent_quote(text, safe):
    return quote(text, safe, encoding='latin-1'),


def percent_unquote(text):
    return unquote(text, encoding='latin-1'),


def format_date_time(*timestamps):
    return [handlers.format_date_time(int(timestamp)) for timestamp in timestamps]


fields = headers.Headers([])


def new_headers(*pairs):
    """Replaces the header fields that the next calls are about."""
    global fields
    fields = headers.Headers(list(zip(pairs[::2], pairs[1::2])))
    return str(fields),


def call_headers(method, *arguments):
    """What the method returns; then str() and bytes() of the header fields."""
    if method == 'add_header':
        name, value, *parameters = arguments
        result = fields.add_header(name, value or None, **{k: v or None for k, v in dictionary(parameters).items()})
    else:
        result = getattr(fields, method)(*arguments)
    if isinstance(result, (bool, int)):
        result = str(result)
    if isinstance(result, list):
        result = ' | '.join('='.join(item) if isinstance(item, tuple) else item for item in result)
    return result, str(fields), bytes(fields).decode('latin-1')


def refused(template):
    """Which characters, by number, wsgiref does not take in a field's value."""
    numbers = []
    for number in range(0x201):
        try:
            headers.Headers([]).add_header('X', template.replace('?', chr(number)))
        except Exception:
            numbers.append(str(number))
    return numbers


def public_names():
    chosen = {headers: ['Headers'], util: util.__all__ + ['is_hop_by_hop'],
              handlers: handlers.__all__ + ['format_date_time']}
    return [name for module in (util, headers, handlers, simple_server, validate, types)
            for name in chosen.get(module) or module.__all__]


class Cgi(handlers.BaseCGIHandler):
    os_environ = {}                  # only what is asked, nothing of this process


class Origin(handlers.SimpleHandler):
    os_environ = {}


def run(handler, name, content, *environ):
    """What the handler wrote; then, how often the body was closed, whether an error was logged, and what was raised."""
    out, err = io.BytesIO(), io.StringIO()
    handler = {'CGI': Cgi, 'ORIGIN': Origin}[handler](io.BytesIO(content.encode('latin-1')), out, err, dictionary(environ))
    applications.closed = 0
    raised = None
    try:
        handler.run(applications.ALL[name])
    except Exception as error:
        raised = type(error).__name__
    return out.getvalue().decode('latin-1'), str(applications.closed), str(bool(err.getvalue())), raised


def application_names():
    return list(applications.ALL)


for line in sys.stdin:
    function, *arguments = (bytes.fromhex(token[1:]).decode() for token in line.split())
    try:
        answer = ' '.join('-' if text is None else '=' + text.encode().hex() for text in globals()[function](*arguments))
    except Exception as error:
        answer = '!' + type(error).__name__
    print(answer, flush=True)
