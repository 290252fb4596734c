package infocenter.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden values come from the reference library of XXH64 and the rule computed in another language. */
class RendezvousTest {

    private static final List<String> FOUR = List.of("t1", "t2", "t3", "t4");

    @ParameterizedTest
    @CsvSource({
        "t[abc], 43175298dcebb5bb",
        "t1, c5444cb0fa9287ad",
        "t2, f6bfb71a1087301d",
        "t3, 6da40aead1753204",
        "ais/@#/photos/2026/cat.jpg, f7def56192de01c0",
        "ais/@#/b/日本語/😀, b9a4c2f75ada517b",
    })
    void aDigestIsTheSeededXxh64OfTheUtf8(String id, String hex) {
        assertThat(Rendezvous.digest(id)).isEqualTo(Long.parseUnsignedLong(hex, 16));
    }

    @ParameterizedTest
    @CsvSource({
        "ais/@#/photos/2026/cat.jpg, t3 t2 t1 t4",
        "ais/@#/b/o, t1 t3 t4 t2",
        "ais/@#/b/o1, t3 t2 t1 t4",
        "ais/@#/b/日本語/😀, t1 t2 t3 t4",
        "ais/@ns#x/b/o, t4 t2 t3 t1",
        "ais/@#/b/a/b/c, t1 t2 t4 t3",
        "ais/@#/data/shard-000042.tar, t3 t1 t4 t2",
    })
    void aNameRanksTheTargetsAsAistoresClientsDo(String uname, String ranked) {
        Rendezvous placement = Rendezvous.of(FOUR);

        assertThat(String.join(" ", placement.ranked(uname))).isEqualTo(ranked);
        assertThat(placement.home(uname)).isEqualTo(ranked.substring(0, 2));
    }

    @Test
    void theOrderInWhichTargetsAreNamedDoesNotMatter() {
        Rendezvous placement = Rendezvous.of(List.of("t4", "t1", "t3", "t2"));

        assertThat(placement.ids()).isEqualTo(FOUR);
        assertThat(homes(placement)).isEqualTo(homes(Rendezvous.of(FOUR)));
    }

    @Test
    void everyTargetGetsItsShare() {
        Map<String, Long> counts = homes(Rendezvous.of(FOUR)).values().stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(counts).hasSize(4);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(2_350L, 2_650L));
    }

    @Test
    void aTargetThatGoesMovesOnlyItsOwnNamesAndEachToItsSecondHome() {
        Rendezvous before = Rendezvous.of(FOUR);
        Rendezvous after = Rendezvous.of(List.of("t1", "t2", "t4"));

        assertThat(homes(before))
                .allSatisfy((uname, home) -> assertThat(after.home(uname))
                        .isEqualTo(home.equals("t3") ? before.ranked(uname).get(1) : home));
    }

    @Test
    void aTargetThatComesTakesNamesOnlyForItself() {
        Map<String, String> before = homes(Rendezvous.of(FOUR));
        Map<String, String> after = homes(Rendezvous.of(List.of("t1", "t2", "t3", "t4", "t5")));

        assertThat(after).allSatisfy((uname, home) -> assertThat(home).isIn("t5", before.get(uname)));
        assertThat(after.values()).filteredOn("t5"::equals).hasSizeBetween(1_850, 2_150);
    }

    @Test
    void noTargetsOrOneTwiceIsRefused() {
        assertThatThrownBy(() -> Rendezvous.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Rendezvous.of(List.of("t1", "t1"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, String> homes(Rendezvous placement) {
        return IntStream.range(0, 10_000)
                .mapToObj(number -> "ais/@#/bucket/object-" + number)
                .collect(Collectors.toMap(Function.identity(), placement::home));
    }
}
