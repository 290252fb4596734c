"""Objects: put, gotten, asked about, appended to, put together, copied, deleted."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from aistore.sdk.errors import AISError, ErrBckNotFound, ErrObjNotFound

from conftest import GATEWAYS, LONG, call, word

NAMES = ["plain", "a/b c", "日本語", ".dot", "+plus", "%41%", "?&=#", "-dash", "x" * 1000]


@pytest.mark.parametrize("name", NAMES)
def test_what_was_put_is_gotten_at_every_gateway(client, clients, bucket, name):
    content = name.encode() * 3
    client.bucket(bucket).object(name).get_writer().put_content(content)
    for other in clients:
        thing = other.bucket(bucket).object(name)
        assert thing.get_reader().read_all() == content
        assert thing.get_reader(direct=True).read_all() == content
    client.bucket(bucket).object(name).delete()
    for other in clients:
        with pytest.raises(ErrObjNotFound):
            other.bucket(bucket).object(name).get_reader().read_all()
    with pytest.raises(ErrObjNotFound):
        client.bucket(bucket).object(name).delete()


def test_without_bucket(client):
    with pytest.raises(ErrBckNotFound):
        client.bucket("none-such").object("x").get_reader().read_all()
    with pytest.raises(ErrBckNotFound):
        client.bucket("none-such").object("x").get_writer().put_content(b"x")


def test_redirects(gateway, bucket):
    path = f"/v1/objects/{bucket}/x%20y?provider=ais"
    put = requests.put(gateway + path, data=b"z" * 1_000_000, allow_redirects=False, timeout=LONG)
    assert put.status_code == 307
    assert "/x%20y?provider=ais&pid=g" in put.headers["Location"]
    assert "&utm=" in put.headers["Location"]
    assert requests.get(gateway + path, allow_redirects=False, timeout=LONG).status_code == 301
    assert requests.head(gateway + path, allow_redirects=False, timeout=LONG).status_code == 307


def test_ranges_and_parallel_readers(client, clients, bucket):
    content = bytes(range(256)) * 4096
    client.bucket(bucket).object("big").get_writer().put_content(content)

    def part(number):
        reader = clients[number % len(clients)].bucket(bucket).object("big")
        begin = number * 65536
        return reader.get_reader(byte_range=f"bytes={begin}-{begin + 65535}").read_all()

    with ThreadPoolExecutor(8) as pool:
        assert b"".join(pool.map(part, range(16))) == content
    thing = client.bucket(bucket).object("big")
    assert thing.get_reader(byte_range="bytes=-5").read_all() == content[-5:]
    assert thing.get_reader(byte_range=f"bytes={len(content) - 2}-{len(content) + 9}").read_all() == content[-2:]
    with pytest.raises(AISError) as beyond:
        thing.get_reader(byte_range=f"bytes={len(content)}-").read_all()
    assert beyond.value.status_code == 416


def test_head(client, bucket):
    thing = client.bucket(bucket).object("o")
    thing.get_writer().put_content(b"12345")
    thing.get_writer().put_content(b"123456")
    head = requests.head(f"{GATEWAYS[0]}/v1/objects/{bucket}/o", allow_redirects=True, timeout=LONG).headers
    assert head["Content-Length"] == "6"
    assert head["Ais-Version"] == "2"
    assert head["Ais-Name"] == "o" and head["Ais-Bucket-Name"] == bucket and head["Ais-Present"] == "true"
    some = requests.head(f"{GATEWAYS[-1]}/v1/objects/{bucket}/o?props=name,size", allow_redirects=True, timeout=LONG)
    assert "Ais-Version" not in some.headers and some.headers["Content-Length"] == "6"
    gone = requests.head(f"{GATEWAYS[0]}/v1/objects/{bucket}/gone", allow_redirects=True, timeout=LONG)
    assert gone.status_code == 404
    assert json.loads(gone.headers["Hdr-Error"])["message"] == f"ais://{bucket}/gone does not exist"


def test_append(client, clients, bucket):
    writer = client.bucket(bucket).object("log").get_writer()
    writer.put_content(b"one ")
    handle = writer.append_content(b"two ")
    handle = clients[-1].bucket(bucket).object("log").get_writer().append_content(b"three", handle=handle)
    assert client.bucket(bucket).object("log").get_reader().read_all() == b"one "
    writer.append_content(b"", handle=handle, flush=True)
    assert clients[-1].bucket(bucket).object("log").get_reader().read_all() == b"one two three"


def test_custom_metadata(client, clients, bucket):
    writer = client.bucket(bucket).object("c").get_writer()
    writer.put_content(b"content")
    writer.set_custom_props({"a": "1"})
    writer.set_custom_props({"b": "zwei"})
    props = clients[-1].bucket(bucket).object("c").props
    assert props.custom_metadata == {"a": "1", "b": "zwei"}
    writer.set_custom_props({"c": "3"}, replace_existing=True)
    assert client.bucket(bucket).object("c").props.custom_metadata == {"c": "3"}
    assert client.bucket(bucket).object("c").get_reader().read_all() == b"content"


def test_copy(client, clients, bucket):
    client.bucket(bucket).object("from").get_writer().put_content(b"c" * 300_000)
    for number in range(6):
        to = clients[number % len(clients)].bucket(bucket).object(f"to {number}/ä")
        client.bucket(bucket).object("from").copy(to)
        assert to.get_reader().read_all() == b"c" * 300_000
    with pytest.raises(ErrBckNotFound):
        client.bucket(bucket).object("from").copy(client.bucket("none-such").object("x"))
    with pytest.raises(ErrObjNotFound):
        client.bucket(bucket).object("gone").copy(client.bucket(bucket).object("x"))


def test_parts(client, clients, bucket):
    upload = client.bucket(bucket).object("parts").multipart_upload().create()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: upload.add_part(n).put_content(bytes([n]) * 100_000), range(1, 9)))
    upload.complete()
    assert clients[-1].bucket(bucket).object("parts").get_reader().read_all() == b"".join(
        bytes([n]) * 100_000 for n in range(1, 9)
    )
    upload = client.bucket(bucket).object("none").multipart_upload().create()
    upload.add_part(1).put_content(b"x")
    upload.abort()
    with pytest.raises(ErrObjNotFound):
        client.bucket(bucket).object("none").get_reader().read_all()


@pytest.mark.parametrize("path", ["a//b", "%2e%2e/x", "x%00y", "%ff", "/lead", "tail/"])
def test_impossible_names_are_refused(gateway, bucket, path):
    for method in ("GET", "PUT", "HEAD", "DELETE"):
        answer = requests.request(method, f"{gateway}/v1/objects/{bucket}/{path}", timeout=LONG)
        assert answer.status_code == 400, (method, answer.text)
