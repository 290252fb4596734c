package infocenter.core.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTemplateTest {
    private static List<String> names(String template) {
        List<String> names = new ArrayList<>();
        NameTemplate.parse(template).names().forEachRemaining(names::add);
        return names;
    }

    @Test
    void aRangeKeepsItsDigits() {
        assertThat(names("shard-{0008..0011}.tar"))
                .containsExactly("shard-0008.tar", "shard-0009.tar", "shard-0010.tar", "shard-0011.tar");
    }

    @Test
    void aStepLeavesGaps() {
        assertThat(names("a{0..9..4}")).containsExactly("a0", "a4", "a8");
    }

    @Test
    void theLastRangeCountsFastest() {
        assertThat(names("{0..1}/{8..10}")).containsExactly("0/8", "0/9", "0/10", "1/8", "1/9", "1/10");
    }

    @Test
    void textAloneIsOneName() {
        assertThat(names("plain.txt")).containsExactly("plain.txt");
    }

    @Test
    void countIsKnownWithoutMakingTheNames() {
        assertThat(NameTemplate.parse("{1..1000}{1..1000}").count()).isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        "a{1..2, without its }",
        "a}1, without its {",
        "a{1..}, whole numbers",
        "a{1..x}, whole numbers",
        "a{-1..2}, whole numbers",
        "a{1}, first..last",
        "a{1..2..3..4}, first..last",
        "a{5..1}, reversed",
        "a{1..5..0}, step",
        "a{1..10000000000}, at most 1000000 names",
        "{1..999999999}{1..999999999}{1..999999999}, at most 1000000 names",
        "{1..1}{1..1}{1..1}{1..1}{1..1}{1..1}{1..1}{1..1}{1..1}, at most 8 ranges"
    })
    void nonsenseIsRefusedWithItsRule(String template, String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NameTemplate.parse(template))
                .withMessageContaining(rule);
    }
}
