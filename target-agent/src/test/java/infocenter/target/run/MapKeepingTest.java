package infocenter.target.run;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import org.junit.jupiter.api.Test;

/** Whether an older version of a name can be elsewhere, which decides over tombstones. */
class MapKeepingTest {
    private static final ObjectName NAME = new ObjectName("o");

    private final MapCopy map = new MapCopy();
    private final MapKeeping keeping = new MapKeeping(new NodeId("t1"), map);

    @Test
    void withoutAMapNothingIsCertain() {
        assertThat(keeping.mayBeElsewhere(9, NAME)).isTrue();
    }

    @Test
    void ofABucketThatIsYoungerThanTheMapNothingIsCertain() {
        map.take(Maps.of(8, 1, Maps.target("t1", 1, true)));
        assertThat(keeping.mayBeElsewhere(9, NAME)).isTrue();
    }

    @Test
    void ofABucketThatHasEndedNothingIsElsewhere() {
        map.take(Maps.of(12, 1, Maps.target("t1", 1, true)));
        assertThat(keeping.mayBeElsewhere(9, NAME)).isFalse();
    }
}
