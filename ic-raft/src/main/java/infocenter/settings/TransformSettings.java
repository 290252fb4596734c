package infocenter.settings;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What transformers may use at this target, and how much of it.
 *
 * @param commands that may be run
 * @param hosts that may be called
 * @param parallel objects that jobs transform at the same time
 * @param reads objects that are transformed while they are read
 * @param memory of one command
 */
public record TransformSettings(
        @Setting(help = "commands that transformers may name; others are refused", value = "[]")
        List<CommandSettings> commands,

        @Setting(help = "hosts, or host:port, that HTTP transformers may have; others are refused", value = "[]")
        List<String> hosts,

        @Setting(help = "objects that jobs transform at the same time; the others wait", value = "4")
        int parallel,

        @Setting(
                help = "objects that are transformed at the same time while they are read; more are answered 503",
                value = "8")
        int reads,

        @Setting(
                help = "address space of one command, where the system has prlimit; a command that needs more fails",
                value = "1GiB")
        ByteSize memory) {
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+)(:\\d{1,5})?");

    /** What stands in the file when nothing does. */
    public static final TransformSettings STANDARD =
            new TransformSettings(List.of(), List.of(), 4, 8, ByteSize.parse("1GiB"));

    public TransformSettings {
        if (commands.stream().map(CommandSettings::name).distinct().count() < commands.size()) {
            throw new IllegalArgumentException("commands must have different names");
        }
        for (int i = 0; i < hosts.size(); i++) {
            if (!HOST.matcher(hosts.get(i)).matches()) {
                throw new IllegalArgumentException(
                        "hosts[" + i + "] must be like 127.0.0.1:7000 or etl.example.org: " + hosts.get(i));
            }
        }
        Bounds.between("parallel", parallel, 1, 256);
        Bounds.between("reads", reads, 0, 256);
        Bounds.between("memory", memory.bytes(), 1 << 20, Long.MAX_VALUE);
    }
}
