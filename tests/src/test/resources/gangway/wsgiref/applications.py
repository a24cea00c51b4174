"""Small WSGI applications, each with a twin of its name in Applications.java."""
import io
import sys

ALL = {}
closed = 0                           # how often a body was closed since the handler began


def plain(*fields):
    """A new list each time: wsgiref's handler adds its own fields to the list that it is given."""
    return [('Content-Type', 'text/plain'), *fields]


def application(function):
    ALL[function.__name__] = function
    return function


class Body:
    """Blocks that know when they are closed."""

    def __init__(self, blocks):
        self.blocks = blocks

    def __iter__(self):
        return iter(self.blocks)

    def close(self):
        global closed
        closed += 1


class Failed(Exception):
    pass


# Bodies

@application
def hello(environ, start_response):
    start_response('200 OK', plain())
    return [b'Hello, world!\n']


@application
def several_blocks(environ, start_response):
    start_response('200 OK', plain())
    return [b'one', b'two', b'three']


@application
def empty_body(environ, start_response):
    start_response('200 OK', plain())
    return []


@application
def one_empty_block(environ, start_response):
    start_response('200 OK', plain())
    return [b'']


@application
def empty_first_block(environ, start_response):
    start_response('200 OK', plain())
    return Body([b'', b'', b'x'])


@application
def write_then_iterate(environ, start_response):
    write = start_response('200 OK', plain())
    write(b'written, ')
    return [b'returned']


@application
def write_only(environ, start_response):
    write = start_response('200 OK', plain())
    write(b'one ')
    write(b'two')
    return []


@application
def write_while_iterated(environ, start_response):
    write = start_response('200 OK', plain())

    def blocks():
        yield b'one '
        write(b'two ')
        yield b'three'
    return Body(blocks())


@application
def lazy_start(environ, start_response):
    def blocks():
        start_response('202 Accepted', plain())
        yield b'late'
    return Body(blocks())


@application
def lazy_start_without_blocks(environ, start_response):
    def blocks():
        start_response('202 Accepted', plain())
        return
        yield
    return Body(blocks())


@application
def closed_at_the_end(environ, start_response):
    start_response('200 OK', plain())
    return Body([b'a', b'b'])


@application
def file_wrapper(environ, start_response):
    start_response('200 OK', plain())

    class File:                      # not io.BytesIO, which is closed once more when it is collected
        read = io.BytesIO(b'a file of some bytes').read

        def close(self):
            global closed
            closed += 1
    return environ['wsgi.file_wrapper'](File(), 7)


# Lengths

@application
def length_given(environ, start_response):
    start_response('200 OK', plain(('Content-Length', '6')))
    return Body([b'abc', b'def'])


@application
def length_too_short_for_the_block(environ, start_response):
    start_response('200 OK', plain(('Content-Length', '3')))
    return [b'abcdef']


@application
def length_too_short_for_the_blocks(environ, start_response):
    start_response('200 OK', plain(('Content-Length', '3')))
    return Body([b'ab', b'cd', b'ef'])


@application
def length_too_short_for_what_is_written(environ, start_response):
    write = start_response('200 OK', plain(('Content-Length', '3')))
    write(b'abcdef')
    return []


@application
def length_too_long(environ, start_response):
    start_response('200 OK', plain(('Content-Length', '10')))
    return Body([b'abc'])


@application
def length_no_number(environ, start_response):
    start_response('200 OK', plain(('Content-Length', '+3')))
    return [b'abc']


@application
def length_twice(environ, start_response):
    start_response('200 OK', plain(('Content-Length', '3'), ('Content-Length', '4')))
    return [b'abc']


@application
def head_with_body(environ, start_response):
    start_response('200 OK', plain())
    return Body([b'abc'])


@application
def head_without_body(environ, start_response):
    start_response('200 OK', plain())
    return []


@application
def head_with_length(environ, start_response):
    start_response('200 OK', plain(('Content-Length', '3')))
    return []


@application
def no_content(environ, start_response):
    start_response('204 No Content', [])
    return []


@application
def no_content_with_body(environ, start_response):
    start_response('204 No Content', [])
    return Body([b'abc'])


@application
def not_modified(environ, start_response):
    start_response('304 Not Modified', [('ETag', '"1"')])
    return []


@application
def not_modified_with_body(environ, start_response):
    start_response('304 Not Modified', [('ETag', '"1"')])
    return Body([b'abc'])


# Failures

@application
def start_twice(environ, start_response):
    start_response('200 OK', plain())
    start_response('404 Not Found', plain())
    return [b'x']


@application
def start_twice_because_the_first_was_refused(environ, start_response):
    try:
        start_response('bad', plain())
    except Exception:
        start_response('200 OK', plain())
    return [b'x']


@application
def start_again_before_output(environ, start_response):
    start_response('200 OK', [('X-First', '1')])
    try:
        raise Failed
    except Failed:
        start_response('503 Service Unavailable', plain(), sys.exc_info())
    return [b'sorry']


