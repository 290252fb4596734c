package infocenter.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.core.bucket.BucketName;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd.How;
import infocenter.core.table.Event;
import infocenter.core.table.Information;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pcollections.TreePMap;

/** Watching: from now on, from an event, from an event that is held no longer, and until the gateway stops. */
@Timeout(60)
class WatchOverHttpTest {
    private static final RestLimits LIMITS = limits(Duration.ofMillis(100), 3);

    private final Gateway gateway = Gateway.ready(LIMITS, 2);
    private final Http http = gateway.http;

    static RestLimits limits(Duration commentEvery, int watchersMax) {
        RestLimits s = RestLimits.STANDARD;
        return new RestLimits(
                s.smallBodyBytesMax(),
                s.bodyWithin(),
                s.parseOnLoopBytesMax(),
                s.discardBytesMax(),
                s.discardWithin(),
                s.nestingMax(),
                s.textCharsMax(),
                s.pageMax(),
                s.namesPageMax(),
                s.waitMax(),
                s.waitersMax(),
                watchersMax,
                commentEvery,
                s.stalledAfter());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private void start(String id) {
        http.start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"],\"id\":\"" + id + "\"}");
        gateway.acknowledge(id);
    }

    private double watchers() {
        return gateway.meters.get("xic_watchers").gauge().value();
    }

    @Test
    void theStoryOfAXactionIsToldAsItHappens() {
        try (EventReader events = EventReader.open(http, "/ic/v1/watch?id=x1")) {
            start("x1");
            gateway.end("x1", How.FINISHED);

            List<EventReader.Heard> heard = events.next(3);
            assertThat(heard)
                    .extracting(EventReader.Heard::type)
                    .containsExactly("xaction.created", "xaction.running", "xaction.finished");
            EventReader.Heard last = heard.get(2);
            assertThat(last.data().getString("subject")).isEqualTo("x1");
            assertThat(last.data().getString("kind")).isEqualTo("list-objects");
            assertThat(last.data().getString("state")).isEqualTo("finished");
            assertThat(last.data().getJsonArray("buckets")).containsExactly("ais://src");
            assertThat(last.id()).isEqualTo("1-" + last.data().getLong("id"));
            assertThat(last.data().getString("time")).endsWith("Z");
        }
        await().until(() -> watchers() == 0);
    }

    @Test
    void comingBackWithTheLastIdThereIsNoHole() {
        start("x1");
        String last;
        try (EventReader events = EventReader.open(http, "/ic/v1/watch?after=0&id=x1")) {
            events.next(1);
            last = events.lastId;
        }
        start("x2");
        gateway.end("x1", How.FINISHED);

        try (EventReader events = EventReader.open(http, "/ic/v1/watch?after=0", "Last-Event-ID", last)) {
            assertThat(events.next(4))
                    .extracting(EventReader.Heard::type)
                    .containsExactly("xaction.running", "xaction.created", "xaction.running", "xaction.finished");
        }
    }

    @Test
    void filtersLeaveOutWhatIsNotWanted() {
        try (EventReader nodes = EventReader.open(http, "/ic/v1/watch?type=node");
                EventReader bucket = EventReader.open(http, "/ic/v1/watch?bucket=dst");
                EventReader kind = EventReader.open(http, "/ic/v1/watch?kind=delete&type=xaction.created")) {
            start("x1");
            http.start("{\"kind\":\"copy-bucket\",\"buckets\":[\"src\",\"dst\"],\"id\":\"x2\"}");
            http.start("{\"kind\":\"delete\",\"buckets\":[\"src\"],\"id\":\"x3\",\"arguments\":{\"prefix\":\"a\"}}");
            gateway.down("t2");

            assertThat(nodes.next().type()).isEqualTo("node.down");
            assertThat(bucket.next().data().getString("subject")).isEqualTo("x2");
            assertThat(kind.next().data().getString("subject")).isEqualTo("x3");
        }
    }

    @Test
    void whenEventsAreHeldNoLongerTheTableComesFirst() {
        start("x1");
        start("x2");
        String early = "1-1";
        forgetEvents();

        try (EventReader events = EventReader.open(http, "/ic/v1/watch", "Last-Event-ID", early)) {
            EventReader.Heard compacted = events.next();
            assertThat(compacted.type()).isEqualTo("compacted");
            assertThat(compacted.data().getLong("at")).isEqualTo(gateway.now().sequence());
            assertThat(events.next(2)).allSatisfy(row -> {
                assertThat(row.type()).isEqualTo("row");
                assertThat(row.data().getString("state")).isEqualTo("running");
            });
            gateway.end("x2", How.FINISHED);
            assertThat(events.next().type()).isEqualTo("xaction.finished");
        }
    }

