package infocenter.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.gateway.door.IsoTime;
import infocenter.gateway.door.PathTable;
import infocenter.gateway.door.PathTable.Match;
import infocenter.gateway.door.PercentCoding;
import infocenter.gateway.watch.EventFeed;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, escapes, times, cursors. */
class SmallPartsTest {
    @Test
    void aPathIsMatchedAsItCameAndItsNamesAreDecodedOnce() {
        PathTable<String> table = new PathTable<>();
        table.add(HttpMethod.GET, "/v/{name}", "one");
        table.add(HttpMethod.GET, "/v/{name}/o/{object...}", "rest");
        table.add(HttpMethod.GET, "/v/all", "all");

        assertThat(table.find(HttpMethod.GET, "/v/a%2520b"))
                .isEqualTo(new Match.Found<>("/v/{name}", Map.of("name", "a%20b"), "one"));
        assertThat(table.find(HttpMethod.GET, "/v/x/o/a/../%2e/b"))
                .isEqualTo(new Match.Found<>(
                        "/v/{name}/o/{object...}", Map.of("name", "x", "object", "a/../%2e/b"), "rest"));
        assertThat(table.find(HttpMethod.GET, "/v/all")).isEqualTo(new Match.Found<>("/v/all", Map.of(), "all"));
        assertThat(table.find(HttpMethod.PUT, "/v/all")).isEqualTo(new Match.OtherMethods<>("GET, HEAD"));
        assertThat(table.find(HttpMethod.GET, "/v")).isEqualTo(new Match.Nothing<>());
        assertThat(table.find(HttpMethod.GET, "/v/x/o")).isEqualTo(new Match.Nothing<>());
        assertThatThrownBy(() -> table.add(HttpMethod.GET, "/v/{other}", "two"))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b/c", "ä/€/😀", "100%", "a+b&c=d?e#f", "a%2Fb"})
    void aNameSurvivesItsEncoding(String name) {
        String encoded = PercentCoding.encode(name);
        assertThat(encoded).matches("[A-Za-z0-9/%._~!$&'()*+,;=:@-]*");
        assertThat(PercentCoding.decode("object", encoded)).isEqualTo(name);
    }

    @Test
    void timesAreIsoInUtcWithMilliseconds() {
        for (String text :
                new String[] {"1970-01-01T00:00:00.001Z", "2026-11-24T23:59:59.990Z", "2024-02-29T07:08:09.010Z"}) {
            assertThat(IsoTime.of(Instant.parse(text).toEpochMilli())).isEqualTo(text);
        }
    }

    @Test
    void timesOfClientsHaveUnits() {
        assertThat(DurationText.parse("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(DurationText.parse("10m")).isEqualTo(Duration.ofMinutes(10));
        assertThat(DurationText.parse("2h")).isEqualTo(Duration.ofHours(2));
        assertThat(DurationText.parse("1d")).isEqualTo(Duration.ofDays(1));
        assertThat(DurationText.parse("7")).isEqualTo(Duration.ofSeconds(7));
        assertThatThrownBy(() -> DurationText.parse("-1s")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCursorIsOfOneEpochAndOneFilter() {
        String text = new Cursor(42).encoded(1, "kind=1:a");
        assertThat(Cursor.decode(text, 1, "kind=1:a").below()).isEqualTo(42);
        assertThatThrownBy(() -> Cursor.decode(text, 2, "kind=1:a")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Cursor.decode(text, 1, "kind=1:b")).isInstanceOf(Refusal.class);
    }

    @Test
    void anEventIdOfAnotherEpochIsNoPlace() {
        assertThat(EventId.place("after", "3-17", 3)).isEqualTo(17);
        assertThat(EventId.place("after", "17", 3)).isEqualTo(17);
        assertThat(EventId.place("after", "2-17", 3)).isEqualTo(EventFeed.NOTHING);
        assertThatThrownBy(() -> EventId.place("after", "x", 3)).isInstanceOf(Refusal.class);
    }

    @Test
    void whatIsInTheWayIsNamedAsAnXactionOrAsAKind() {
        assertThat(ErrorReplies.of(new Outcome.Refused(Reason.EXCLUDED, "rebalance", ""))
                        .more())
                .containsEntry("subject", "rebalance")
                .doesNotContainKey("id");
        assertThat(ErrorReplies.of(new Outcome.Refused(Reason.EXCLUDED, "Q8HsujqW9t", ""))
                        .more())
                .containsEntry("id", "Q8HsujqW9t")
                .doesNotContainKey("subject");
    }
}
