package infocenter.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.core.command.Command.RecordReports.RunEnd.How;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting for a row: at once, later, too long, and by somebody who has gone. */
@Timeout(60)
class WaitOverHttpTest {
    private final Gateway gateway = Gateway.ready(2);
    private final Http http = gateway.http;

    @AfterEach
    void close() {
        gateway.close();
    }

    private void start(String id) {
        http.start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"],\"id\":\"" + id + "\"}");
        gateway.acknowledge(id);
    }

    private CompletableFuture<Http.Answer> waiting(String query) {
        CompletableFuture<Http.Answer> answer =
                CompletableFuture.supplyAsync(() -> http.get("/ic/v1/xactions/x1/wait" + query));
        await().until(() -> waiters() == 1 || answer.isDone());
        return answer;
    }

    private double waiters() {
        return gateway.meters.get("xic_waiters").gauge().value();
    }

    @Test
    void aWaitIsAnsweredWhenTheXactionEnds() {
        start("x1");
        CompletableFuture<Http.Answer> answer = waiting("?timeout=30s");
        assertThat(answer).isNotDone();

        gateway.end("x1", How.FINISHED);

        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(answer.join().text("state")).isEqualTo("finished");
        assertThat(answer.join().json().getBoolean("timedOut")).isFalse();
        assertThat(answer.join().header("X-IC-Index")).isNotNull();
        assertThat(waiters()).isZero();
    }

    @Test
    void aWaitForRunningIsAnsweredAtOnceWhenItRuns() {
        start("x1");
        Http.Answer answer = http.get("/ic/v1/xactions/x1/wait?for=running");
        assertThat(answer.text("state")).isEqualTo("running");
    }

    @Test
    void aWaitForFinishedEndsWithAnAbortToo() {
        start("x1");
        CompletableFuture<Http.Answer> answer = waiting("?for=finished&timeout=30s");

        http.delete("/ic/v1/xactions/x1");
        gateway.end("x1", How.STOPPED);

        assertThat(answer.join().text("state")).isEqualTo("aborted");
    }

    @Test
    void aWaitThatTakesTooLongIsAnsweredWithThePresentState() {
        start("x1");

        Http.Answer answer = http.get("/ic/v1/xactions/x1/wait?timeout=50ms");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("state")).isEqualTo("running");
        assertThat(answer.json().getBoolean("timedOut")).isTrue();
        assertThat(http.get("/ic/v1/xactions/x1/wait?timeout=0").json().getBoolean("timedOut"))
                .isTrue();
    }

    @Test
    void aWaitThatMakesNoSenseIsRefused() {
        start("x1");
        http.get("/ic/v1/xactions/nobody/wait").problem(404, "no-such-xaction");
        http.get("/ic/v1/xactions/x1/wait?timeout=61s")
                .problem(400, "bad-arguments")
                .field("timeout");
        http.get("/ic/v1/xactions/x1/wait?timeout=-1s")
                .problem(400, "bad-arguments")
                .field("timeout");
        http.get("/ic/v1/xactions/x1/wait?for=ever")
                .problem(400, "bad-arguments")
                .field("for");
    }

    @Test
    void aClientThatHasGoneWaitsNoMore() throws Exception {
        start("x1");
        try (Socket socket = new Socket("127.0.0.1", http.port())) {
            socket.getOutputStream()
                    .write("GET /ic/v1/xactions/x1/wait?timeout=60s HTTP/1.1\r\nHost: x\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));
            await().until(() -> waiters() == 1);
        }
        await().until(() -> waiters() == 0);
    }

    @Test
    void hundredsOfWaitersHearOfTheirOwnXaction() {
        start("x1");
        start("x2");
        List<CompletableFuture<Http.Answer>> first = new ArrayList<>();
        for (int at = 0; at < 20; at++) {
            first.add(CompletableFuture.supplyAsync(
                    () -> http.get("/ic/v1/xactions/x1/wait?timeout=30s"), task -> new Thread(task).start()));
        }
        await().until(() -> waiters() == 20);

        gateway.end("x2", How.FINISHED);
        assertThat(first).noneMatch(CompletableFuture::isDone);
        gateway.end("x1", How.FINISHED);

        assertThat(first)
                .allSatisfy(answer -> assertThat(answer.join().text("state")).isEqualTo("finished"));
    }

    @Test
    void aGatewayWithoutTheTablePassesAWaitOnWithMoreTime() {
        start("x1");
        gateway.table.member(false);
        assertThat(http.get("/ic/v1/xactions/x1/wait?timeout=40s").body()).isEqualTo("x1 52");
    }

    @Test
    void aGatewayThatStopsAnswersThoseWhoWait() {
        start("x1");
        CompletableFuture<Http.Answer> answer = waiting("?timeout=30s");

        gateway.shutdown();

        assertThat(answer.join().json().getBoolean("timedOut")).isTrue();
    }
}
