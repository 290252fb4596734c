package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd.How;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.xaction.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

/** A rename makes the new bucket with its start and ends the old one with its good end, and with no other. */
final class RenameTest {
    private static final BucketName SRC = BucketName.of("src");
    private static final BucketName NEW = BucketName.of("new");

    private final Table table = Table.ready(2);

    private Bucket bucket(BucketName name) {
        return table.now.buckets().byName().get(name);
    }

    private void begun() {
        table.apply(new Command.SetBucketProperties(SRC, TreePMap.singleton("tier", "cold")));
        assertThat(table.register("r1", "rename-bucket", "src", "new")).isInstanceOf(Outcome.Registered.class);
        table.acknowledge("r1", "t1");
        table.acknowledge("r1", "t2");
    }

    private void finished(String target) {
        table.report("r1", target, How.FINISHED);
    }

    @Test
    void theStartMakesTheNewBucketAndClosesTheOldOne() {
        begun();
        assertThat(bucket(NEW).properties())
                .isEqualTo(TreePMap.singleton("tier", "cold").plus(Bucket.INCOMPLETE, "r1"));
        assertThat(bucket(SRC).renaming()).isTrue();
        assertThat(table.row("r1").buckets().get(1).id())
                .isEqualTo(bucket(NEW).id())
                .isEqualTo(table.row("r1").sequence());
        assertThat(table.now.buckets().sequence()).isEqualTo(table.row("r1").sequence());
    }

    @Test
    void theGoodEndEndsTheOldOneAndOpensTheNewOneAtOnce() {
        begun();
        table.register("l1", "list-objects", "src");
        long fresh = bucket(NEW).id();
        finished("t1");
        assertThat(bucket(SRC).renaming()).isTrue();
        finished("t2");
        assertThat(table.phase("r1")).isEqualTo(Phase.FINISHED);
        assertThat(bucket(SRC)).isNull();
        assertThat(bucket(NEW).properties()).isEqualTo(TreePMap.singleton("tier", "cold"));
        assertThat(bucket(NEW).id()).isEqualTo(fresh);
        assertThat(table.row("l1").abort())
                .as("who still reads the old one is told")
                .isNotNull();
        assertThat(table.eventTypes()).contains("bucket.destroyed");
    }

    @Test
    void afterAnErrorTheOldOneIsWholeAndTheNewOneSaysSo() {
        begun();
        finished("t1");
        table.report("r1", "t2", How.FAILED);
        assertThat(table.phase("r1")).isEqualTo(Phase.FINISHED);
        assertThat(bucket(SRC).properties()).isEqualTo(TreePMap.singleton("tier", "cold"));
        assertThat(bucket(NEW).properties()).containsEntry(Bucket.INCOMPLETE, "r1");
        assertThat(Refusals.reason(table.register("r2", "rename-bucket", "new", "newer")))
                .isEqualTo(Reason.WRONG_STATE);
        assertThat(Refusals.reason(table.register("r3", "rename-bucket", "src", "new")))
                .isEqualTo(Reason.BUCKET_EXISTS);
        table.apply(new Command.DestroyBucket(NEW, false));
        assertThat(table.register("r4", "rename-bucket", "src", "new")).isInstanceOf(Outcome.Registered.class);
    }

    @Test
    void anAbortOpensTheOldOneOnlyWhenNobodyWorksAnyMore() {
        begun();
        table.abort("r1");
        assertThat(bucket(SRC).renaming()).isTrue();
        table.report("r1", "t1", How.STOPPED);
        assertThat(bucket(SRC).renaming()).isTrue();
        table.report("r1", "t2", How.STOPPED);
        assertThat(table.phase("r1")).isEqualTo(Phase.ABORTED);
        assertThat(bucket(SRC).renaming()).isFalse();
        assertThat(bucket(NEW).incomplete()).isTrue();
    }

