package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd.How;
import infocenter.core.xaction.Counters;
import infocenter.core.xaction.Pace;
import infocenter.core.xaction.Progress;
import infocenter.core.xaction.XactionId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What rows say of how far they are; all of it follows from entries and the elapsed clock. */
final class ProgressTest {
    private final Table table = Table.ready(2);

    @BeforeEach
    void start() {
        table.register("x1", "copy-bucket", "src", "dst");
        table.acknowledge("x1", "t1");
        table.acknowledge("x1", "t2");
    }

    @Test
    void theTotalIsKnownWhenEveryTargetHasSaidIt() {
        assertThat(progress().objectsTotal()).isEqualTo(-1);
        assertThat(progress().percent()).isEqualTo(-1);
        counted("t1", 10, 100, 50);
        assertThat(progress().objectsTotal()).isEqualTo(-1);
        counted("t2", 20, 200, 50);
        assertThat(progress().objectsTotal()).isEqualTo(100);
        assertThat(progress().percent()).isEqualTo(30);
        assertThat(progress().objects()).isEqualTo(30);
        assertThat(progress().bytes()).isEqualTo(300);
    }

    @Test
    void theRateIsThatOfLateAndTheTimeLeftARange() {
        // 2 a second for 30 s, then 1 a second: on average more than of late.
        for (int second = 2; second <= 30; second += 2) {
            table.pass(Duration.ofSeconds(2));
            counted("t1", 2L * second, 200L * second, 100);
            counted("t2", 2L * second, 200L * second, 100);
        }
        assertThat(progress().objectsPerSecond()).isEqualTo(4_000);
        assertThat(progress().bytesPerSecond()).isEqualTo(400);
        assertThat(progress().leftLow()).isEqualTo(20);
        assertThat(progress().leftHigh()).isEqualTo(20);
        for (int second = 2; second <= 20; second += 2) {
            table.pass(Duration.ofSeconds(2));
            counted("t2", 60 + second, 6_000 + 100L * second, 100);
        }
        // t2 did 80 in 50 s, 20 of them in the last 20 s; t1 did nothing in that time.
        assertThat(progress().leftHigh()).isEqualTo(20);
        assertThat(progress().leftLow()).isBetween(12L, 20L);
    }

    @Test
    void whatHasJustBegunHasNoRate() {
        counted("t1", 1, 1, 100);
        counted("t2", 1, 1, 100);
        assertThat(progress().objectsPerSecond()).isEqualTo(-1);
        assertThat(progress().leftLow()).isEqualTo(-1);
        assertThat(progress().leftHigh()).isEqualTo(-1);
    }

    @Test
    void aRunIsStalledAfterAMinuteWithoutMovement() {
        counted("t1", 10, 100, 50);
        counted("t2", 10, 100, 50);
        pass(59);
        assertThat(progress().stalled()).isFalse();
        counted("t1", 11, 110, 50);
        pass(2);
        assertThat(progress().stalled()).isTrue();
        assertThat(progress().leftLow()).isEqualTo(-1);
        assertThat(Progress.stalled(table.run("x1", "t1"), now())).isFalse();
        assertThat(Progress.stalled(table.run("x1", "t2"), now())).isTrue();
        counted("t2", 11, 110, 50);
        assertThat(progress().stalled()).isFalse();
    }

    @Test
    void morePlannedIsNoMovement() {
        counted("t1", 10, 100, 50);
        pass(61);
        counted("t1", 10, 100, 60);
        assertThat(Progress.stalled(table.run("x1", "t1"), now())).isTrue();
    }

    @Test
    void whatIdlesIsNotStalledNorIsWhatWaitsForItsTarget() {
        table.apply(new Command.RecordProgress(List.of(new Command.RecordProgress.Progress(
                new XactionId("x1"), new NodeId("t1"), 1, 1, Counters.ZERO, 0, true))));
        table.down("t2");
        pass(20);
        assertThat(progress().stalled()).isFalse();
        table.up("t2", 1);
        pass(61);
        table.acknowledge("x1", "t2");
        assertThat(progress().stalled()).isFalse();
        assertThat(table.run("x1", "t2").pace().movedMillis()).isEqualTo(now());
    }

    @Test
    void atTheEndAllIsDone() {
        counted("t1", 10, 100, 50);
        pass(10);
        table.report("x1", "t1", How.FINISHED);
        assertThat(table.run("x1", "t1").pace()).isEqualTo(Pace.NONE);
        table.report("x1", "t2", How.FINISHED);
        Progress end = progress();
        assertThat(end.percent()).isEqualTo(100);
        assertThat(end.objectsTotal()).isEqualTo(end.objects());
        assertThat(end.leftLow()).isZero();
        assertThat(end.leftHigh()).isZero();
        assertThat(end.stalled()).isFalse();
        pass(120);
        assertThat(progress()).isEqualTo(end);
    }

    @Test
    void whatFailedIsNotDone() {
        counted("t1", 10, 100, 50);
        table.report("x1", "t1", How.FAILED);
        table.report("x1", "t2", How.FINISHED);
        assertThat(progress().objectsTotal())
                .isEqualTo(50 + table.run("x1", "t2").counters().localObjects());
        assertThat(progress().percent()).isLessThan(100);
    }

    private Progress progress() {
        return Progress.of(table.row("x1"), now());
    }

    private long now() {
        return table.now.clocks().elapsedMillis();
    }

    /** The clock of the table moves with its entries. */
    private void pass(int seconds) {
        table.pass(Duration.ofSeconds(seconds));
        table.apply(new Command.Tick());
    }

    private void counted(String target, long objects, long bytes, long planned) {
        table.apply(new Command.RecordProgress(List.of(new Command.RecordProgress.Progress(
                new XactionId("x1"),
                new NodeId(target),
                1,
                1,
                new Counters(objects, bytes, 0, 0, 0, 0),
                planned,
                false))));
    }
}
