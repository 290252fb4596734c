package infocenter.settings;

import java.time.Duration;
import java.util.List;

/**
 * What downloads may do at this target.
 *
 * @param allow address ranges beyond the public ones
 * @param ports that may be connected to
 * @param connections of all downloads together
 * @param bytesPerSecond of all downloads together; 0 for no limit
 * @param objectMax larger contents are refused
 * @param connect longest time to connect
 * @param silence longest time without a byte
 */
public record DownloadSettings(
        @Setting(
                help = "address ranges that may be reached although they are not public, for example"
                        + " [10.0.0.0/8, \"fd00::/8\"]; an address of cloud metadata must be named by itself",
                value = "[]")
        List<String> allow,

        @Setting(help = "ports that may be connected to", value = "[\"80\", \"443\", \"1024-65535\"]")
        List<String> ports,

        @Setting(help = "URLs fetched at the same time by all downloads together; the rest waits its turn", value = "8")
        int connections,

        @Setting(help = "bytes per second of all downloads together, for example 50MiB; 0 for no limit", value = "0")
        ByteSize bytesPerSecond,

        @Setting(help = "a larger content is refused", value = "64GiB")
        ByteSize objectMax,

        @Setting(help = "longest time to connect to a server; then the URL is tried again", value = "5s")
        Duration connect,

        @Setting(
                help = "longest time without a byte, and the time in which at least 1 KiB a second must come;"
                        + " then the URL is tried again",
                value = "30s")
        Duration silence) {
    public DownloadSettings {
        allow.forEach(AddressRange::parse);
        ports.forEach(PortRange::parse);
        Bounds.between("connections", connections, 1, 256);
        Bounds.between("objectMax", objectMax.bytes(), 1, Long.MAX_VALUE);
        Bounds.positive("connect", connect);
        Bounds.positive("silence", silence);
    }

    /** What stands in the file when nothing does. */
    public static final DownloadSettings STANDARD = new DownloadSettings(
            List.of(),
            List.of("80", "443", "1024-65535"),
            8,
            new ByteSize(0),
            ByteSize.parse("64GiB"),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30));
}
