package infocenter.bench.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node whose wall clock is set by a file, while its monotonic one is the machine's: libfaketime's preloaded library. */
final class ClockJump {
    private static final List<String> LIBRARIES = List.of(
            "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
            "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1");
    /** Seconds, as the library takes them. */
    private static final List<String> JUMPS = List.of("+3600", "-120", "+30", "-3600");

    private ClockJump() {}

    static Optional<String> library() {
        return LIBRARIES.stream().filter(file -> Files.exists(Path.of(file))).findFirst();
    }

    /** What a node must be started with for its clock to follow the file. */
    static Map<String, String> environment(Path file) {
        return Map.of(
                "LD_PRELOAD",
                library().orElseThrow(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                "FAKETIME_NO_CACHE",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
    }

    static String jump(int pick) {
        return JUMPS.get(pick % JUMPS.size());
    }
}
