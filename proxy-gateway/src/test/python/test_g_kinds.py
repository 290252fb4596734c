"""Kinds with a language of their own: downloads, ETLs."""

import http.server
import threading

import pytest
import requests
from aistore.sdk.errors import AISError, ErrETLNotFound

from conftest import GATEWAYS, LONG, call, until, word


class Web(http.server.BaseHTTPRequestHandler):
    """Serves a small content below every path but /none, and answers every POST with its body in capital letters."""

    def do_GET(self):
        self.answer(404 if self.path == "/none" else 200, b"content of " + self.path.encode())

    do_HEAD = do_GET

    def do_POST(self):
        self.answer(200, self.rfile.read(int(self.headers["Content-Length"])).upper())

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def web():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Web)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def download(gateway, bucket, **what):
    answer = call(
        "POST",
        gateway,
        "/v1/download",
        {"description": "", "bucket": {"name": bucket}, "timeout": "1m0s", "limits": {"connections": 2}, **what},
    )
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/json"
    job_id = answer.json()["id"]
    assert job_id.startswith("dnl-")
    return job_id


def state(gateway, job_id):
    answer = call("GET", gateway, "/v1/download", {"id": job_id, "regex": "", "only_active_tasks": False})
    assert answer.status_code == 200, answer.text
    return answer.json()


def content(gateway, bucket, name):
    return requests.get(f"{gateway}/ic/v1/buckets/{bucket}/objects/{name}", timeout=LONG).text


def finished(gateway, job_id):
    return until(lambda job: not job["finished_time"].startswith("1970"), lambda: state(gateway, job_id))


def test_download_of_one(client, gateway, bucket, web):
    job_id = download(gateway, bucket, type="single", object_name="one", link=f"{web}/x")
    job = finished(gateway, job_id)
    assert (job["finished_cnt"], job["error_cnt"], job["total"], job["aborted"]) == (1, 0, 1, False)
    assert content(gateway, bucket, "one") == "content of /x"
    assert client.job(job_id=job_id).wait(timeout=LONG).success
    for other in GATEWAYS:
        listed = call("GET", other, "/v1/download", {"id": "", "regex": "", "only_active_tasks": False}).json()
        assert job_id in [one["id"] for one in listed]


def test_download_of_many_with_one_that_is_not_there(gateway, bucket, web):
    job_id = download(gateway, bucket, type="multi", objects={"a": f"{web}/a", "A": f"{web}/A", "Dir/B": f"{web}/b", "c": f"{web}/none"})
    job = finished(gateway, job_id)
    assert [error["name"] for error in job["download_errors"]] == ["c"]
    assert (job["finished_cnt"], job["error_cnt"]) == (3, 1)
    assert content(gateway, bucket, "Dir/B") == "content of /b"
    assert (content(gateway, bucket, "a"), content(gateway, bucket, "A")) == ("content of /a", "content of /A")


def test_download_of_a_range(gateway, bucket, web):
    job_id = download(gateway, bucket, type="range", template=web + "/f-{01..12}", subdir="some")
    assert finished(gateway, job_id)["finished_cnt"] == 12
    assert content(gateway, bucket, "some/f-07") == "content of /f-07"


def test_download_abort_and_remove(gateway, bucket, web):
    job_id = download(gateway, bucket, type="single", object_name="one", link=f"{web}/x")
    finished(gateway, job_id)
    assert call("DELETE", gateway, "/v1/download/abort", {"id": job_id}).status_code == 200
    assert call("DELETE", gateway, "/v1/download/remove", {"id": job_id}).status_code == 200
    for method, path in [("GET", ""), ("DELETE", "/abort"), ("DELETE", "/remove")]:
        answer = call(method, gateway, "/v1/download" + path, {"id": "dnl-nobody"})
        assert (answer.status_code, answer.json()["tcode"]) == (404, "ErrNotFound")
        assert "download job dnl-nobody does not exist" in answer.json()["message"]


@pytest.mark.parametrize(
    "what,status",
    [
        ({"type": "single", "link": ""}, 400),
        ({"type": "fun"}, 400),
        ({"type": "multi", "objects": 7}, 400),
        ({"type": "multi", "objects": {"a": None}}, 400),
        ({"type": "range", "template": "http://127.0.0.1/{1..10000000000}"}, 400),
        ({"type": "single", "link": "http://127.0.0.1/x", "timeout": "soon"}, 400),
        ({"type": "backend"}, 501),
    ],
)
def test_bad_downloads(gateway, bucket, what, status):
    answer = call("POST", gateway, "/v1/download", {"bucket": {"name": bucket}, **what})
    assert answer.status_code == status, answer.text


def test_download_into_no_bucket(gateway):
    answer = call(
        "POST",
        gateway,
        "/v1/download",
        {"bucket": {"name": "nob-" + word(6)}, "type": "single", "object_name": "o", "link": "http://127.0.0.1/x"},
    )
    assert (answer.status_code, answer.json()["tcode"]) == (404, "ErrBckNotFound")


def test_sorting_is_not_here(gateway):
    answer = call("GET", gateway, "/v1/sort?only_active=true")
    assert (answer.status_code, answer.text) == (200, "[]")


def test_etl_of_a_web_service(client, clients, web):
    name = "etl" + word(6)
    etl = client.etl(name)
    assert etl.init(image=f"{web}/upper").startswith("etl-")
    for other in clients:
        assert name in [one.id for one in other.cluster().list_etls()]
        assert other.etl(name).view().init_msg.name == name
    etl.stop()
    etl.start()
    etl.delete()
    for other in clients:
        with pytest.raises(ErrETLNotFound):
            other.etl(name).view()
    with pytest.raises(ErrETLNotFound):
        etl.delete()


def test_etl_in_a_container_is_not_here(client):
    with pytest.raises(AISError) as refused:
        client.etl("etl" + word(6)).init(image="somewhere/transformer:1")
    assert refused.value.status_code == 501
