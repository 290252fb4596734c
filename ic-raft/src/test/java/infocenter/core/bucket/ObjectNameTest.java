package infocenter.core.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectNameTest {

    private static final String EMOJI = "\uD83D\uDE00";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a/b/c",
                "-x",
                ".hidden",
                "..a",
                "a..",
                "...",
                "a b+c&d=e#f?g",
                "100%",
                "%41",
                "50%2f50",
                "a\\b",
                "日本語/字",
                "\uD83D\uDE00",
                "%zz",
                "a%2e",
                "%2e%2ea",
                "%252e%252e"
            })
    void anOrdinaryNameIsTaken(String value) {
        assertThat(new ObjectName(value).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "a/", "a//b", "/", "//"})
    void anEmptySegmentIsRefused(String value) {
        refused(value, "empty segment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".", "..", "a/..", "../a", "a/../b", "a/./b", "./a", "..\\a", "a\\..\\b", "a\\.", "a/..\\b"})
    void aDotSegmentIsRefused(String value) {
        refused(value, "segment '.' or '..'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%2e%2e",
                "%2E%2e",
                "%2e",
                ".%2e",
                "a/%2e%2e/b",
                "%2e%2e%2fetc",
                "a%2f..%2fb",
                "a%2F%2E%2E",
                "..%5ca",
                "a%5C..",
                "%2e%2e\\a"
            })
    void aDotSegmentThatOneMoreDecodingWouldMakeIsRefused(String value) {
        refused(value, "percent-encoded segment '.' or '..'");
    }

    @ParameterizedTest
    @MethodSource("controls")
    void aControlCharacterIsRefused(String value) {
        refused(value, "control characters");
    }

    static List<String> controls() {
        return List.of("\0", "a\0b", "a\nb", "a\rb", "\t", "\u007f", "a\u0085", "\u001b[31m");
    }

    @Test
    void halfOfASurrogatePairIsRefused() {
        for (String value : List.of("\uD83D", "a\uD83D", "\uD83Da", "\uDE00", "\uDE00\uD83D", "a\uDE00b")) {
            refused(value, "surrogate");
        }
    }

    @Test
    void theLimitCountsBytesAndNotCharacters() {
        assertThat(new ObjectName("a".repeat(1_024)).value()).hasSize(1_024);
        assertThat(new ObjectName(EMOJI.repeat(256)).value()).hasSize(512);
        assertThat(new ObjectName("é".repeat(512)).value()).hasSize(512);
        refused("a".repeat(1_025), "1 to 1,024 bytes of UTF-8: it has 1025");
        refused(EMOJI.repeat(257), "it has 1028");
        refused("字".repeat(342), "it has 1026");
        refused("", "it has 0");
    }

    @Test
    void aRefusalDoesNotRepeatTheName() {
        assertThatThrownBy(() -> new ObjectName("secret\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void namesSortByTheirUtf8Bytes() {
        List<ObjectName> names = randomNames(new Random(20_261));
        List<ObjectName> byBytes = new ArrayList<>(names);
        byBytes.sort((left, right) -> Arrays.compareUnsigned(
                left.value().getBytes(StandardCharsets.UTF_8), right.value().getBytes(StandardCharsets.UTF_8)));

        names.sort(null);

        assertThat(names).isEqualTo(byBytes);
        assertThat(new ObjectName(EMOJI)).isGreaterThan(new ObjectName("\uFFFD"));
    }

    @Test
    void aPrefixIsAnyBeginningAlsoHalfASegment() {
        ObjectName name = new ObjectName("photos/2026/cat.jpg");

        assertThat(name.startsWith("")).isTrue();
        assertThat(name.startsWith("photos/20")).isTrue();
        assertThat(name.startsWith("/")).isFalse();
        assertThat(name).hasToString("photos/2026/cat.jpg");
    }

    private static List<ObjectName> randomNames(Random random) {
        String[] parts = {"a", "b", "/x", "~", "é", "字", "\uFFFD", "\uE000", EMOJI, "\uD800\uDC00", "\uDBFF\uDFFF"};
        List<ObjectName> names = new ArrayList<>();
        for (int count = 0; count < 2_000; count++) {
            StringBuilder name = new StringBuilder("n");
            for (int part = random.nextInt(4); part > 0; part--) {
                name.append(parts[random.nextInt(parts.length)]);
            }
            names.add(new ObjectName(name.toString()));
        }
        return names;
    }

    private static void refused(String value, String rule) {
        assertThatThrownBy(() -> new ObjectName(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("object name must")
                .hasMessageContaining(rule);
    }
}
