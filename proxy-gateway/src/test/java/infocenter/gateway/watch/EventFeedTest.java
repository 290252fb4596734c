package infocenter.gateway.watch;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.table.Event;
import infocenter.core.table.Information;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.watch.EventFeed.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

/** A watcher's place: what comes next, and when the table must come first. */
class EventFeedTest {
    private static final int HELD_MAX = 10_000;

    /** A table whose events are those ids, and whose sequence is a little further. */
    private static Information holding(long first, long last) {
        TreePMap<Long, Event> events = TreePMap.empty();
        for (long id = first; id <= last; id++) {
            events = events.plus(id, new Event(id, "node.up", "t" + id % 2, "", "up", List.of(), "", 1));
        }
        Information empty = Information.EMPTY;
        return new Information(
                empty.clocks(),
                last + 5,
                empty.identity(),
                empty.cluster(),
                empty.buckets(),
                empty.xactions(),
                empty.keys(),
                empty.keysByExpiry(),
                empty.sessions(),
                events);
    }

    private static List<Long> ids(EventFeed feed, Information now) {
        List<Long> ids = new ArrayList<>();
        for (Step step = feed.next(now); step != null; step = feed.next(now)) {
            ids.add(((Step.Happened) step).event().id());
        }
        return ids;
    }

    @Test
    void everyEventAfterThePlaceIsToldOnce() {
        EventFeed feed = new EventFeed(EventFilter.ALL, 3);
        assertThat(ids(feed, holding(1, 5))).containsExactly(4L, 5L);
        assertThat(ids(feed, holding(1, 5))).isEmpty();
        assertThat(feed.cursor()).isEqualTo(10);
        assertThat(ids(feed, holding(11, 12))).containsExactly(11L, 12L);
    }

    @Test
    void fewerEventsThanAreHeldMeanThatNoneIsMissing() {
        assertThat(ids(new EventFeed(EventFilter.ALL, 0), holding(7, 9))).containsExactly(7L, 8L, 9L);
    }

    @Test
    void anEventThatIsStillTheNextOneIsNoHole() {
        Information now = holding(50, 50 + HELD_MAX - 1);
        assertThat(ids(new EventFeed(EventFilter.ALL, 49), now)).hasSize(HELD_MAX);
    }

    @Test
    void onePlaceFurtherBackTheTableComesFirst() {
        Information now = holding(50, 50 + HELD_MAX - 1);
        EventFeed feed = new EventFeed(EventFilter.ALL, 48);
        assertThat(feed.next(now)).isEqualTo(new Step.Compacted(now.sequence()));
        assertThat(feed.next(now)).isEqualTo(new Step.CaughtUp(now.sequence()));
        assertThat(feed.next(now)).isNull();
    }

    @Test
    void whatHappensWhileTheTableIsHandedOutIsToldAfterIt() {
        Information now = holding(50, 50 + HELD_MAX - 1);
        EventFeed feed = new EventFeed(EventFilter.ALL, 1);
        Information later = holding(60, 60 + HELD_MAX - 1);
        assertThat(feed.next(now)).isInstanceOf(Step.Compacted.class);
        assertThat(feed.next(later)).isEqualTo(new Step.CaughtUp(now.sequence()));
        assertThat(ids(feed, later))
                .containsExactly(
                        now.sequence() + 1,
                        now.sequence() + 2,
                        now.sequence() + 3,
                        now.sequence() + 4,
                        later.events().lastKey());
    }

    @Test
    void aPlaceInTheFutureOrInAnotherLifeGetsTheTable() {
        Information now = holding(1, 3);
        assertThat(new EventFeed(EventFilter.ALL, 99).next(now)).isInstanceOf(Step.Compacted.class);
        assertThat(new EventFeed(EventFilter.ALL, EventFeed.NOTHING).next(now)).isInstanceOf(Step.Compacted.class);
    }

    @Test
    void aFilterPassesOverEventsAndStillMovesOn() {
        EventFilter none = new EventFilter(new XactionId("x1"), null, null, null);
        EventFeed feed = new EventFeed(none, 0);
        assertThat(feed.next(holding(1, 5))).isNull();
        assertThat(feed.cursor()).isEqualTo(10);
    }
}
