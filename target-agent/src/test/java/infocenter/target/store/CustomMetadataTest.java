package infocenter.target.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomMetadataTest {

    @Test
    void entriesAreSortedAndKeptApartFromTheCallersMap() {
        TreeMap<String, String> mine = new TreeMap<>(Map.of("b", "2", "a", "1"));
        CustomMetadata custom = CustomMetadata.of(mine);
        mine.clear();

        assertThat(custom.entries()).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
        assertThat(CustomMetadata.of(Map.of())).isSameAs(CustomMetadata.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a=b", "a,b", "a\nb", "a\0"})
    void anImpossibleKeyIsRefused(String key) {
        assertThatThrownBy(() -> CustomMetadata.of(Map.of(key, "v"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aValueThatCouldEndAHeaderIsRefused() {
        assertThatThrownBy(() -> CustomMetadata.of(Map.of("k", "v\r\nSet-Cookie: x")))
                .hasMessageContaining("control characters");
    }

    @Test
    void theLimitsCountBytesAndEntries() {
        assertThat(CustomMetadata.of(Map.of("k", "v".repeat(4_095))).entries()).hasSize(1);
        assertThatThrownBy(() -> CustomMetadata.of(Map.of("k", "v".repeat(4_096))))
                .hasMessageContaining("4096 bytes of UTF-8: it has 4097");
        assertThatThrownBy(() -> CustomMetadata.of(Map.of("k", "é".repeat(2_048))))
                .isInstanceOf(IllegalArgumentException.class);
        Map<String, String> many = new TreeMap<>();
        for (int count = 0; count < 65; count++) {
            many.put("k" + count, "");
        }
        assertThatThrownBy(() -> CustomMetadata.of(many)).hasMessageContaining("64 entries: it has 65");
    }
}
