package infocenter.gateway.read;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.BucketRef;
import infocenter.core.cluster.NodeId;
import infocenter.core.table.Xactions;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.Policy;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

class RowPageTest {
    @Test
    void pagesFollowEachOtherNewestFirstWithoutGapOrRepeat() {
        Xactions table = table(25);
        List<Long> seen = new ArrayList<>();
        long below = Long.MAX_VALUE;
        do {
            RowPage page = RowPage.of(table, RowFilter.ALL, below, 10);
            page.rows().forEach(row -> seen.add(row.sequence()));
            below = page.cursor();
        } while (below != 0);
        assertThat(seen).hasSize(25).isSortedAccordingTo((left, right) -> Long.compare(right, left));
    }

    @Test
    void aFullLastPageSaysThatNothingFollows() {
        assertThat(RowPage.of(table(10), RowFilter.ALL, Long.MAX_VALUE, 10).cursor())
                .isZero();
        assertThat(RowPage.of(table(11), RowFilter.ALL, Long.MAX_VALUE, 10).cursor())
                .isEqualTo(2);
        assertThat(RowPage.of(Xactions.EMPTY, RowFilter.ALL, Long.MAX_VALUE, 10).rows())
                .isEmpty();
    }

    @Test
    void aFilterGivesOnlyWhatItWants() {
        Xactions table = table(9);
        assertThat(RowPage.of(table, filter("delete", null, null), Long.MAX_VALUE, 100)
                        .rows())
                .extracting(Xaction::kind)
                .containsOnly("delete")
                .hasSize(4);
        assertThat(RowPage.of(table, filter(null, "b3", null), Long.MAX_VALUE, 100)
                        .rows())
                .hasSize(1);
        assertThat(RowPage.of(table, filter(null, null, Phase.CREATED), Long.MAX_VALUE, 100)
                        .rows())
                .hasSize(9);
        assertThat(RowPage.of(table, filter(null, null, Phase.FINISHED), Long.MAX_VALUE, 100)
                        .rows())
                .isEmpty();
    }

    @Test
    void aFilterThatMatchesNothingLooksAtABoundedNumberOfRows() {
        RowPage page = RowPage.of(table(RowPage.LOOKED_AT_MAX + 10), filter("nosuch", null, null), Long.MAX_VALUE, 10);
        assertThat(page.rows()).isEmpty();
        assertThat(page.cursor()).isEqualTo(11);
    }

    private static RowFilter filter(String kind, String bucket, Phase phase) {
        return new RowFilter(kind, phase, bucket == null ? null : BucketName.of(bucket), null, null, false);
    }

    private static Xactions table(int rows) {
        Xactions table = Xactions.EMPTY;
        for (int at = 1; at <= rows; at++) {
            table = table.put(new Xaction(
                    new XactionId("x" + at),
                    at % 2 == 0 ? "delete" : "copy-bucket",
                    "{}",
                    "",
                    List.of(new BucketRef(BucketName.of("b" + at), at)),
                    TreePMap.empty(),
                    null,
                    Origin.CLIENT,
                    new Caller("", "", ""),
                    Policy.RESTART,
                    false,
                    at,
                    0,
                    0,
                    0,
                    false,
                    null,
                    TreePMap.<NodeId, Run>empty().plus(new NodeId("t1"), Run.owed(new NodeId("t1"), 1, at, 5)),
                    null));
        }
        return table;
    }
}
