package infocenter.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.client.IcFailure;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd.How;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client sees of starting, showing and aborting a xaction. */
class StartOverHttpTest {
    private final Gateway gateway = Gateway.ready(2);
    private final Http http = gateway.http;

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aStartThatEveryTargetAcknowledgedIsAnswered201WithItsId() {
        Http.Answer answer = http.start(
                "{\"kind\":\"copy-bucket\",\"buckets\":[\"src\",{\"name\":\"dst\"}],\"labels\":{\"team\":\"x\"},"
                        + "\"arguments\":{\"prefix\":\"a/\"},\"reason\":\"why\",\"deadline\":\"10m\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.text("id")).isEqualTo("minted1");
        assertThat(answer.json().getBoolean("created")).isTrue();
        assertThat(answer.json().getLong("version")).isEqualTo(Long.parseLong(answer.header("X-IC-Index")));
        assertThat(answer.header("X-IC-Term")).isEqualTo("1");
        assertThat(answer.header("Location")).isEqualTo("/ic/v1/xactions/minted1");
        assertThat(gateway.row("minted1").caller().why()).isEqualTo("why");
        assertThat(gateway.row("minted1").caller().from()).startsWith("g1 127.0.0.1");
    }

    @Test
    void aStartThatWaitsForRegistrationAloneIsAnswered202() {
        gateway.targets.silent.add("http://t1.example:2");

        Http.Answer answer =
                http.post("/ic/v1/xactions?wait=registered", "{\"kind\":\"list-objects\",\"buckets\":[\"src\"]}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.text("state")).isEqualTo("created");
    }

    @Test
    void aStartThatASilentTargetDoesNotAcknowledgeIsAnswered504NamingIt() {
        gateway.targets.silent.add("http://t2.example:2");

        Http.Answer answer = http.start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"]}");

        answer.problem(504, "start-not-acknowledged");
        assertThat(answer.text("id")).isEqualTo("minted1");
        assertThat(answer.text("state")).isEqualTo("unknown: ask again");
        assertThat(answer.json().getJsonArray("targets")).containsExactly("t2");
    }

    @Test
    void aKnownKeyIsAnswered200WithThePresentState() {
        String body = "{\"kind\":\"delete\",\"buckets\":[\"src\"],\"arguments\":{\"prefix\":\"a\"}}";
        http.send("POST", "/ic/v1/xactions", body, "Idempotency-Key", "k1");

        Http.Answer again = http.send("POST", "/ic/v1/xactions", body, "Idempotency-Key", "k1");

        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(again.json().getBoolean("created")).isFalse();
        assertThat(again.text("id")).isEqualTo("minted1");
        assertThat(again.text("key")).isEqualTo("k1");
    }

    @Test
    void theSameKeyWithAnotherBodyIsAConflictThatNamesTheFirstId() {
        http.start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"],\"key\":\"k1\"}");

        Http.Answer other = http.start("{\"kind\":\"list-objects\",\"buckets\":[\"dst\"],\"key\":\"k1\"}");

        other.problem(409, "key-conflict");
        assertThat(other.text("id")).isEqualTo("minted1");
        assertThat(gateway.now().xactions().rows()).hasSize(1);
    }

    @Test
    void aRowIsShownWithItsRuns() {
        http.start("{\"kind\":\"copy-bucket\",\"buckets\":[\"src\",\"dst\"],\"id\":\"x1\",\"key\":\"k\","
                + "\"arguments\":{\"prefix\":\"a/\"},\"labels\":{\"team\":\"x\"}}");
        gateway.acknowledge("x1");

        Http.Answer shown = http.get("/ic/v1/xactions/x1");

        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        assertThat(shown.text("state")).isEqualTo("running");
        assertThat(shown.json().containsKey("endTime")).isTrue();
        assertThat(shown.text("endTime")).isNull();
        assertThat(shown.text("startTime")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(shown.json().getJsonObject("arguments").getString("prefix")).isEqualTo("a/");
        assertThat(shown.json().getJsonObject("labels").getString("team")).isEqualTo("x");
        assertThat(shown.json().getJsonArray("buckets").getJsonObject(1).getString("name"))
                .isEqualTo("dst");
        assertThat(shown.json().getJsonArray("runs")).hasSize(2);
        assertThat(shown.json().getJsonArray("runs").getJsonObject(0).getString("state"))
                .isEqualTo("running");
        assertThat(shown.header("X-IC-Index"))
                .isEqualTo(shown.json().getLong("version").toString());
    }

    @Test
    void aStaleReadIsMarkedAndNeedsNoGroup() {
        http.start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"],\"id\":\"x1\"}");
        gateway.table.fail(() -> new IcFailure.NoLeader("no leader is known"));

        Http.Answer stale = http.get("/ic/v1/xactions/x1?consistency=stale");
        Http.Answer confirmed = http.get("/ic/v1/xactions/x1");

        assertThat(stale.json().getBoolean("stale")).isTrue();
        confirmed.problem(503, "no-leader");
        assertThat(confirmed.header("Retry-After")).isEqualTo("1");
        assertThat(confirmed.text("missing")).isEqualTo("leader");
    }

