package infocenter.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Identity;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochSignTest {
    private final List<String> heard = new ArrayList<>();
    private final EpochSign sign =
            new EpochSign(() -> new Identity("c1", 3), (clusterId, epoch) -> heard.add(clusterId + " " + epoch));

    private boolean hear(String value) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (value != null) {
            headers.set(EpochSign.HEADER, value);
        }
        return sign.hear(headers);
    }

    @Test
    void theOwnEpochIsPutOnWhatIsSaid() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        sign.put(headers);
        assertThat(headers.get("x-ic-epoch")).isEqualTo("c1 3");
        MultiMap none = MultiMap.caseInsensitiveMultiMap();
        EpochSign.NONE.put(none);
        assertThat(none).isEmpty();
    }

    @Test
    void whatIsOfAnEpochThatIsOverDoesNotCountAndAHigherOneIsHeard() {
        assertThat(hear("c1 2")).isFalse();
        assertThat(hear("c1 3")).isTrue();
        assertThat(hear("c1 4")).isTrue();
        assertThat(hear("other 1")).as("no epoch of this cluster").isTrue();
        assertThat(heard).containsExactly("c1 2", "c1 3", "c1 4", "other 1");
    }

    @Test
    void whatIsNoSignSaysNothing() {
        assertThat(hear(null)).isTrue();
        for (String senseless : List.of("", "c1", "c1 ", "c1 x", "c1 -1", "c1 9999999999999999999")) {
            assertThat(hear(senseless)).as(senseless).isTrue();
        }
        assertThat(heard).isEmpty();
    }
}