@application
def start_again_after_an_empty_block(environ, start_response):
    start_response('200 OK', plain())

    def blocks():
        yield b''
        try:
            raise Failed
        except Failed:
            start_response('503 Service Unavailable', plain(), sys.exc_info())
        yield b'sorry'
    return Body(blocks())


@application
def start_again_after_output(environ, start_response):
    start_response('200 OK', plain())

    def blocks():
        yield b'half'
        try:
            raise Failed
        except Failed:
            start_response('503 Service Unavailable', plain(), sys.exc_info())
        yield b'sorry'
    return Body(blocks())


@application
def fails_before_start(environ, start_response):
    raise Failed


@application
def fails_after_start(environ, start_response):
    start_response('200 OK', plain())
    raise Failed


@application
def fails_after_write(environ, start_response):
    start_response('200 OK', plain())(b'half')
    raise Failed


@application
def fails_in_the_first_block(environ, start_response):
    start_response('200 OK', plain())

    def blocks():
        raise Failed
        yield
    return Body(blocks())


@application
def fails_after_an_empty_block(environ, start_response):
    start_response('200 OK', plain())

    def blocks():
        yield b''
        raise Failed
    return Body(blocks())


@application
def fails_after_a_block(environ, start_response):
    start_response('200 OK', plain())

    def blocks():
        yield b'half'
        raise Failed
    return Body(blocks())


@application
def fails_in_close(environ, start_response):
    start_response('200 OK', plain())

    class Failing(Body):
        def close(self):
            super().close()
            raise Failed
    return Failing([b'whole'])


@application
def returns_nothing(environ, start_response):
    start_response('200 OK', plain())


@application
def yields_nothing(environ, start_response):
    start_response('200 OK', plain())
    return Body([None])


@application
def never_starts(environ, start_response):
    return Body([b'x'])


@application
def never_starts_and_has_no_blocks(environ, start_response):
    return Body([])


# Statuses and fields

@application
def fields_repeated(environ, start_response):
    start_response('200 OK', plain(('Set-Cookie', 'a=1'), ('Set-Cookie', 'b=2')))
    return [b'x']


@application
def field_in_latin_1(environ, start_response):
    start_response('200 OK', plain(('X-Name', '\xe9\xff')))
    return [b'x']


@application
def field_about_the_connection(environ, start_response):
    start_response('200 OK', plain(('Connection', 'close')))
    return [b'x']


@application
def field_trailer(environ, start_response):
    start_response('200 OK', plain(('Trailer', 'X-Sum')))
    return [b'x']


@application
def field_with_a_line_break(environ, start_response):
    start_response('200 OK', plain(('X-Name', 'a\r\nX-Split: b')))
    return [b'x']


@application
def field_not_in_latin_1(environ, start_response):
    start_response('200 OK', plain(('X-Name', '\u20ac')))
    return [b'x']


@application
def field_name_with_a_blank(environ, start_response):
    start_response('200 OK', plain(('X Name', 'a')))
    return [b'x']


@application
def status_without_a_reason(environ, start_response):
    start_response('200', plain())
    return [b'x']


@application
def status_without_a_blank(environ, start_response):
    start_response('200OK', plain())
    return [b'x']


@application
def status_without_a_number(environ, start_response):
    start_response('20X OK', plain())
    return [b'x']


@application
def status_with_a_line_break(environ, start_response):
    start_response('200 OK\r\nX-Split: b', plain())
    return [b'x']


@application
def status_not_final(environ, start_response):
    start_response('100 Continue', plain())
    return [b'x']


@application
def status_unknown(environ, start_response):
    start_response('299 Somehow', plain())
    return [b'x']


# Input and environ

@application
def input_to_its_length(environ, start_response):
    start_response('200 OK', plain())
    return [environ['wsgi.input'].read(int(environ['CONTENT_LENGTH']))]


@application
def input_line_by_line(environ, start_response):
    start_response('200 OK', plain())
    content = environ['wsgi.input']
    return [content.readline(), b'|', content.readline(3), b'|', b'|'.join(content.readlines(1)), b'|', content.readline()]


@application
def input_iterated(environ, start_response):
    start_response('200 OK', plain())
    return [b'|'.join(environ['wsgi.input'])]


@application
def input_in_lines(environ, start_response):
    start_response('200 OK', plain())
    return [b'|'.join(environ['wsgi.input'].readlines())]


@application
def environ_echoed(environ, start_response):
    start_response('200 OK', plain())
    names = ('REQUEST_METHOD', 'SCRIPT_NAME', 'PATH_INFO', 'QUERY_STRING', 'SERVER_NAME', 'SERVER_PORT', 'SERVER_PROTOCOL',
             'CONTENT_TYPE', 'CONTENT_LENGTH', 'HTTP_ACCEPT', 'REMOTE_USER')
    return [''.join('%s=%s\n' % (name, environ.get(name, '(absent)')) for name in names).encode('latin-1')]


@application
def errors_written(environ, start_response):
    environ['wsgi.errors'].write('a complaint\n')
    environ['wsgi.errors'].flush()
    start_response('200 OK', plain())
    return [b'x']
