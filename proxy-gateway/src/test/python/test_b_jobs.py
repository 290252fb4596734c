"""Jobs: started, seen the same at every gateway, waited for, stopped."""

import re
import socket
from datetime import datetime, timedelta, timezone
from urllib.parse import urlparse

import pytest
import requests
from aistore.sdk import Client
from aistore.sdk.errors import AISError, JobInfoNotFound

from conftest import GATEWAYS, LONG, call, until, word

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{7,30}[A-Za-z0-9]")


def ended(client, kind="cleanup"):
    """A job that is over."""
    job_id = until_startable(client, kind)
    assert client.job(job_id=job_id).wait(timeout=LONG).success
    return job_id


def until_startable(client, kind):
    """One of these runs at a time: somebody else's may still be at work."""

    def start():
        try:
            return client.job(job_kind=kind).start()
        except AISError as busy:
            assert busy.status_code == 409, busy
            return ""

    return until(lambda job_id: job_id, start)


def idling(gateway, bucket):
    """A job that waits for requests until it is stopped."""
    answer = call(
        "POST",
        gateway,
        "/ic/v1/xactions",
        {"kind": "list-objects", "buckets": [bucket], "arguments": {"idleSeconds": 600}},
    )
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


@pytest.mark.parametrize("kind", ["cleanup", "cleanup-store", "lru", "lru-eviction"])
def test_start_and_wait(client, clients, gateway, kind):
    job_id = until_startable(client, kind)
    assert ID.fullmatch(job_id)
    assert client.job(job_id=job_id).wait(timeout=LONG).success
    statuses = [other.job(job_id=job_id).status() for other in clients]
    for status in statuses:
        assert status == statuses[0]
        assert status.end_time > 0 and not status.err and not status.aborted
    bare = call("GET", gateway, "/v1/cluster?what=status", {"id": job_id}).json()
    assert bare["kind"] == ("lru" if "lru" in kind else "cleanup-store")


def test_an_ended_job_idles_and_has_snapshots_of_every_target(client):
    job_id = ended(client)
    job = client.job(job_id=job_id)
    assert job.wait_for_idle(timeout=LONG).success
    assert job.wait_single_node(timeout=LONG).success
    details = job.get_details()
    assert set(details.root) == set(client.cluster().get_info().tmap)
    for snapshot in details.list_snapshots():
        assert snapshot.id == job_id
        assert snapshot.kind == "cleanup-store"
        assert snapshot.is_idle and not snapshot.aborted
        assert snapshot.stats is not None


def test_time_frame_and_total_time(client):
    begin = datetime.now(timezone.utc) - timedelta(milliseconds=1)
    job_id = ended(client)
    after = datetime.now(timezone.utc) + timedelta(seconds=1)
    job = client.job(job_id=job_id)
    assert len(job.get_within_timeframe(start_time=begin, end_time=after)) == 3
    assert timedelta(0) <= job.get_total_time() < after - begin
    with pytest.raises(JobInfoNotFound):
        job.get_within_timeframe(start_time=after)


def test_lists(client, clients, gateway, bucket):
    done = ended(client)
    job_id = idling(gateway, bucket)
    for other in clients:
        listed = {status.uuid: status for status in other.cluster().list_jobs_status()}
        assert listed[done].end_time > 0
        assert listed[job_id].end_time == 0
        assert f"list[{job_id}]" in other.cluster().list_running_jobs()
        assert f"list[{job_id}]" in other.cluster().list_running_jobs(job_kind="list")
        assert not any(job_id in one for one in other.cluster().list_running_jobs(job_kind="lru"))
        assert [s.uuid for s in other.cluster().list_jobs_status(job_kind="cleanup") if s.uuid in (done, job_id)] == [done]
    client.job(job_id=job_id).abort()
    until(lambda running: not any(job_id in one for one in running), client.cluster().list_running_jobs)


def test_abort(client, clients, gateway, bucket):
    job_id = idling(gateway, bucket)
    job = client.job(job_id=job_id)
    until(lambda details: all(s.is_idle for s in details.list_snapshots()), job.get_details)
    job.abort()
    result = job.wait(timeout=LONG)
    assert not result.success
    until(lambda status: status.end_time, job.status)
    for other in clients:
        status = other.job(job_id=job_id).status()
        assert status.aborted and status.end_time == job.status().end_time
    job.abort()
    client.job(job_id="nobodysId").abort()