    @Test
    void aLostTargetDestroysNothing() {
        begun();
        finished("t1");
        table.down("t2");
        table.pass(Duration.ofMinutes(1));
        table.expire();
        table.apply(new Command.RequestAbort(
                table.row("r1").id(),
                infocenter.core.xaction.Origin.SYSTEM,
                infocenter.core.xaction.Caller.system("window over")));
        assertThat(table.phase("r1").terminal()).isTrue();
        assertThat(bucket(SRC).renaming()).isFalse();
        assertThat(bucket(SRC)).isNotNull();
    }

    @Test
    void whatCannotBeRenamedIsRefusedAndNothingIsMade() {
        assertThat(Refusals.refusal(table.register("r1", "rename-bucket", "src", "dst")))
                .isEqualTo(Reason.BUCKET_EXISTS + " ais://dst");
        assertThat(Refusals.refusal(table.register("r1", "rename-bucket", "none", "new")))
                .isEqualTo(Reason.NO_SUCH_BUCKET + " ais://none");
        assertThat(Refusals.refusal(table.register("r1", "rename-bucket", "src", "src")))
                .isEqualTo(Reason.BAD_ARGUMENTS + " buckets");
        assertThat(Refusals.refusal(table.register("r1", "rename-bucket", "src")))
                .isEqualTo(Reason.BAD_ARGUMENTS + " buckets");
        Table.Start partial = Table.start("r1", "rename-bucket", "src", "new");
        partial.partial = true;
        assertThat(Refusals.refusal(table.apply(partial.command()))).isEqualTo(Reason.BAD_ARGUMENTS + " allowPartial");
        table.register("d1", "delete", "src");
        assertThat(Refusals.refusal(table.register("r1", "rename-bucket", "src", "new")))
                .isEqualTo(Reason.EXCLUDED + " d1");
        assertThat(bucket(NEW)).isNull();
    }

    @Test
    void meanwhileNothingElseWorksOnEitherBucket() {
        begun();
        assertThat(Refusals.refusal(table.register("d1", "delete", "src"))).isEqualTo(Reason.EXCLUDED + " r1");
        assertThat(Refusals.refusal(table.register("c1", "copy-bucket", "dst", "new")))
                .isEqualTo(Reason.EXCLUDED + " r1");
        assertThat(Refusals.refusal(table.apply(new Command.DestroyBucket(SRC, false))))
                .isEqualTo(Reason.BUCKET_BUSY + " r1");
        assertThat(table.register("s1", "summary", "src")).isInstanceOf(Outcome.Registered.class);
    }

    @Test
    void theMarksAreTheClustersOwn() {
        begun();
        TreePMap<String, String> read = bucket(SRC).properties();
        assertThat(table.apply(new Command.SetBucketProperties(SRC, TreePMap.singleton("tier", "hot"))))
                .isInstanceOf(Outcome.Applied.class);
        assertThat(bucket(SRC).renaming()).isTrue();
        assertThat(table.apply(new Command.SetBucketProperties(SRC, read))).isInstanceOf(Outcome.Applied.class);
        assertThat(Refusals.refusal(
                        table.apply(new Command.SetBucketProperties(SRC, read.plus(Bucket.RENAMING, "other")))))
                .isEqualTo(Reason.BAD_ARGUMENTS + " properties.xic.renaming");
        assertThat(Refusals.refusal(table.apply(
                        new Command.CreateBucket(BucketName.of("mine"), TreePMap.singleton(Bucket.INCOMPLETE, "x")))))
                .isEqualTo(Reason.BAD_ARGUMENTS + " properties.xic.incomplete");
    }

    @Test
    void theSameKeyAsksForTheSameRename() {
        Table.Start start = Table.start("r1", "rename-bucket", "src", "new").key("k", "b");
        table.apply(start.command());
        start.id = "r2";
        assertThat(table.apply(start.command())).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(bucket(NEW).properties()).containsEntry(Bucket.INCOMPLETE, "r1");
    }
}