    @Test
    void anIdOfAnotherLifeOfTheClusterGetsTheTable() {
        start("x1");
        try (EventReader events = EventReader.open(http, "/ic/v1/watch?after=7-3")) {
            assertThat(events.next(2)).extracting(EventReader.Heard::type).containsExactly("compacted", "row");
        }
        try (EventReader events = EventReader.open(http, "/ic/v1/watch?after=999999999")) {
            assertThat(events.next(2)).extracting(EventReader.Heard::type).containsExactly("compacted", "row");
        }
    }

    @Test
    void anIdThatIsNoneIsRefused() {
        http.get("/ic/v1/watch?after=yesterday").problem(400, "bad-cursor").field("after");
        http.send("GET", "/ic/v1/watch", null, "Last-Event-ID", "1-2-3")
                .problem(400, "bad-cursor")
                .field("Last-Event-ID");
    }

    @Test
    void aQuietStreamSaysThatItLivesAndMovesItsPlace() {
        try (EventReader events = EventReader.open(http, "/ic/v1/watch?type=node")) {
            assertThat(events.line()).isEqualTo("retry: 1000");
            start("x1");
            String place = "id: 1-" + gateway.now().sequence();
            String line = events.line();
            while (!line.equals(place)) {
                line = events.line();
            }
            assertThat(line).isEqualTo(place);
        }
    }

    @Test
    void moreWatchersThanTheLimitAreRefused() {
        try (EventReader one = EventReader.open(http, "/ic/v1/watch");
                EventReader two = EventReader.open(http, "/ic/v1/watch");
                EventReader three = EventReader.open(http, "/ic/v1/watch")) {
            assertThat(List.of(one, two, three)).hasSize(3);
            Http.Answer refused = http.get("/ic/v1/watch");
            refused.problem(429, "overloaded");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
        }
    }

    @Test
    void aWatcherThatReadsNothingCostsNothingAndMissesNothing() {
        try (EventReader slow = EventReader.open(http, "/ic/v1/watch?after=0&type=bucket.changed")) {
            String long900 = "x".repeat(900);
            int changes = 6_000;
            for (int at = 0; at < changes; at++) {
                gateway.table.apply(new Command.SetBucketProperties(
                        BucketName.of("src"), TreePMap.<String, String>empty().plus("n", long900 + at)));
            }
            for (int at = 0; at < changes; at++) {
                assertThat(slow.next().type()).isEqualTo("bucket.changed");
            }
        }
    }

    @Test
    void aStreamEndsWithAWordWhenThisGatewayHoldsTheTableNoMore() {
        try (EventReader events = EventReader.open(http, "/ic/v1/watch")) {
            gateway.table.member(false);
            gateway.table.apply(new Command.Tick());

            EventReader.Heard end = events.next();
            assertThat(end.type()).isEqualTo("end");
            assertThat(end.data().getString("reason")).isEqualTo("no-member");
            assertThat(events.next()).isNull();
        }
    }

    @Test
    void aGatewayThatStopsEndsItsStreams() {
        try (EventReader events = EventReader.open(http, "/ic/v1/watch")) {
            gateway.shutdown();

            assertThat(events.next().data().getString("reason")).isEqualTo("stopping");
            assertThat(events.next()).isNull();
        }
    }

    /** As if 10,000 other events had come since. */
    private void forgetEvents() {
        gateway.table.replace(now -> {
            TreePMap<Long, Event> events = TreePMap.empty();
            long first = now.sequence() + 1;
            for (long id :
                    IntStream.range(0, 10_000).mapToLong(at -> first + at).toArray()) {
                events = events.plus(id, new Event(id, "node.up", "t1", "", "up", List.of(), "", 1));
            }
            return new Information(
                    now.clocks(),
                    first + 9_999,
                    now.identity(),
                    now.cluster(),
                    now.buckets(),
                    now.xactions(),
                    now.keys(),
                    now.keysByExpiry(),
                    now.sessions(),
                    events);
        });
    }
}
