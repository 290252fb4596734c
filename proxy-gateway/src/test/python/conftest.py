"""
Drives a running cluster with AIStore's own Python SDK, through each gateway in turn.

scripts/compat starts the cluster, installs the SDK, and says where the gateways are:
XIC_GATEWAYS=http://127.0.0.1:9000,http://127.0.0.1:9010,... (gateways only, all of them).
"""

import os
import random
import string
import time

import pytest
import requests
from aistore.sdk import Client

GATEWAYS = [url for url in os.environ.get("XIC_GATEWAYS", "").split(",") if url]
LONG = 60


def pytest_generate_tests(metafunc):
    if "gateway" in metafunc.fixturenames:
        metafunc.parametrize("gateway", GATEWAYS, ids=[f"g{n + 1}" for n in range(len(GATEWAYS))])


def pytest_configure(config):
    if not GATEWAYS:
        pytest.exit("XIC_GATEWAYS names no gateway: run scripts/compat", returncode=2)


@pytest.fixture
def client(gateway):
    """The SDK at one gateway."""
    return Client(gateway)


@pytest.fixture
def clients():
    """The SDK at every gateway, for what must be the same everywhere."""
    return [Client(url) for url in GATEWAYS]


@pytest.fixture
def bucket(gateway):
    """A bucket of this cluster, gone after the test."""
    name = "b-" + word(8)
    answer = requests.post(f"{gateway}/ic/v1/buckets", json={"name": name}, timeout=LONG)
    assert answer.status_code == 201, answer.text
    yield name
    requests.delete(f"{gateway}/ic/v1/buckets/{name}?force=true", timeout=LONG)


def word(letters):
    return "".join(random.choices(string.ascii_lowercase + string.digits, k=letters))


def until(wanted, what, seconds=LONG):
    """The first answer that is as wanted; fails when none is in time."""
    last = None
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        last = what()
        if wanted(last):
            return last
        time.sleep(0.1)
    raise AssertionError(f"not in {seconds} s; last: {last}")


def call(method, gateway, path, body=None, **more):
    """A bare request, as scripts send it."""
    return requests.request(method, gateway + path, json=body, timeout=LONG, **more)
