package infocenter.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLogTest {
    @TempDir
    private Path folder;

    @Test
    void theEndIsShownAndChosenByLevel() throws Exception {
        Path file = Files.writeString(folder.resolve("log"), "1 INFO  [a] one\n2 WARN  [a] two\n3 ERROR [a] three\n");
        ProcessLog log = new ProcessLog(file);

        assertThat(text(log.tail(List.of()))).hasLineCount(3);
        assertThat(text(log.tail(List.of("WARN", "ERROR")))).isEqualTo("2 WARN  [a] two\n3 ERROR [a] three\n");
    }

    @Test
    void onlyTheEndOfALongLogIsRead() throws Exception {
        byte[] lines = new byte[ProcessLog.SHOWN_BYTES_MAX + 7];
        Arrays.fill(lines, (byte) 'x');
        lines[lines.length - 1] = 'y';
        assertThat(new ProcessLog(Files.write(folder.resolve("log"), lines)).tail(List.of()))
                .hasSize(ProcessLog.SHOWN_BYTES_MAX)
                .endsWith('y');
    }

    @Test
    void whereThereIsNoFileItSaysSo() throws Exception {
        assertThat(text(new ProcessLog(folder.resolve("none")).tail(List.of("ERROR"))))
                .contains("no file");
    }

    @Test
    void anArchiveIsATarOfOneFile() throws Exception {
        ProcessLog log = new ProcessLog(Files.writeString(folder.resolve("log"), "hello\n"));
        byte[] tar = new GZIPInputStream(new ByteArrayInputStream(log.archive("g1.log"))).readAllBytes();

        assertThat(tar.length % 512).isZero();
        assertThat(text(Arrays.copyOf(tar, 6))).isEqualTo("g1.log");
        assertThat(text(Arrays.copyOfRange(tar, 124, 135))).isEqualTo("00000000006");
        assertThat(text(Arrays.copyOfRange(tar, 512, 518))).isEqualTo("hello\n");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
