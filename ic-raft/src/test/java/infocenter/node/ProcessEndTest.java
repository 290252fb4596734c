package infocenter.node;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Identity;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process says by its code what became of its disk, whatever room wrapped the failure. */
class ProcessEndTest {
    @TempDir
    Path folder;

    private static Exception wrapped(Exception cause) {
        return new IllegalStateException("the Raft peer did not start", new IOException("outer", cause));
    }

    private static final class Damaged extends IOException implements ProcessEnd.Known {
        private static final long serialVersionUID = 1L;

        @Override
        public ProcessEnd end() {
            return ProcessEnd.DISK_DAMAGED;
        }
    }

    @Test
    void theSystemsWordsSayWhichFaultItIs() {
        assertThat(ProcessEnd.ofStart(wrapped(new IOException("No space left on device")), folder))
                .isEqualTo(ProcessEnd.DISK_FULL);
        assertThat(ProcessEnd.ofStart(new FileSystemException("/d/x", null, "Disk quota exceeded"), folder))
                .isEqualTo(ProcessEnd.DISK_FULL);
        assertThat(ProcessEnd.ofStart(new FileSystemException("/d/x", null, "Read-only file system"), folder))
                .isEqualTo(ProcessEnd.DISK_READ_ONLY);
        assertThat(ProcessEnd.ofStart(new AccessDeniedException("/d/x"), folder))
                .isEqualTo(ProcessEnd.DISK_READ_ONLY);
        assertThat(ProcessEnd.ofStart(wrapped(new IOException("Input/output error")), folder))
                .isEqualTo(ProcessEnd.DISK_FAILED);
        assertThat(ProcessEnd.ofStart(wrapped(new Damaged()), folder)).isEqualTo(ProcessEnd.DISK_DAMAGED);
    }

    @Test
    void whatIsNotOfTheDiskIsNotSaidToBe() {
        assertThat(ProcessEnd.ofStart(new BindException("Address already in use"), folder))
                .isEqualTo(ProcessEnd.BROKEN);
        assertThat(ProcessEnd.ofStart(new IllegalStateException(new Identity("c", 1).toString()), folder))
                .isEqualTo(ProcessEnd.BROKEN);
        assertThat(ProcessEnd.ofStart(new IOException((String) null), folder.resolve("gone")))
                .isEqualTo(ProcessEnd.BROKEN);
    }

    /** After it nothing may be taken for written. */
    @Test
    void aLogThatCannotBeWrittenIsAFailedDiskUnlessItIsKnownToBeSomethingElse() {
        assertThat(ProcessEnd.ofWriting(new IOException("force failed"), folder))
                .isEqualTo(ProcessEnd.DISK_FAILED);
        assertThat(ProcessEnd.ofWriting(new IOException("No space left on device"), folder))
                .isEqualTo(ProcessEnd.DISK_FULL);
    }

    @Test
    void codesAreDifferentAndTheLastWordsHaveCodeAndCure() {
        ProcessEnd[] all = ProcessEnd.values();
        assertThat(new TreeSet<>(Arrays.stream(all).map(ProcessEnd::code).toList()))
                .hasSameSizeAs(all);
        assertThat(Arrays.stream(all).map(ProcessEnd::code)).allMatch(code -> code > 0 && code < 124);
        assertThat(ProcessEnd.DISK_FULL.explained("gateway g1: no room"))
                .isEqualTo(
                        "gateway g1: no room [disk-full, exit code 20: make room on that disk, then start it again: what"
                                + " it acknowledged is there]");
        assertThat(ProcessEnd.BROKEN.explained("a port is taken")).isEqualTo("a port is taken");
    }
}
