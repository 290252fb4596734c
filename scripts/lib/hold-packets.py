#!/usr/bin/env python3
"""Holds each packet of a netfilter queue for a while, then lets it go. See: scripts/fault/delay --help

Speaks to the kernel's nfnetlink_queue in this network namespace by the standard library alone. Packets keep their order, as on
a long wire. Ends when one of the files given with --while is gone; what it still holds goes on then.
"""

import argparse
import heapq
import os
import random
import select
import socket
import struct
import sys
import time

NETLINK_NETFILTER = 12
NFNL_SUBSYS_QUEUE = 3
PACKET, VERDICT, CONFIG = 0, 1, 2
CONFIG_COMMAND, CONFIG_PARAMETERS, CONFIG_LENGTH = 1, 2, 3
BIND, COPY_METADATA, ACCEPT = 1, 1, 1
HEADER_ATTRIBUTE, VERDICT_ATTRIBUTE = 1, 2
ACKNOWLEDGE, REQUEST = 4, 1
NOTHING_LOST = 5  # NETLINK_NO_ENOBUFS
QUEUE_MAX = 65536


def attribute(kind, payload):
    padding = b"\0" * (-len(payload) % 4)
    return struct.pack("HH", len(payload) + 4, kind) + payload + padding


def message(kind, queue, payload, flags=REQUEST):
    body = struct.pack("!BBH", socket.AF_UNSPEC, 0, queue) + payload
    return struct.pack("IHHII", len(body) + 16, NFNL_SUBSYS_QUEUE << 8 | kind, flags, 0, 0) + body


def configure(netlink, queue, payload):
    netlink.send(message(CONFIG, queue, payload, REQUEST | ACKNOWLEDGE))
    answer = netlink.recv(65536)
    code = struct.unpack_from("i", answer, 16)[0]
    if code:
        sys.exit("hold-packets: the kernel refuses the queue: " + os.strerror(-code))


def listen(queue):
    try:
        netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER)
    except OSError as missing:
        sys.exit(f"hold-packets: this kernel has no nfnetlink_queue ({missing}); delay needs it")
    netlink.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
    netlink.setsockopt(270, NOTHING_LOST, 1)
    netlink.bind((0, 0))
    configure(netlink, queue, attribute(CONFIG_COMMAND, struct.pack("!BBH", BIND, 0, 0)))
    configure(netlink, queue, attribute(CONFIG_PARAMETERS, struct.pack("!IB", 0, COPY_METADATA)))
    configure(netlink, queue, attribute(CONFIG_LENGTH, struct.pack("!I", QUEUE_MAX)))
    return netlink


def packets(buffer):
    """Ids of the packets that came in one read."""
    at = 0
    while at + 16 <= len(buffer):
        length, kind = struct.unpack_from("IH", buffer, at)
        if kind == NFNL_SUBSYS_QUEUE << 8 | PACKET:
            place = at + 20
            while place + 4 <= at + length:
                size, name = struct.unpack_from("HH", buffer, place)
                if name & 0x3FFF == HEADER_ATTRIBUTE:
                    yield struct.unpack_from("!I", buffer, place + 4)[0]
                place += max(4, (size + 3) & ~3)
        at += max(16, (length + 3) & ~3)


def hold(netlink, queue, least, most, paths):
    held = []
    last = 0.0
    while all(os.path.exists(path) for path in paths):
        wait = 0.5 if not held else max(0.0, min(0.5, held[0][0] - time.monotonic()))
        if select.select([netlink], [], [], wait)[0]:
            now = time.monotonic()
            for packet in packets(netlink.recv(1 << 20)):
                # Never before the one that came before it: else TCP takes jitter for loss.
                last = max(last, now + random.uniform(least, most))
                heapq.heappush(held, (last, packet))
        now = time.monotonic()
        while held and held[0][0] <= now:
            release(netlink, queue, heapq.heappop(held)[1])
    for _, packet in sorted(held):
        release(netlink, queue, packet)


def release(netlink, queue, packet):
    netlink.send(message(VERDICT, queue, attribute(VERDICT_ATTRIBUTE, struct.pack("!II", ACCEPT, packet))))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--queue", type=int, required=True)
    parser.add_argument("--milliseconds", type=float, required=True)
    parser.add_argument("--jitter", type=float, default=0)
    parser.add_argument("--while", dest="paths", action="append", required=True, help="ends when this file is gone")
    asked = parser.parse_args()
    least, most = asked.milliseconds / 1000, (asked.milliseconds + asked.jitter) / 1000
    netlink = listen(asked.queue)
    print("ready", flush=True)
    hold(netlink, asked.queue, least, most, asked.paths)


if __name__ == "__main__":
    main()
