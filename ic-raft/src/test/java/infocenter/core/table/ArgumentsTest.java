package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.table.Table.Start;
import infocenter.core.xaction.Kinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ArgumentsTest {
    private final Table table = Table.ready(TestLimits.of(limits -> limits.kinds = TestKinds.ALL), 1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"a\"}",
                "{\"name\":\"abcd\",\"count\":1,\"deep\":true,\"list\":[\"a\"]}",
                "{\"name\":\"a\",\"count\":10,\"deep\":false,\"list\":[\"a\",\"b\"]}"
            })
    void argumentsThatFitAreTaken(String json) {
        assertThat(start(json)).isInstanceOf(Outcome.Registered.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|arguments",
                "{|arguments",
                "{} x|arguments",
                "{}|arguments.name",
                "{\"name\":\"a\",\"nmae\":\"a\"}|arguments.nmae",
                "{\"name\":1}|arguments.name",
                "{\"name\":\"\"}|arguments.name",
                "{\"name\":\"abcde\"}|arguments.name",
                "{\"name\":null}|arguments.name",
                "{\"name\":\"a\",\"count\":0}|arguments.count",
                "{\"name\":\"a\",\"count\":-1}|arguments.count",
                "{\"name\":\"a\",\"count\":11}|arguments.count",
                "{\"name\":\"a\",\"count\":1.5}|arguments.count",
                "{\"name\":\"a\",\"count\":99999999999999999999}|arguments.count",
                "{\"name\":\"a\",\"count\":\"1\"}|arguments.count",
                "{\"name\":\"a\",\"deep\":\"true\"}|arguments.deep",
                "{\"name\":\"a\",\"list\":[]}|arguments.list",
                "{\"name\":\"a\",\"list\":[\"a\",\"b\",\"c\"]}|arguments.list",
                "{\"name\":\"a\",\"list\":[\"a\",1]}|arguments.list",
                "{\"name\":\"a\",\"list\":\"a\"}|arguments.list"
            })
    void argumentsThatDoNotFitAreRefusedByName(String json, String field) {
        assertThat(Refusals.refusal(start(json))).isEqualTo(Reason.BAD_ARGUMENTS + " " + field);
    }

    @Test
    void anEndlessNameIsNotRepeated() {
        Outcome refused = start("{\"name\":\"a\",\"" + "n".repeat(1_000) + "\":1}");
        assertThat(((Outcome.Refused) refused).subject()).isEqualTo("arguments." + "n".repeat(64));
    }

    @Test
    void emptyTextStandsForNoArguments() {
        Table real = Table.ready(1);
        Start start = Table.start("x1", "copy-bucket", "src", "dst").arguments("");
        assertThat(real.apply(start.command())).isInstanceOf(Outcome.Registered.class);
    }

    @Test
    void oneOfSeveralMayBeNeeded() {
        Table real = Table.ready(1);
        Start none = Table.start("x1", "delete", "src").arguments("{}");
        assertThat(Refusals.refusal(real.apply(none.command()))).isEqualTo(Reason.BAD_ARGUMENTS + " arguments.names");
        Start some = Table.start("x1", "delete", "src").arguments("{\"template\":\"a-{1..9}\"}");
        assertThat(real.apply(some.command())).isInstanceOf(Outcome.Registered.class);
    }

    @Test
    void namesThatNobodyCanKeepAreRefused() {
        Table real = Table.ready(1);
        for (String json : new String[] {"{\"names\":[\"a\",\"../b\"]}", "{\"names\":[\"\"]}", "{\"names\":[1]}"}) {
            Outcome refused = real.apply(
                    Table.start("x1", "delete", "src").arguments(json).command());
            assertThat(Refusals.refusal(refused)).isEqualTo(Reason.BAD_ARGUMENTS + " arguments.names");
            assertThat(((Outcome.Refused) refused).message()).contains("must be an array of");
        }
        for (String json : new String[] {"{\"template\":\"../a-{1..2}\"}", "{\"template\":\"a-{1..\"}"}) {
            Outcome refused = real.apply(
                    Table.start("x1", "delete", "src").arguments(json).command());
            assertThat(Refusals.refusal(refused)).isEqualTo(Reason.BAD_ARGUMENTS + " arguments.template");
            assertThat(((Outcome.Refused) refused).message()).contains("must be a template of object names: ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|url",
                "{\"url\":\"ftp://h/a\"}|url",
                "{\"url\":\"http://h/\"}|url",
                "{\"url\":1}|url",
                "{\"url\":\"http://h/a\",\"template\":\"http://h/{1..2}\"}|url",
                "{\"template\":\"http://h/a-{1..10000000000}\"}|template",
                "{\"template\":\"http://h/a-{2..1}\"}|template",
                "{\"template\":\"http://h/a-{1..\"}|template",
                "{\"template\":\"http://h{1..2}/a\"}|template",
                "{\"urls\":[]}|urls",
                "{\"urls\":[1]}|urls",
                "{\"urls\":[\"http://h/a\",\"http://g/a\"]}|urls",
                "{\"urls\":[{}]}|urls",
                "{\"urls\":[{\"url\":\"http://h/a\",\"name\":\"../a\"}]}|urls",
                "{\"urls\":[{\"url\":\"http://h/a\",\"name\":1}]}|urls",
                "{\"urls\":[{\"url\":\"http://h/a\",\"checksum\":\"sha1:00\"}]}|urls",
                "{\"urls\":[{\"url\":\"http://h/a\",\"size\":-1}]}|urls",
                "{\"urls\":[{\"url\":\"http://h/a\",\"sum\":\"1\"}]}|urls",
                "{\"url\":\"http://h/a\",\"connections\":0}|connections",
                "{\"url\":\"http://h/a\",\"retries\":21}|retries"
            })
    void linksThatNobodyCanFetchAreRefused(String json, String field) {
        Start start = Table.start("x1", "download", "src").arguments(json);
        assertThat(Refusals.refusal(Table.ready(1).apply(start.command())))
                .isEqualTo(Reason.BAD_ARGUMENTS + " arguments." + field);
    }

    @Test
    void linksMayBeGivenInThreeWays() {
        Table real = Table.ready(1);
        int number = 0;
        for (String json : new String[] {
            "{\"url\":\"http://h/a\"}",
            "{\"template\":\"https://h:8443/a-{001..100}.tar\",\"prepend\":\"x/\"}",
            "{\"urls\":[\"http://h/a\",{\"url\":\"http://h/a\",\"name\":\"b\",\"size\":3,\"checksum\":\"crc32c:00000000\"}]}"
        }) {
            Start start = Table.start("x" + number++, "download", "src").arguments(json);
            assertThat(real.apply(start.command())).isInstanceOf(Outcome.Registered.class);
        }
    }

    @Test
    void largeArgumentsBelongIntoABlob() {
        Table real = Table.ready(1);
        StringBuilder names = new StringBuilder("{\"names\":[\"n\"");
        while (names.length() < 65_536 - 600) {
            names.append(",\"").append("n".repeat(500)).append('"');
        }
        String full = names + ",\"" + "n".repeat(65_536 - names.length() - 5) + "\"]}";
        Start start = Table.start("x1", "delete", "src").arguments(full);
        assertThat(full).hasSize(65_536);
        assertThat(real.apply(start.command())).isInstanceOf(Outcome.Registered.class);
        start.id = "x2";
        start.arguments(full.replace("]}", " ]}"));
        assertThat(Refusals.refusal(real.apply(start.command()))).isEqualTo(Reason.TOO_LARGE + " arguments");
        start.arguments(full.replace("[\"n\"", "[\"\u00fc\""));
        assertThat(Refusals.refusal(real.apply(start.command()))).isEqualTo(Reason.TOO_LARGE + " arguments");
    }

    @Test
    void argumentsInABlobAreNotJudgedHere() {
        Start start = Table.start("x1", "typed").arguments("");
        start.hash = "0".repeat(64) + "-70000";
        assertThat(table.apply(start.command())).isInstanceOf(Outcome.Registered.class);
        start.id = "x2";
        start.hash = "x".repeat(257);
        assertThat(Refusals.refusal(table.apply(start.command()))).isEqualTo(Reason.BAD_ARGUMENTS + " arguments");
    }

    @Test
    void theRealKindsTakeWhatTheySay() {
        Table real = Table.ready(1);
        assertThat(Refusals.refusal(real.apply(Table.start("x1", "list-objects", "src")
                        .arguments("{\"pageSize\":0}")
                        .command())))
                .isEqualTo(Reason.BAD_ARGUMENTS + " arguments.pageSize");
        assertThat(real.apply(Table.start("x1", "list-objects", "src")
                        .arguments("{\"pageSize\":10000,\"idleSeconds\":1,\"prefix\":\"\"}")
                        .command()))
                .isInstanceOf(Outcome.Registered.class);
        assertThat(Kinds.find("list-objects")).isPresent();
        assertThat(Kinds.find("nothing")).isEmpty();
        assertThat(Kinds.ALL)
                .allSatisfy(kind -> assertThat(kind.lossBound().toSeconds()).isBetween(17L, 47L));
    }

    private Outcome start(String json) {
        return table.apply(Table.start("x1", "typed").arguments(json).command());
    }
}