def test_stop_by_kind(client, gateway, bucket):
    ids = [idling(gateway, bucket) for _ in range(3)]
    client.job(job_kind="list").abort()
    for job_id in ids:
        until(lambda status: status.end_time, client.job(job_id=job_id).status)
        assert client.job(job_id=job_id).status().aborted


def test_status_by_kind_is_what_was_started_last(client, gateway, bucket):
    first, second = idling(gateway, bucket), idling(gateway, bucket)
    body = {"Kind": "list", "Bck": {"name": bucket, "provider": "ais"}}
    assert call("GET", gateway, "/v1/cluster?what=status", body).json()["uuid"] == second
    for job_id in (second, first):
        client.job(job_id=job_id).abort()
        until(lambda status: status.end_time, client.job(job_id=job_id).status)
    body["show_active"] = True
    assert call("GET", gateway, "/v1/cluster?what=status", body).status_code == 404


def test_several_ids_in_one(client, gateway):
    job_id = ended(client)
    body = {"ID": f"nobodysId,{job_id}"}
    assert call("GET", gateway, "/v1/cluster?what=status", body).json()["uuid"] == job_id
    assert call("GET", gateway, "/v1/cluster?what=qryxstats", body).status_code == 200


def test_unknown_job(client):
    with pytest.raises(AISError) as unknown:
        client.job(job_id="nobodysId").status()
    assert unknown.value.status_code == 404
    with pytest.raises(AISError) as unknown:
        client.job(job_id="nobodysId").get_details()
    assert unknown.value.status_code == 404 and "not found" in unknown.value.message


@pytest.mark.parametrize(
    "kind,status",
    [
        ("", 400),
        ("nonsense", 400),
        ("copy-bck", 400),
        ("delete-listrange", 400),
        ("resilver", 501),
        ("ec-encode", 501),
        ("rechunk", 501),
        ("blob-download", 501),
        ("prefetch-listrange", 501),
    ],
)
def test_what_cannot_be_started(client, kind, status):
    with pytest.raises(AISError) as refused:
        client.job(job_kind=kind).start()
    assert refused.value.status_code == status


def test_nothing_running_is_an_empty_list_and_nothing_known_is_null(gateway):
    assert call("GET", gateway, "/v1/cluster?what=running_all", {"kind": "rebalance", "show_active": True}).json() == []
    answer = call("GET", gateway, "/v1/cluster?what=status_all", {"kind": "ec-encode"})
    assert answer.status_code == 200 and answer.text.strip() == "null"
    snaps = call("GET", gateway, "/v1/cluster?what=qryxstats", {"kind": "ec-encode", "show_active": True}).json()
    assert sorted(snaps) == sorted(Client(gateway).cluster().get_info().tmap) and not any(snaps.values())


def test_a_start_whose_answer_was_lost_is_the_same_start(client, gateway):
    place = urlparse(gateway)
    for _ in range(5):
        until(lambda running: not running, lambda: client.cluster().list_running_jobs(job_kind="cleanup"))
        before = ids_of(client, "cleanup")
        body = '{"action":"start","name":"' + word(9) + '","value":{"Kind":"cleanup"}}'
        head = f"PUT /v1/cluster HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
        with socket.create_connection((place.hostname, place.port), timeout=LONG) as broken:
            broken.sendall((head + body).encode())
        first = until(lambda ids: ids, lambda: ids_of(client, "cleanup") - before)
        again = call_until_startable(gateway, body)
        if {again} == first:
            # From now on it is another start.
            until(lambda running: not running, lambda: client.cluster().list_running_jobs(job_kind="cleanup"))
            assert call_until_startable(gateway, body) not in first
            return
        # The closed connection had taken the whole answer: then this was a start of its own.
    raise AssertionError("no answer got lost in five tries")


def ids_of(client, kind):
    return {status.uuid for status in client.cluster().list_jobs_status(job_kind=kind) or []}


def call_until_startable(gateway, body):
    """The id; a start while another one runs is refused."""
    answer = until(
        lambda answer: answer.status_code != 409,
        lambda: requests.put(gateway + "/v1/cluster", data=body, timeout=LONG),
    )
    assert answer.status_code == 200, answer.text
    return answer.text
