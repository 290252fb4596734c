package infocenter.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import infocenter.bench.failover.Gateway;
import infocenter.bench.failover.Http;
import infocenter.check.Judge;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer counts as in the history: too good a word for it would be reported as a breach, too bad a one would hide one. */
class AskingTest {
    private static final KnownRows.Start START = new KnownRows.Start("k", "summary", "{}");

    @TempDir
    Path folder;

    private HttpServer server;
    private Gateway gateway;
    private int status;
    private String body = "";
    private Record record;
    private Asking asking;
    private final KnownRows rows = new KnownRows();

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        gateway = new Gateway(
                "g1", URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        record = new Record(folder.resolve("history.jsonl"));
        asking = new Asking(new Http(), record, rows, "");
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(0);
        record.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "201 | {'id':'A','created':true,'state':'running','version':7} | ok",
                "200 | {'id':'A','created':false,'state':'finished','version':7} | ok",
                "504 | {'id':'A','state':'unknown: ask again'} | ok",
                "504 | {} | info",
                "409 | {'reason':'key-conflict','id':'A'} | fail",
                "409 | {'reason':'kind-cap'} | fail",
                "400 | {} | fail",
                "429 | {} | fail",
                "503 | {'reason':'no-leader'} | fail",
                "503 | {'reason':'target-down'} | fail",
                "503 | {'reason':'commit-unknown'} | info",
                "503 | {'reason':'not-ready'} | info",
                "500 | {} | info",
                "502 | not json | info",
            })
    void aStartIsWhatItsAnswerSaysForCertain(int answer, String said, String outcome) throws Exception {
        answers(answer, said);

        asking.start(gateway, START);

        assertThat(last().getString("outcome")).isEqualTo(outcome);
        assertThat(last().getString("key")).isEqualTo("k");
    }

    @Test
    void aStateIsOnlyToldWhereTheAnswerKnowsIt() throws Exception {
        answers(504, "{'id':'A','state':'unknown: ask again'}");
        asking.start(gateway, START);
        assertThat(last().getJsonObject("output")).isEqualTo(new JsonObject("{\"id\":\"A\"}"));

        answers(504, "{'id':'B','state':'aborting'}");
        asking.start(gateway, START);
        assertThat(last().getJsonObject("output").getString("state")).isEqualTo("aborting");
        assertThat(rows.allIds()).containsExactly("A", "B");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "200 | {'id':'A','state':'aborting','cause':'client'} | ok | aborting",
                "409 | {'reason':'already-ended','state':'finished'} | ok | finished",
                "404 | {} | ok | none",
                "503 | {'reason':'no-leader'} | info | none",
                "500 | {} | info | none",
                "429 | {} | fail | none",
            })
    void anAbortToo(int answer, String said, String outcome, String state) throws Exception {
        answers(answer, said);

        asking.abort(gateway, "A");

        assertThat(last().getString("outcome")).isEqualTo(outcome);
        assertThat(last().getJsonObject("output", new JsonObject()).getString("state", "none"))
                .isEqualTo(state);
    }

    @Test
    void afterAWriteOfWhichNobodyKnowsTheClientIsAnother() throws Exception {
        answers(500, "{}");
        asking.start(gateway, START);
        int before = last().getInteger("client");

        answers(404, "{}");
        asking.status(gateway, "A", false);

        assertThat(last().getInteger("client")).isNotEqualTo(before);
        assertThat(last().getJsonObject("output").getBoolean("found")).isFalse();
    }

    @Test
    void whereNobodyListensNothingHappened() throws Exception {
        server.stop(0);

        asking.start(gateway, START);
        assertThat(last().getString("outcome")).isEqualTo("fail");
        asking.abort(gateway, "A");
        assertThat(last().getString("outcome")).isEqualTo("fail");
    }

    @Test
    void anEndedRowIsKnownByAllThatMustNotChange() throws Exception {
        String runs = "'runs':[{'target':'t1','state':'finished','attempt':1,'counters':{'localObjects':2}}]";
        answers(200, "{'id':'A','state':'running'," + runs + "}");
        asking.status(gateway, "A", true);
        assertThat(last().getString("level")).isEqualTo("stale");
        assertThat(last().getJsonObject("output").containsKey("attrs")).isFalse();

        answers(200, "{'id':'A','state':'finished','endTime':'then'," + runs + "}");
        asking.status(gateway, "A", false);
        assertThat(last().getJsonObject("output").getString("attrs"))
                .isEqualTo("then; null; t1 finished 1 {\"localObjects\":2}");
    }

    @Test
    void whatIsWrittenIsAHistory() throws Exception {
        answers(201, "{'id':'A','created':true,'state':'running','version':7}");
        asking.start(gateway, START);
        answers(409, "{'reason':'key-conflict','id':'A'}");
        asking.start(gateway, new KnownRows.Start("k", "summary", "{ }"));
        answers(200, "{'version':8,'term':1}\n{'id':'A','key':'k','state':'running','origin':'client'}\n");
        asking.list(gateway);
        record.fault("kill leader", 1, 2);
        record.close();

        StringWriter printed = new StringWriter();
        int verdict = Judge.judge(record.file(), new PrintWriter(printed));

        assertThat(verdict).as(printed.toString()).isEqualTo(Judge.HOLDS);
        assertThat(printed.toString()).contains("3 operations, 2 acknowledged").contains("kill leader");
    }

    private void answers(int code, String said) {
        status = code;
        body = said.replace('\'', '"');
    }

    private JsonObject last() throws IOException {
        record.flush();
        List<String> lines = Files.readAllLines(record.file());
        return new JsonObject(lines.get(lines.size() - 1));
    }
}
