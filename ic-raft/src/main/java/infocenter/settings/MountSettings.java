package infocenter.settings;

import java.nio.file.Path;

/**
 * One mount path of a target.
 *
 * @param path folder; made when missing
 * @param capacity bytes that objects may take there
 */
public record MountSettings(
        @Setting(help = "folder that holds objects; made when missing")
        Path path,

        @Setting(help = "bytes that objects may take there, for example 10GiB; more is refused", value = "10GiB")
        ByteSize capacity) {
    public MountSettings {
        Bounds.path("path", path);
        Bounds.between("capacity", capacity.bytes(), 1, Long.MAX_VALUE);
    }
}
