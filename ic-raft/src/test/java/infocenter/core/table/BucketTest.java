package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd.How;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.RunState;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

final class BucketTest {
    private static final BucketName B1 = BucketName.of("b1");
    private static final TreePMap<String, String> COLD = TreePMap.singleton("tier", "cold");

    private final Table table = Table.ready(1);

    @Test
    void aBucketsIdIsTheSequenceOfItsBirth() {
        long sequence = table.now.sequence() + 1;

        assertThat(create(B1, COLD)).isEqualTo(new Outcome.Applied(sequence, Long.toString(sequence)));
        assertThat(bucket(B1)).isEqualTo(new Bucket(sequence, B1, COLD, 1_700_000_000_000L + table.elapsed));
        assertThat(table.now.buckets().sequence()).isEqualTo(sequence);
        assertThat(table.eventTypes()).endsWith("bucket.created");
        assertThat(Refusals.refusal(create(B1, TreePMap.empty()))).isEqualTo(Reason.BUCKET_EXISTS + " ais://b1");
    }

    @Test
    void aBucketThatIsBornAgainIsAnother() {
        create(B1, COLD);
        long first = bucket(B1).id();
        assertThat(destroy(B1, false)).isEqualTo(new Outcome.Applied(table.now.sequence() - 1, Long.toString(first)));
        assertThat(bucket(B1)).isNull();
        assertThat(table.now.buckets().sequence()).isEqualTo(table.now.sequence() - 1);
        assertThat(table.eventTypes()).endsWith("bucket.destroyed");
        assertThat(Refusals.refusal(destroy(B1, false))).isEqualTo(Reason.NO_SUCH_BUCKET + " ais://b1");

        create(B1, COLD);
        assertThat(bucket(B1).id()).isGreaterThan(first);
    }

    @Test
    void propertiesAreReplacedAndTheIdStays() {
        create(B1, COLD);
        Bucket before = bucket(B1);
        TreePMap<String, String> hot = TreePMap.singleton("tier", "hot");

        assertThat(set(B1, hot)).isInstanceOf(Outcome.Applied.class);
        assertThat(bucket(B1)).isEqualTo(new Bucket(before.id(), B1, hot, before.createdShownMillis()));
        assertThat(table.now.buckets().sequence()).isEqualTo(table.now.sequence() - 1);
        assertThat(table.eventTypes()).endsWith("bucket.changed");
        assertThat(set(B1, hot)).isEqualTo(new Outcome.AlreadyDone(table.now.sequence(), "" + before.id()));
        assertThat(Refusals.reason(set(BucketName.of("b9"), hot))).isEqualTo(Reason.NO_SUCH_BUCKET);
    }

    @Test
    void propertiesAndBucketsAreLimited() {
        create(B1, COLD);
        TreePMap<String, String> many = TreePMap.empty();
        for (int i = 0; i < 65; i++) {
            many = many.plus("p" + i, "v");
        }
        assertThat(Refusals.refusal(create(BucketName.of("b2"), many))).isEqualTo(Reason.TOO_LARGE + " properties");
        assertThat(Refusals.refusal(set(B1, many))).isEqualTo(Reason.TOO_LARGE + " properties");

        Table small = Table.ready(TestLimits.of(limits -> limits.buckets = 2), 1);
        assertThat(Refusals.reason(small.apply(new Command.CreateBucket(B1, COLD))))
                .isEqualTo(Reason.TABLE_FULL);
    }

    @Test
    void aBusyBucketIsKeptAndSaysWhoIsOnIt() {
        table.register("x1", "copy-bucket", "src", "dst");
        table.register("x2", "delete", "dst");

        for (String name : new String[] {"src", "dst"}) {
            assertThat(Refusals.refusal(destroy(BucketName.of(name), false))).isEqualTo(Reason.BUCKET_BUSY + " x1");
        }
        table.abort("x1");
        assertThat(Refusals.reason(destroy(BucketName.of("src"), false))).isEqualTo(Reason.BUCKET_BUSY);
        table.report("x1", "t1", How.STOPPED);
        assertThat(destroy(BucketName.of("src"), false)).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void forceAbortsWhoIsOnItFirst() {
        table.register("x1", "copy-bucket", "src", "dst");
        table.register("x2", "copy-bucket", "dst", "src");
        table.register("x3", "list-objects", "dst");
        table.acknowledge("x2", "t1");
        table.abort("x2");
        var intent = table.row("x2").abort();

        assertThat(destroy(BucketName.of("src"), true)).isInstanceOf(Outcome.Applied.class);
        assertThat(table.phase("x1")).isEqualTo(Phase.ABORTING);
        assertThat(table.row("x1").abort().cause()).isEqualTo(Origin.SYSTEM);
        assertThat(table.row("x1").abort().caller().why()).contains("ais://src");
        assertThat(table.row("x2").abort()).isEqualTo(intent);
        assertThat(table.state("x3", "t1")).isEqualTo(new RunState.Owed());
        assertThat(table.eventTypes()).endsWith("xaction.aborting", "bucket.destroyed");
    }

    private Bucket bucket(BucketName name) {
        return table.now.buckets().byName().get(name);
    }

    private Outcome create(BucketName name, TreePMap<String, String> properties) {
        return table.apply(new Command.CreateBucket(name, properties));
    }

    private Outcome set(BucketName name, TreePMap<String, String> properties) {
        return table.apply(new Command.SetBucketProperties(name, properties));
    }

    private Outcome destroy(BucketName name, boolean force) {
        return table.apply(new Command.DestroyBucket(name, force));
    }
}
