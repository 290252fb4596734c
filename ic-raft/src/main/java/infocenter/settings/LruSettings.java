package infocenter.settings;

import java.time.Duration;

/**
 * When a target makes room, and how much.
 *
 * @param high percent of a mount path's capacity at which room is made
 * @param low percent down to which it is made
 * @param coolDown before a mount path that stays above its high watermark asks for it again
 */
public record LruSettings(
        @Setting(
                help = "percent of a mount path's capacity; a mount path at or above it makes the cluster start lru",
                value = "90")
        int high,

        @Setting(
                help = "percent of a mount path's capacity; lru removes objects, oldest access first, down to it",
                value = "80")
        int low,

        @Setting(help = "time before a mount path that stays at or above high asks for lru again", value = "10m")
        Duration coolDown) {
    public LruSettings {
        Bounds.between("high", high, 1, 100);
        Bounds.between("low", low, 0, 100);
        if (low > high) {
            throw new IllegalArgumentException("low must not be above high: " + low + " > " + high);
        }
        Bounds.positive("coolDown", coolDown);
    }
}
