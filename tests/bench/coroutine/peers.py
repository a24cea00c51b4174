"""The Python side of the comparisons: CPython's generators, greenlet and gevent. For each line `NAME MILLISECONDS` that comes
in, does what has that name for as long, and prints the nanoseconds that one operation took (for `parked`, the bytes).
"""
import subprocess
import sys
import threading
import time
from itertools import repeat

import gevent
import greenlet
from gevent.event import Event
from gevent.queue import Channel

now = time.perf_counter_ns


def timed(operations, action):
    start = now()
    action()
    return operations, now() - start


def switches(greenlets, turns):
    gate = Event()

    def work():
        gate.wait()
        for _ in repeat(None, turns):
            gevent.sleep(0)

    every = [gevent.spawn(work) for _ in range(greenlets)]
    gevent.sleep(0)
    start = now()
    gate.set()
    gevent.joinall(every)
    return greenlets * turns, now() - start


def channel(items):
    between = Channel()

    def produce():
        for i in range(items):
            between.put(i)

    producer = gevent.spawn(produce)
    start = now()
    for _ in repeat(None, items):
        between.get()
    producer.join()
    return items, now() - start


def nothing():
    pass


def spawn(times):
    for _ in repeat(None, times):
        gevent.spawn(nothing).join()


def spawn_many(times):
    gevent.joinall([gevent.spawn(nothing) for _ in range(times)])


def resident():
    with open('/proc/self/statm') as file:
        return int(file.read().split()[1]) * 4096


def parked(greenlets):
    gate = Event()
    before = resident()
    every = [gevent.spawn(gate.wait) for _ in range(greenlets)]
    gevent.sleep(0)
    gevent.sleep(0)
    used = resident() - before
    gate.set()
    gevent.joinall(every)
    return used / greenlets


def parked_alone(greenlets):
    """In a process of its own: this one has memory left of what it measured before."""
    return float(subprocess.run([sys.executable, __file__, str(greenlets)], capture_output=True, check=True).stdout)


def endless():
    while True:
        yield 1


def endless_echo():
    value = 1
    while True:
        value = yield value


def pull(times):
    generator = endless()
    step = generator.__next__
    for _ in repeat(None, times):
        next(generator)


def iterate(times):
    generator = endless()
    for _ in zip(range(times), generator):
        pass


def send(times):
    generator = endless_echo()
    next(generator)
    for i in range(times):
        generator.send(i)


def greenlet_switches(times):
    main = greenlet.getcurrent()

    def work():
        while True:
            main.switch()

    other = greenlet.greenlet(work)
    for _ in repeat(None, times):
        other.switch()


def wake(times):
    """From another thread's call to the first instruction in a loop that sleeps: the median of many."""
    hub, taken, starts = gevent.get_hub(), [], [0]
    done = Event()
    watcher = hub.loop.async_()

    def woken():
        taken.append(now() - starts[0])
        if len(taken) == times:
            done.set()

    watcher.start(woken)

    def call():
        for i in range(times):
            time.sleep(0.0003)
            starts[0] = now()
            watcher.send()
            while len(taken) <= i:
                time.sleep(0.00005)

    threading.Thread(target=call).start()
    done.wait()
    watcher.stop()
    watcher.close()
    return sorted(taken)[times // 2]


MEASURES = {
    'switch-2': lambda: switches(2, 10_000),
    'switch-10000': lambda: switches(10_000, 10),
    'channel': lambda: channel(10_000),
    'spawn': lambda: timed(2_000, lambda: spawn(2_000)),
    'spawn-many': lambda: timed(5_000, lambda: spawn_many(5_000)),
    'next': lambda: timed(200_000, lambda: pull(200_000)),
    'send': lambda: timed(200_000, lambda: send(200_000)),
    'each': lambda: timed(200_000, lambda: iterate(200_000)),
    'greenlet': lambda: timed(100_000, lambda: greenlet_switches(50_000)),
}
VALUES = {                                      # once is enough
    'parked': lambda: parked_alone(20_000),
    'wake': lambda: wake(200),
}


def main():
    print(f'CPython {sys.version.split()[0]}, gevent {gevent.__version__}, greenlet {greenlet.__version__}', flush=True)
    for line in sys.stdin:
        name, milliseconds = line.split()
        if name in VALUES:
            print(VALUES[name](), flush=True)
            continue
        operations = passed = 0
        while name in MEASURES and passed < int(milliseconds) * 1_000_000:
            done, took = MEASURES[name]()
            operations += done
            passed += max(took, 1)
        print(passed / operations if operations else '-', flush=True)


if len(sys.argv) > 1:
    print(parked(int(sys.argv[1])))
else:
    main()
