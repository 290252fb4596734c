package infocenter.settings;

import java.time.Duration;

/**
 * The Information Center.
 *
 * @param size members wanted: 1, 3 or 5
 * @param replaceAfter silence after which a member is replaced
 */
public record IcSettings(
        @Setting(help = "members wanted: 1, 3 or 5", value = "3")
        int size,

        @Setting(help = "silence after which a member is replaced", value = "30s")
        Duration replaceAfter) {
    public IcSettings {
        if (size != 1 && size != 3 && size != 5) {
            throw new IllegalArgumentException("size must be 1, 3 or 5: " + size);
        }
        Bounds.positive("replaceAfter", replaceAfter);
    }
}
