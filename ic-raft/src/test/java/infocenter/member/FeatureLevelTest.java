package infocenter.member;

import static infocenter.member.Gateways.LONG;
import static infocenter.member.Gateways.applied;
import static infocenter.member.Gateways.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import infocenter.core.command.Command;
import infocenter.member.Gateways.Gateway;
import infocenter.node.ProcessEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member with an older build than the cluster's feature level neither starts nor goes on, and harms nothing. */
class FeatureLevelTest {
    @TempDir
    Path folder;

    private Gateway upgraded(Gateways gateways) throws IOException {
        Gateway one = gateways.add("g1");
        one.understands = 2;
        one.start().found();
        await().atMost(LONG).until(one::isMember);
        applied(one.create("before"));
        applied(get(one.client().submit(new Command.RaiseFeatureLevel(2), LONG)));
        return one;
    }

    @Test
    void anOlderBuildDoesNotStartAndTheNewerOneFindsEverythingAsItWas() throws Exception {
        try (Gateways gateways = new Gateways(folder)) {
            Gateway one = upgraded(gateways);
            one.stop();
            one.understands = 1;

            assertThatThrownBy(one::start)
                    .isInstanceOfSatisfying(
                            LevelTooHigh.class,
                            refused -> assertThat(refused.end()).isEqualTo(ProcessEnd.FEATURE_LEVEL))
                    .hasMessageContainingAll("feature level 2", "understands 1", "newer build");

            one.understands = 2;
            one.start();
            await().atMost(LONG).until(() -> one.isMember() && one.reads("before"));
            assertThat(one.fatal).isEmpty();
        }
    }

    /** The process died between the entry and the mark, or the disk is another's. */
    @Test
    void withoutItsMarkTheLogAndTheSnapshotSayIt() throws Exception {
        try (Gateways gateways = new Gateways(folder)) {
            Gateway one = upgraded(gateways);
            one.stop();
            one.understands = 1;
            Files.delete(one.data.resolve("feature-level"));

            assertThatThrownBy(one::start).isInstanceOf(LevelTooHigh.class);

            assertThat(one.data.resolve("feature-level")).hasContent("2");
        }
    }

    @Test
    void aMemberThatFindsTheLevelAboveItsOwnStopsBeforeItShowsAnythingOfIt() throws Exception {
        try (Gateways gateways = new Gateways(folder)) {
            Gateway one = gateways.add("g1");
            one.start().found();
            await().atMost(LONG).until(one::isMember);
            // The rule looks at what nodes said when they joined: this one said more than it can.
            one.understands = 2;
            one.incarnation++;
            one.join();

            one.client().submit(new Command.RaiseFeatureLevel(2), LONG).exceptionally(unknown -> null);

            await().atMost(LONG).until(() -> !one.fatal.isEmpty());
            assertThat(one.fatal.get(0)).contains("feature level 2", "understands 1");
        }
    }

    @Test
    void aDamagedMarkIsNamed() throws Exception {
        try (Gateways gateways = new Gateways(folder)) {
            Gateway one = upgraded(gateways);
            one.stop();
            Files.writeString(one.data.resolve("feature-level"), "two");

            assertThatThrownBy(one::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("feature-level does not hold a number");
        }
    }
}
