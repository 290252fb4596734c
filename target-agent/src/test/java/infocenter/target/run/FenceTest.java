package infocenter.target.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FenceTest {
    @TempDir
    Path dir;

    @Test
    void nobodyCommandsATargetWithoutACluster() throws IOException {
        assertThat(Fence.open(dir).admits("", 0, 9)).isFalse();
        assertThat(Fence.open(dir).admits("c1", 0, 9)).isFalse();
    }

    @Test
    void aLowerTermStaysRefusedAfterARestart() throws IOException {
        Fence fence = Fence.open(dir);
        fence.adopt("c1");
        fence.raise(0, 5);

        Fence again = Fence.open(dir);

        assertThat(again.admits("c1", 0, 4)).isFalse();
        assertThat(again.admits("c1", 0, 5)).isTrue();
        assertThat(again.admits("c2", 0, 6)).isFalse();
    }

    @Test
    void aHigherEpochBeatsAnyTerm() throws IOException {
        Fence fence = Fence.open(dir);
        fence.adopt("c1");
        fence.raise(0, 50);
        fence.raise(1, 2);

        assertThat(fence.admits("c1", 0, 51)).isFalse();
        assertThat(fence.admits("c1", 1, 2)).isTrue();
        assertThat(fence.epoch()).isEqualTo(1);
        assertThat(fence.term()).isEqualTo(2);
    }

    @Test
    void theDiskIsTouchedOnlyWhenItRises() throws IOException {
        Fence fence = Fence.open(dir);
        fence.adopt("c1");
        fence.raise(0, 5);
        FileTime then = FileTime.fromMillis(1_000);
        Files.setLastModifiedTime(dir.resolve("fence"), then);

        fence.raise(0, 5);
        fence.raise(0, 3);
        fence.adopt("c1");

        assertThat(Files.getLastModifiedTime(dir.resolve("fence"))).isEqualTo(then);
    }

    @Test
    void anotherClusterIsRefused() throws IOException {
        Fence fence = Fence.open(dir);
        fence.adopt("c1");

        assertThatThrownBy(() -> Fence.open(dir).adopt("c2"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("c1")
                .hasMessageContaining("c2");
    }

    @Test
    void damageIsToldWithItsFile() throws IOException {
        Files.writeString(dir.resolve("fence"), "c1 x y");

        assertThatThrownBy(() -> Fence.open(dir))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("fence");
    }

    @Test
    void everyStartIsAHigherIncarnation() throws IOException {
        assertThat(Incarnation.next(dir)).isEqualTo(1);
        assertThat(Incarnation.next(dir)).isEqualTo(2);

        Files.writeString(dir.resolve("incarnation"), "seven");
        assertThatThrownBy(() -> Incarnation.next(dir))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("seven");
    }
}
