"""Buckets: made, listed, shown, changed, copied, renamed, summed up, ended."""

import json

import pytest
from aistore.sdk.errors import AISError, ErrBckAlreadyExists, ErrBckNotFound
from aistore.sdk.list_object_flag import ListObjectFlag

from conftest import GATEWAYS, LONG, call, word

NAMES = ["%41?&=#", "+p lus", "-dash", ".dot", "a", "dir/sub/z", "dir/x", "dir/y", "日本"]


@pytest.fixture
def full(client, bucket):
    """A bucket with a few objects."""
    for name in NAMES:
        client.bucket(bucket).object(name).get_writer().put_content(name.encode())
    return bucket


def names(client, bucket, **how):
    return [entry.name for entry in client.bucket(bucket).list_all_objects(**how)]


def test_a_bucket_comes_and_goes_at_every_gateway(client, clients):
    name = "b-" + word(8)
    bucket = client.bucket(name).create()
    with pytest.raises(ErrBckAlreadyExists):
        bucket.create()
    for other in clients:
        assert name in [each.name for each in other.cluster().list_buckets()]
        assert json.loads(other.bucket(name).head()["Ais-Bucket-Props"])["provider"] == "ais"
    bucket.delete(missing_ok=False)
    for other in clients:
        with pytest.raises(ErrBckNotFound):
            other.bucket(name).delete(missing_ok=False)
        with pytest.raises(ErrBckNotFound):
            other.bucket(name).list_all_objects()
        with pytest.raises(AISError):
            other.bucket(name).head()


@pytest.mark.parametrize("name", [".", "#x", "", "ü", "a" * 65, "a/b", "a b", "-x"])
def test_impossible_names_are_refused(client, name):
    with pytest.raises(AISError) as refused:
        client.bucket(name).create()
    assert refused.value.status_code in (400, 404)


def test_a_listing_is_complete_and_sorted_at_every_gateway(full, clients):
    for client in clients:
        assert names(client, full) == NAMES
        assert names(client, full, page_size=2) == NAMES
        assert names(client, full, prefix="dir/") == NAMES[5:8]
        assert [entry.size for entry in client.bucket(full).list_all_objects()] == [len(n.encode()) for n in NAMES]


def test_one_level_shows_folders_once(full, client):
    level = ["%41?&=#", "+p lus", "-dash", ".dot", "a", "dir/", "日本"]
    assert names(client, full, flags=[ListObjectFlag.NO_RECURSION]) == level
    assert names(client, full, flags=[ListObjectFlag.NO_RECURSION], page_size=2) == level
    assert names(client, full, flags=[ListObjectFlag.NO_RECURSION], prefix="dir/") == ["dir/sub/", "dir/x", "dir/y"]


def test_a_listing_says_what_was_asked(full, client):
    entries = client.bucket(full).list_all_objects(prefix="a", props="name,size,checksum,version,atime,location")
    assert entries[0].version == "1"
    assert len(entries[0].checksum) == 16
    assert entries[0].location.startswith("t[")
    assert entries[0].atime.endswith("UTC")
    assert [e.size for e in client.bucket(full).list_all_objects(flags=[ListObjectFlag.NAME_ONLY])] == [0] * len(NAMES)


def test_a_listing_goes_on_at_another_gateway(full, clients):
    page = clients[0].bucket(full).list_objects(page_size=4)
    rest = clients[-1].bucket(full).list_objects(
        page_size=100, uuid=page.uuid, continuation_token=page.continuation_token
    )
    assert [e.name for e in page.entries] + [e.name for e in rest.entries] == NAMES


def test_a_listing_begins_behind_a_name(full, client):
    assert [e.name for e in client.bucket(full).list_objects(start_after="dir/x").entries] == ["dir/y", "日本"]


def test_summary_and_info(full, client):
    summary = client.bucket(full).summary()
    assert summary["name"] == full
    assert summary["ObjCount"]["obj_count_present"] == str(len(NAMES))
    props, info = client.bucket(full).info()
    assert json.loads(props)["provider"] == "ais"
    assert info["ObjCount"]["obj_count_present"] == str(len(NAMES))
    assert int(info["TotalSize"]["size_on_disk"]) == sum(len(n.encode()) for n in NAMES)


def test_copy_with_prefix_and_prepend(full, client, clients):
    to = client.bucket("b-" + word(8))
    job = client.bucket(full).copy(to, prefix_filter="dir/", prepend="new/")
    assert client.job(job).wait(timeout=LONG).success
    assert names(clients[-1], to.name) == ["new/dir/sub/z", "new/dir/x", "new/dir/y"]
    to.delete()


def test_a_dry_run_copies_nothing(full, client):
    to = client.bucket("b-" + word(8))
    assert client.job(client.bucket(full).copy(to, dry_run=True)).wait(timeout=LONG).success
    with pytest.raises(ErrBckNotFound):
        to.list_all_objects()


def test_rename(full, client, clients):
    name = "b-" + word(8)
    bucket = client.bucket(full)
    assert client.job(bucket.rename(name)).wait(timeout=LONG).success
    for other in clients:
        assert names(other, name) == NAMES
        with pytest.raises(ErrBckNotFound):
            names(other, full)
    client.bucket(name).delete()


def test_properties_are_set_and_reset(gateway, bucket):
    path = f"/v1/buckets/{bucket}?provider=ais"
    answer = call("PATCH", gateway, path, {"action": "set-bprops", "value": {"lru": {"enabled": True}, "other": 1}})
    assert answer.status_code == 200, answer.text
    assert json.loads(call("HEAD", gateway, path).headers["Ais-Bucket-Props"])["lru"]["enabled"] is True
    answer = call("PATCH", gateway, path, {"action": "set-bprops", "value": {"versioning": {"enabled": False}}})
    props = json.loads(call("HEAD", gateway, path).headers["Ais-Bucket-Props"])
    assert props["versioning"]["enabled"] is False and props["lru"]["enabled"] is True
    assert call("PATCH", gateway, path, {"action": "reset-bprops"}).status_code == 200
    props = json.loads(call("HEAD", gateway, path).headers["Ais-Bucket-Props"])
    assert props["versioning"]["enabled"] is True and props["lru"]["enabled"] is False


@pytest.mark.parametrize(
    "method, path, body, status, words",
    [
        ("POST", "/v1/buckets/b", {"action": "no-such"}, 400, "invalid action"),
        ("POST", "/v1/buckets", {"action": "create-bck"}, 400, "invalid bucket name"),
        ("POST", "/v1/buckets/b?provider=aws", {"action": "create-bck"}, 501, "not supported"),
        ("POST", "/v1/buckets/b?provider=other", {"action": "create-bck"}, 501, "not supported"),
        ("POST", "/v1/buckets/b", {"action": "ec-encode"}, 501, "not supported"),
        ("POST", "/v1/buckets/b", {"action": "copy-bck"}, 400, "invalid bucket"),
        ("GET", "/v1/buckets/none-such", {"action": "list", "value": {}}, 404, "does not exist"),
        ("GET", "/v1/buckets/none-such", {"action": "list", "value": []}, 400, "must be an object"),
        ("GET", "/v1/buckets/none-such", {"action": "summary-bck", "value": {}}, 404, "does not exist"),
        ("PATCH", "/v1/buckets/none-such", {"action": "set-bprops", "value": {}}, 404, "does not exist"),
    ],
)
def test_what_is_wrong_is_refused_in_aistores_words(gateway, method, path, body, status, words):
    answer = call(method, gateway, path, body)
    assert answer.status_code == status, answer.text
    assert words in answer.json()["message"]
    assert answer.json()["status"] == status
