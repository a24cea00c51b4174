"""Runs the Python side of the twin programs: each line of the input is a name and, in base64, a source; the output is one
JSON object, with the trace that each left. Each runs in a thread of its own, so that it has a greenlet root and a gevent hub
of its own.
"""
import base64
import json
import sys
import threading

PATIENCE = 20
MISUSE = {'ValueError', 'RuntimeError', 'TypeError', 'AttributeError', 'AssertionError', 'error'}


class Oops(Exception):
    """What goes wrong on purpose."""


class Trace(list):
    """What a program tells of itself. Its twin in Java is Trace.java."""

    def __call__(self, *parts):
        self.append(' '.join(map(str, parts)))

    def attempt(self, what):
        """Notes what a function returns, or how it fails."""
        try:
            self(what())
        except BaseException as e:
            self.error(e)

    def error(self, e):
        """Notes an exception with its words."""
        words = getattr(e, 'value', None) if isinstance(e, StopIteration) else str(e)
        self(kind(e) + ': ' + str(words))

    def kind(self, e):
        """Notes an exception without its words."""
        self(kind(e))


def kind(e):
    return 'misuse' if type(e).__name__ in MISUSE else type(e).__name__


def run(source):
    t = Trace()
    told = []
    over = threading.Event()

    def program():
        try:
            exec(compile(source, '<program>', 'exec'), {'t': t, 'Oops': Oops})
        except BaseException as e:
            t('the program failed:', type(e).__name__, e)
        told.append(list(t))
        over.set()
        if 'gevent' in sys.modules:                            # what it left behind would complain in somebody else's time
            sys.modules['gevent'].get_hub().destroy(destroy_loop=True)

    thread = threading.Thread(target=program, daemon=True)
    thread.start()
    over.wait(PATIENCE)
    thread.join(0.2)                                           # some hubs never end: not this one's trace's business
    return told[0] if told else list(t) + ['the program does not end']


def main():
    sys.setrecursionlimit(10000)
    programs = [line.split() for line in sys.stdin]
    json.dump({name: run(base64.b64decode(source).decode()) for name, source in programs}, sys.stdout)


main()