    @Test
    void anAbortIsAnsweredWithTheRowAndAgainWithThePresentState() {
        http.start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"],\"id\":\"x1\"}");

        Http.Answer first = http.delete("/ic/v1/xactions/x1?reason=enough");
        Http.Answer again = http.delete("/ic/v1/xactions/x1");

        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.text("state")).isEqualTo("aborting");
        assertThat(first.text("cause")).isEqualTo("client");
        assertThat(first.json().getJsonObject("abort").getString("why")).isEqualTo("enough");
        assertThat(again.status()).isEqualTo(200);
    }

    @Test
    void anAbortAfterTheEndIsAConflictThatSaysHowItEnded() {
        http.start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"],\"id\":\"x1\"}");
        gateway.acknowledge("x1");
        gateway.end("x1", How.FINISHED);

        Http.Answer late = http.delete("/ic/v1/xactions/x1");

        late.problem(409, "already-ended");
        assertThat(late.text("id")).isEqualTo("x1");
        assertThat(late.text("state")).isEqualTo("finished");
        assertThat(late.text("end")).isNotNull();
    }

    @Test
    void anUnknownIdIs404AtOnce() {
        http.get("/ic/v1/xactions/nobody").problem(404, "no-such-xaction");
        http.delete("/ic/v1/xactions/nobody").problem(404, "no-such-xaction");
        http.get("/ic/v1/xactions/nobody/errors").problem(404, "no-such-xaction");
        http.get("/ic/v1/xactions/nobody/results").problem(404, "no-such-xaction");
    }

    @Test
    void anIdWhoseRowIsOverIs410WhileItsKeyIsKnown() {
        String body = "{\"kind\":\"list-objects\",\"buckets\":[\"src\"],\"id\":\"x1\",\"key\":\"k1\"}";
        http.start(body);
        gateway.acknowledge("x1");
        gateway.end("x1", How.FINISHED);
        gateway.table.pass(Duration.ofMinutes(11));
        gateway.table.apply(new Command.Expire(100));
        assertThat(gateway.row("x1")).isNull();

        http.get("/ic/v1/xactions/x1").problem(410, "gone");
        http.delete("/ic/v1/xactions/x1").problem(410, "gone");
        http.start(body).problem(410, "gone");
        http.get("/ic/v1/xactions/x2").problem(404, "no-such-xaction");
    }

    @Test
    void aCommitThatIsUnknownSaysToAskAgainWithTheSameKey() {
        gateway.table.fail(() -> new IcFailure.CommitUnknown("no answer in time"));

        Http.Answer answer = http.start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"]}");

        answer.problem(503, "commit-unknown");
        assertThat(answer.text("detail")).contains("same key");
    }

    @Test
    void aGatewayWithoutTheTableStartsByItselfAndPassesFollowUpsOn() {
        http.start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"],\"id\":\"x1\"}");
        gateway.table.member(false);

        Http.Answer shown = http.get("/ic/v1/xactions/x1");

        assertThat(shown.status()).isEqualTo(299);
        assertThat(shown.body()).startsWith("x1 ");
        assertThat(http.get("/ic/v1/xactions").body()).startsWith("127.0.0.1 ");
        assertThat(http.get("/ic/v1/kinds").status()).isEqualTo(200);
        assertThat(http.get("/ic/v1/version").status()).isEqualTo(200);
    }
}
