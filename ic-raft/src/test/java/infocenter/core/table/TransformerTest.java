package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.transform.Means;
import infocenter.core.transform.TransformBounds;
import infocenter.core.transform.Transformer;
import infocenter.core.transform.TransformerName;
import infocenter.core.transform.Transformers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransformerTest {
    private static final TransformerName ZIP = new TransformerName("zip");
    private static final Means GZIP = new Means.AllowedCommand("gzip");

    private final Table table = Table.ready(2);

    private Outcome register(String name, Means means) {
        return table.apply(new Command.RegisterTransformer(new TransformerName(name), means, TransformBounds.STANDARD));
    }

    private Outcome url(String url) {
        return register("up", new Means.HttpService(url));
    }

    private Outcome bounds(long time, long bytes, long ratio) {
        return table.apply(new Command.RegisterTransformer(ZIP, GZIP, new TransformBounds(time, bytes, ratio)));
    }

    private Outcome start(String id, String arguments) {
        return table.apply(
                Table.start(id, "transform", "src", "dst").arguments(arguments).command());
    }

    @Test
    void aRegisteredOneHasItsCommandAsRevisionAndMovesTheMap() {
        long before = table.now.mapSequence();
        Outcome outcome = register("zip", GZIP);

        long sequence = ((Outcome.Applied) outcome).sequence();
        Transformer zip = table.now.transformers().byName().get(ZIP);
        assertThat(zip.means()).isEqualTo(GZIP);
        assertThat(zip.bounds()).isEqualTo(TransformBounds.STANDARD);
        assertThat(zip.revision()).isEqualTo(sequence);
        assertThat(zip.registeredShownMillis()).isEqualTo(1_700_000_000_000L + table.elapsed);
        assertThat(table.now.mapSequence()).isEqualTo(sequence).isGreaterThan(before);
        assertThat(table.eventTypes()).endsWith("transformer.registered");
    }

    @Test
    void aRemovedOneMovesTheMapToo() {
        register("zip", GZIP);
        long before = table.now.mapSequence();
        table.apply(new Command.RemoveTransformer(ZIP));

        assertThat(table.now.transformers().byName()).isEmpty();
        assertThat(table.now.mapSequence()).isGreaterThan(before);
        assertThat(table.eventTypes()).endsWith("transformer.removed");
    }

    @Test
    void theSameAgainIsDoneAndAnotherOfItsNameIsRefused() {
        register("zip", GZIP);
        Transformers before = table.now.transformers();

        assertThat(register("zip", GZIP)).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(Refusals.refusal(register("zip", new Means.AllowedCommand("bzip2"))))
                .isEqualTo(Reason.TRANSFORMER_EXISTS + " zip");
        assertThat(Refusals.refusal(bounds(1_000, 1, 1))).isEqualTo(Reason.TRANSFORMER_EXISTS + " zip");
        assertThat(table.now.transformers()).isEqualTo(before);
    }

    @Test
    void anUnknownOneCannotBeRemoved() {
        assertThat(Refusals.refusal(table.apply(new Command.RemoveTransformer(ZIP))))
                .isEqualTo(Reason.NO_SUCH_TRANSFORMER + " zip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://h",
                "http://h/",
                "https://h.example.org:65535/a/b?c=d&e=%20",
                "http://[::1]:80/x",
                "http://127.0.0.1:7000"
            })
    void urlsThatCanBeCalledAreTaken(String url) {
        assertThat(url(url)).isInstanceOf(Outcome.Applied.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "h",
                "ftp://h/",
                "file:///etc/passwd",
                "HTTP://h/",
                "http:///x",
                "http://user@h/",
                "http://user:word@h/",
                "http://h:0/",
                "http://h:65536/",
                "http://h:99999999999/",
                "http://h:x/",
                "http://h/#part",
                "http://h/a b",
                "http://h/\r\nHost: other",
                "http://h?x",
                "http://-h/",
                "http://h./",
                "http://gr\u00f6\u00dfe/",
                "jar:http://h/!/x"
            })
    void otherUrlsAreRefusedNamingTheField(String url) {
        assertThat(Refusals.refusal(url(url))).isEqualTo(Reason.BAD_ARGUMENTS + " url");
        assertThat(table.now.transformers()).isEqualTo(Transformers.EMPTY);
    }

    @Test
    void aUrlHasALongestLength() {
        String longest = "http://h/" + "a".repeat(1_024 - 9);
        assertThat(url(longest)).isInstanceOf(Outcome.Applied.class);
        assertThat(Refusals.refusal(url(longest + "a"))).isEqualTo(Reason.TOO_LARGE + " url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/bin/sh", "../sh", "gzip -c", "-rf", "a\nb"})
    void aCommandIsANameAndNoPath(String command) {
        assertThat(Refusals.refusal(register("c", new Means.AllowedCommand(command))))
                .isEqualTo(Reason.BAD_ARGUMENTS + " command");
    }

    @Test
    void boundsHaveBounds() {
        assertThat(Refusals.refusal(bounds(99, 1, 1))).isEqualTo(Reason.BAD_ARGUMENTS + " timeLimit");
        assertThat(Refusals.refusal(bounds(3_600_001, 1, 1))).isEqualTo(Reason.BAD_ARGUMENTS + " timeLimit");
        assertThat(Refusals.refusal(bounds(100, 0, 1))).isEqualTo(Reason.BAD_ARGUMENTS + " outputBytesMax");
        assertThat(Refusals.refusal(bounds(100, (1L << 40) + 1, 1)))
                .isEqualTo(Reason.BAD_ARGUMENTS + " outputBytesMax");
        assertThat(Refusals.refusal(bounds(100, 1, 0))).isEqualTo(Reason.BAD_ARGUMENTS + " outputRatioMax");
        assertThat(Refusals.refusal(bounds(100, 1, 1_000_001))).isEqualTo(Reason.BAD_ARGUMENTS + " outputRatioMax");
        assertThat(bounds(3_600_000, 1L << 40, 1_000_000)).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void thereIsAMostOfThem() {
        for (int i = 0; i < Transformers.COUNT_MAX; i++) {
            assertThat(register("t" + i, GZIP)).isInstanceOf(Outcome.Applied.class);
        }
        assertThat(Refusals.refusal(register("more", GZIP))).isEqualTo(Reason.TABLE_FULL + " transformers");
        assertThat(register("t7", GZIP)).isInstanceOf(Outcome.AlreadyDone.class);
    }

    @Test
    void aStartKeepsTheOneThatItNamedAsItWas() {
        register("zip", GZIP);
        Transformer zip = table.now.transformers().byName().get(ZIP);
        Outcome outcome = start("x1", "{\"transformer\":\"zip\"}");
        table.apply(new Command.RemoveTransformer(ZIP));
        register("zip", new Means.AllowedCommand("bzip2"));
        table.acknowledge("x1", "t1");
        table.abort("x1");

        assertThat(((Outcome.Registered) outcome).transformer()).isEqualTo(zip);
        assertThat(table.row("x1").transformer()).isEqualTo(zip);
    }

    @Test
    void aStartMustNameOneThatIsRegistered() {
        assertThat(Refusals.refusal(start("x1", "{}"))).isEqualTo(Reason.BAD_ARGUMENTS + " arguments.transformer");
        assertThat(Refusals.refusal(start("x1", "{\"transformer\":\"zip\"}")))
                .isEqualTo(Reason.BAD_ARGUMENTS + " arguments.transformer");
        assertThat(Refusals.refusal(start("x1", "{\"transformer\":\"/bin/sh\"}")))
                .isEqualTo(Reason.BAD_ARGUMENTS + " arguments.transformer");
        assertThat(Refusals.refusal(start("x1", "{\"transformer\":7}")))
                .isEqualTo(Reason.BAD_ARGUMENTS + " arguments.transformer");
        assertThat(table.row("x1")).isNull();
    }

    @Test
    void argumentsThatAreABlobNameNoTransformer() {
        register("zip", GZIP);
        Table.Start start = Table.start("x1", "transform", "src", "dst").arguments("");
        start.hash = "0".repeat(64) + "-70000";
        assertThat(Refusals.refusal(table.apply(start.command()))).isEqualTo(Reason.TOO_LARGE + " arguments");
    }

    @Test
    void atMostOneOfTheWaysToChooseObjectsMayBeGiven() {
        register("zip", GZIP);
        String zip = "{\"transformer\":\"zip\",";
        assertThat(Refusals.refusal(start("x1", zip + "\"prefix\":\"a\",\"names\":[\"b\"]}")))
                .isEqualTo(Reason.BAD_ARGUMENTS + " arguments.prefix");
        assertThat(Refusals.refusal(start("x1", zip + "\"template\":\"a{1..2}\",\"names\":[\"b\"]}")))
                .isEqualTo(Reason.BAD_ARGUMENTS + " arguments.prefix");
        List<String> ways = List.of("\"prefix\":\"a\"}", "\"names\":[\"b\"]}", "\"template\":\"a{1..2}\"}");
        for (String way : ways) {
            assertThat(start("x" + ways.indexOf(way), zip + way)).isInstanceOf(Outcome.Registered.class);
        }
        assertThat(start("x9", "{\"transformer\":\"zip\"}")).isInstanceOf(Outcome.Registered.class);
    }

    @Test
    void anOutputMayBeSoLarge() {
        TransformBounds bounds = new TransformBounds(100, 1_000_000, 10);
        assertThat(bounds.outputBytesMax(0)).isEqualTo(64 * 1024);
        assertThat(bounds.outputBytesMax(6_554)).isEqualTo(65_540);
        assertThat(bounds.outputBytesMax(200_000)).isEqualTo(1_000_000);
        assertThat(bounds.outputBytesMax(Long.MAX_VALUE)).isEqualTo(1_000_000);
        assertThat(new TransformBounds(100, 5, 10).outputBytesMax(1)).isEqualTo(5);
    }
}
