package infocenter.core.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcollections.TreePMap;

final class JsonTest {

    @Test
    void everyKindOfValueIsRead() {
        assertThat(Json.parse("\"a b\"")).isEqualTo(new Json.Text("a b"));
        assertThat(Json.parse(" true ")).isEqualTo(new Json.Flag(true));
        assertThat(Json.parse("false")).isEqualTo(new Json.Flag(false));
        assertThat(Json.parse("null")).isEqualTo(new Json.Nothing());
        assertThat(Json.parse("[]")).isEqualTo(new Json.Items(List.of()));
        assertThat(Json.parse("{}")).isEqualTo(new Json.Fields(TreePMap.empty()));
        assertThat(Json.parse("[ 1 , [ ] , {\t} ]"))
                .isEqualTo(new Json.Items(
                        List.of(new Json.Whole(1), new Json.Items(List.of()), new Json.Fields(TreePMap.empty()))));
        assertThat(Json.parse("{ \"a\" : 1 ,\r\n \"b\" : [ \"c\" ] }"))
                .isEqualTo(new Json.Fields(TreePMap.<String, Json>empty()
                        .plus("a", new Json.Whole(1))
                        .plus("b", new Json.Items(List.of(new Json.Text("c"))))));
    }

    @Test
    void numbersAreWholeOrKeptAsWritten() {
        assertThat(Json.parse("0")).isEqualTo(new Json.Whole(0));
        assertThat(Json.parse("-12")).isEqualTo(new Json.Whole(-12));
        assertThat(Json.parse("9223372036854775807")).isEqualTo(new Json.Whole(Long.MAX_VALUE));
        assertThat(Json.parse("-9223372036854775808")).isEqualTo(new Json.Whole(Long.MIN_VALUE));
        for (String other : List.of(
                "9223372036854775808", "1.0", "1e3", "-1E-3", "1E+3", "0.5", "123456789012345678901234567890")) {
            assertThat(Json.parse(other)).isEqualTo(new Json.Decimal(other));
        }
    }

    @Test
    void escapesAreRead() {
        assertThat(Json.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00fC\""))
                .isEqualTo(new Json.Text("\"\\/\b\f\n\r\tA\u00fc"));
        assertThat(Json.parse("\"\\ud83d\\ude00\"")).isEqualTo(new Json.Text("\ud83d\ude00"));
        assertThat(Json.parse("\"\\u0fA9\"")).isEqualTo(new Json.Text("\u0fa9"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":1",
                "{a:1}",
                "{1:1}",
                "\"a",
                "\"\\",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\n\"",
                "\"\u0001\"",
                "01",
                "-",
                "1.",
                "1e",
                "+1",
                ".5",
                "tru",
                "nul",
                "fals",
                "nope",
                "True",
                "1 2",
                "{} {}",
                "{\"a\":1,\"a\":2}",
                "'a'",
                "\"\\ud83d\"",
                "\"\ud83d\"",
                "\u00a0{}",
                "\"\\u\u0661\u0661\u0661\u0661\"",
                "[1;2]",
                "{\"a\" 1}",
                "//",
                "NaN"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not JSON at character ");
    }

    @Test
    void theRefusalSaysWhereAndWhat() {
        assertThatThrownBy(() -> Json.parse("{\"a\":1 \"b\"}")).hasMessage("not JSON at character 7: expected '}'");
        assertThatThrownBy(() -> Json.parse("[1] 2")).hasMessage("not JSON at character 4: expected the end");
    }

    @Test
    void hostileNestingIsRefused() {
        assertThat(Json.parse("[".repeat(33) + "]".repeat(33))).isInstanceOf(Json.Items.class);
        assertThatThrownBy(() -> Json.parse("[".repeat(34) + "]".repeat(34))).hasMessageContaining("32 levels");
        assertThatThrownBy(() -> Json.parse("{\"a\":".repeat(34) + "1" + "}".repeat(34)))
                .hasMessageContaining("32 levels");
        assertThatThrownBy(() -> Json.parse("[".repeat(1_000_000))).hasMessageContaining("32 levels");
    }
}
