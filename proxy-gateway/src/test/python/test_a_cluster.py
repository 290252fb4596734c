"""The cluster: its map, its nodes, its health, and what operators do to them."""

import gzip
import io
import tarfile
from urllib.parse import urlparse

import pytest
import requests
from aistore.sdk import Client
from aistore.sdk.enums import LogSeverity
from aistore.sdk.errors import AISError

from conftest import GATEWAYS, LONG, call, until, word


def test_ready(client):
    assert client.cluster().is_ready()


def test_every_gateway_shows_the_same_map(client, clients):
    map_here = client.cluster().get_info()
    assert len(map_here.pmap) == len(GATEWAYS)
    assert sum(1 for node in map_here.pmap.values() if node.flags & 2) == 3
    assert len(map_here.tmap) == 3
    assert int(map_here.version) >= 1
    for other in clients:
        assert other.cluster().get_uuid() == client.cluster().get_uuid() != ""
        assert other.cluster().get_info().tmap == map_here.tmap


def test_primary_is_the_leader(client, gateway):
    leader = call("GET", gateway, "/ic/v1/cluster").json()["leader"]
    url = call("GET", gateway, f"/ic/v1/nodes/{leader}").json()["publicUrl"]
    assert client.cluster().get_primary_url() == url


def test_the_sdk_computes_the_homes_that_the_cluster_has(client, gateway, bucket):
    smap = client.cluster().get_info()
    for number in range(50):
        name = f"dir {number}/ä€+{word(3)}"
        home = smap.get_target_for_object(f"ais/@#/{bucket}/{name}")
        asked = requests.get(
            f"{gateway}/ic/v1/buckets/{bucket}/objects/{requests.utils.quote(name)}",
            allow_redirects=False,
            timeout=LONG,
        )
        assert asked.status_code == 307
        assert urlparse(asked.headers["Location"]).netloc == urlparse(home.public_net.direct_url).netloc


def test_performance(client):
    figures = client.cluster().get_performance()
    assert set(figures) == set(client.cluster().get_info().tmap)
    for node in figures.values():
        assert node["tracker"]["up.ns.time"] > 0
        assert int(node["capacity"]["total_avail"]) > 0
        assert node["status"] == ""
        assert node["sys_info"]["mem_used"] > 0


def test_logs_of_nodes(client):
    cluster = client.cluster()
    smap = cluster.get_info()
    for node in smap.pmap:
        assert cluster.get_node_log(node)
        cluster.get_node_log(node, severity=LogSeverity.ERROR)
        archive = tarfile.open(fileobj=io.BytesIO(gzip.decompress(cluster.get_node_log_archive(node))))
        assert archive.getnames() == [f"{node}.log"]
        assert archive.extractfile(f"{node}.log").read()


def test_logs_of_targets_are_read_elsewhere(client):
    with pytest.raises(AISError) as refused:
        client.cluster().get_node_log(sorted(client.cluster().get_info().tmap)[0])
    assert refused.value.status_code == 501


def test_unknown_node(client):
    with pytest.raises(AISError) as refused:
        client.cluster().get_node_log("nobody00")
    assert refused.value.status_code == 404
    assert "errNodeNotFound" in refused.value.message


def test_health(gateway):
    for query, status in [
        ("", 200),
        ("?readiness=true", 200),
        ("?prr=true", 200),
        ("?cii=true", 200),
        ("?cii=true&prr=true", 400),
        ("?cii=true&cii-apr=true", 400),
    ]:
        answer = call("GET", gateway, "/v1/health" + query)
        assert answer.status_code == status, query
        assert int(answer.headers["Ais-Node-Uptime"]) > 0
    assert call("GET", gateway, "/v1/health?cii=true").json()["flags"] & 6 == 6
    primary = Client(gateway).cluster().get_primary_url()
    assert call("GET", primary, "/v1/health?apr=true").status_code == 200
    other = next(url for url in GATEWAYS if url != primary)
    assert call("GET", other, "/v1/health?apr=true").status_code == 400


def test_configuration(gateway):
    config = call("GET", gateway, "/v1/cluster?what=cluster_config").json()
    assert config["auth"]["enabled"] is False
    assert config["auth"]["intra_cluster"]["enabled"] is False
    assert config["net"]["http"]["use_https"] is False
    assert call("GET", gateway, "/v1/cluster?what=backends").json() == []


def test_a_target_in_maintenance_and_back(client, gateway, bucket):
    target = sorted(client.cluster().get_info().tmap)[-1]
    answer = call("PUT", gateway, "/v1/cluster", {"action": "start-maintenance", "value": {"sid": target}})
    assert answer.status_code == 200, answer.text
    job = answer.text
    if job:
        assert job[0] == "g" and job[1:].isdigit()
        assert client.job(job_id=job, job_kind="rebalance").wait(timeout=LONG).success
    until(lambda flags: flags & 20 == 20, lambda: client.cluster().get_info().tmap[target].flags)
    for other in GATEWAYS:
        until(lambda flags: flags & 4, lambda at=other: Client(at).cluster().get_info().tmap[target].flags)
    status = call("GET", gateway, "/v1/reverse/daemon?what=node_status", headers={"Ais-Node-Id": target}).json()
    assert status["status"] == "maintenance"

    answer = call("PUT", gateway, "/v1/cluster", {"action": "stop-maintenance", "value": {"sids": [target]}})
    assert answer.status_code == 200, answer.text
    until(lambda flags: flags == 0, lambda: client.cluster().get_info().tmap[target].flags)
    if answer.text:
        assert client.job(job_id=answer.text, job_kind="rebalance").wait(timeout=LONG).success


def test_another_primary(client, gateway):
    smap = client.cluster().get_info()
    other = next(node for node, has in sorted(smap.pmap.items()) if has.flags & 2 and node != smap.proxy_si.daemon_id)
    until(lambda answer: answer.status_code == 200, lambda: call("PUT", gateway, f"/v1/cluster/proxy/{other}"))
    for url in GATEWAYS:
        until(lambda primary: primary == other, lambda at=url: Client(at).cluster().get_info().proxy_si.daemon_id)
    assert client.cluster().is_ready()


@pytest.mark.parametrize(
    "value,status,words",
    [
        (None, 400, "sid"),
        ({"sid": "t1", "sids": ["t1"]}, 400, "sid"),
        ({"sids": [7]}, 400, "list of texts"),
        ({"sid": "nobody00"}, 404, "nobody00"),
        ({"sid": "!"}, 404, "does not exist"),
    ],
)
def test_bad_maintenance(gateway, value, status, words):
    answer = call("PUT", gateway, "/v1/cluster", {"action": "start-maintenance", "value": value})
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert words in answer.json()["message"]


@pytest.mark.parametrize("action", ["shutdown", "set-config", "reset-stats", "shutdown-node", "decommission"])
def test_what_is_not_here_says_so(gateway, action):
    answer = call("PUT", gateway, "/v1/cluster", {"action": action, "value": None})
    assert answer.status_code == 501
    assert answer.json()["tcode"] == "ErrUnsupp"


def test_errors_of_head_stand_in_a_header(gateway):
    answer = call("HEAD", gateway, "/v1/nowhere")
    assert answer.status_code == 400
    assert '"status":400' in answer.headers["Hdr-Error"]
