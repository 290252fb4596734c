"""Groups of objects: deleted and copied by list and template; what is for remote buckets only."""

import pytest
from aistore.sdk.errors import AISError
from aistore.sdk.multiobj import ObjectRange

from conftest import LONG, call, word


@pytest.fixture
def shards(client, bucket):
    for number in range(1, 21):
        client.bucket(bucket).object(f"obj-{number:04d}").get_writer().put_content(b"x" * number)
    return bucket


def names(client, bucket):
    return [entry.name for entry in client.bucket(bucket).list_all_objects()]


def done(client, ids):
    for job in ids if isinstance(ids, list) else ids.split(","):
        assert client.job(job).wait(timeout=LONG).success


def test_delete(shards, client, clients):
    bucket = clients[-1].bucket(shards)
    done(client, bucket.objects(obj_names=["obj-0001", "obj-0002"]).delete())
    done(client, bucket.objects(obj_range=ObjectRange("obj-", 3, 9, pad_width=4, step=2)).delete())
    done(client, bucket.objects(obj_template="obj-{0011..0012}").delete())
    done(client, bucket.objects(obj_template="obj-002").delete())
    assert names(client, shards) == [f"obj-{n:04d}" for n in (4, 6, 8, 10, *range(13, 20))]


def test_copy(shards, client, clients):
    to = client.bucket("b-" + word(8))
    group = clients[-1].bucket(shards).objects(obj_template="obj-{0008..0012}")
    done(client, group.copy(to, prepend="new/"))
    assert names(client, to.name) == [f"new/obj-{n:04d}" for n in range(8, 13)]
    done(client, client.bucket(shards).objects(obj_names=["obj-0001"]).copy(to))
    assert names(clients[-1], to.name)[-1] == "obj-0001"
    to.delete()


@pytest.mark.parametrize(
    "method, action, status",
    [
        ("DELETE", "evict-listrange", 400),
        ("DELETE", "evict-remote-bck", 400),
        ("POST", "prefetch-listrange", 400),
    ],
)
def test_nothing_is_behind_a_local_bucket(gateway, bucket, method, action, status):
    answer = call(method, gateway, f"/v1/buckets/{bucket}", {"action": action, "value": {"objnames": ["x"]}})
    assert answer.status_code == status
    assert answer.json()["tcode"] == "ErrNotRemoteBck"


@pytest.mark.parametrize("template", ["{1..10000000000}", "{9..1}", "{1..", "}", "{a..b}"])
def test_bad_templates_are_refused(client, bucket, template):
    if "{" not in template:
        pytest.skip("a template without a range is a prefix")
    with pytest.raises(AISError) as refused:
        client.bucket(bucket).objects(obj_template=template).delete()
    assert refused.value.status_code == 400


def test_too_many_names_are_refused(client, bucket):
    with pytest.raises(AISError) as refused:
        client.bucket(bucket).objects(obj_names=[f"n{n}" for n in range(100_001)]).delete()
    assert refused.value.status_code in (400, 413)
